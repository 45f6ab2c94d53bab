from collections.abc import Callable
from pathlib import Path

import pytest

from laoyou.packs.checking import check_packs
from laoyou.packs.loader import read_packs
from laoyou.packs.tests.conftest import SMALL

Small = Callable[[dict[str, str]], Path]

VISITS = "base/parameters/visits.toml"
PLAN = "110000/plans/14-5.toml"
HEAD = "110000/pack.toml"

# file, what to replace, by what, the line where it is found, words of the message
FAULTS = [
    (VISITS, "since = 2024-01-01, ", "", 10, ["no “since”", "dated", "Add since"]),
    (VISITS, 'sureness = "K"', 'sureness = "X"', 10, ["“X”", "S, K, U"]),
    (
        VISITS,
        'clause = "第3条", sureness = "K"',
        'sureness = "K"',
        10,
        ["no “clause”", "clause it comes from"],
    ),
    (VISITS, "since = 2024-01-01", 'since = "2024-02-30"', 10, ["2024-02-30", "possible"]),
    (VISITS, "since = 2024-01-01", "since = 2023-06-01", 10, ["two values apply from 2023-06-01", "until"]),
    (VISITS, "until = 2023-12-31", "until = 2020-12-31", 9, ["ends before it begins"]),
    (VISITS, "value = 2, ", "", 10, ["no value", "U and a note"]),
    (VISITS, "value = 2", 'value = "two"', 10, ["does not fit", "frequency"]),
    (VISITS, 'class = "alone", value = 2', 'class = "alon", value = 2', 10, ["'alon'", "alone"]),
    (VISITS, 'value = 2, per = "month"', "value = 2", 10, ["needs per"]),
    (VISITS, 'unit = "visit"', 'unit = "visits"', 5, ["no measure “visits”", "Did you mean “visit”?"]),
    (VISITS, 'en = "Visits"\n', "", 1, ["without label"]),
    (
        VISITS,
        'clause = "第3条", sureness = "K"',
        'clausse = "第3条", sureness = "K"',
        10,
        ["“clausse”", "mean “clause”"],
    ),
    (
        VISITS,
        'document = "rule-1", clause = "第3条", sureness = "K"',
        'document = "rule-2", clause = "第3条", sureness = "K"',
        10,
        ["no document “rule-2”", "rule-1"],
    ),
    (VISITS, "value = 2", "value = ", 10, ["not valid TOML"]),
    (PLAN, '"省民政厅"', '"省民政局"', 5, ["no unit “省民政局”", "Did you mean “省民政厅”?", "units.toml"]),
    (PLAN, 'nkey = "N1", clause', 'nkey = "N9", clause', 5, ["no nkey “N9”"]),
    (PLAN, "附件/1", "附表/1", 5, ["“附表/1” is no clause"]),
    (PLAN, 'period = "14-5"', 'period = "13-5"', 1, ["no period “13-5”"]),
    (PLAN, "编规划", "编" * 21, 5, ["21 characters", "Shorten"]),
    (
        PLAN,
        "tasks = [",
        'tasks = [\n    { no = 1, title = "又", nkey = "N1", clause = "附件/1" },',
        6,
        ["twice", ":5"],
    ),
    (HEAD, '"base"', '"510000"', 5, ["extends “510000”, which is not here", "base"]),
    (HEAD, 'extends = "base"\n', "", 1, ["extends nothing"]),
    (HEAD, 'code = "110000"', 'code = "120000"', 1, ["folder “110000”"]),
]


@pytest.mark.parametrize(("file", "old", "new", "line", "words"), FAULTS)
def test_a_planted_fault_is_named_with_its_line(
    small: Small, file: str, old: str, new: str, line: int, words: list[str]
) -> None:
    assert old in SMALL[file]
    problems = check_packs(read_packs(small({file: SMALL[file].replace(old, new, 1)})))
    found = [str(problem) for problem in problems if problem.file == file]
    assert any(
        text.startswith(f"{file}:{line}:") and all(word in text for word in words) for text in found
    ), problems


def test_sound_packs_have_no_problems(small: Small) -> None:
    assert check_packs(read_packs(small({}))) == []


def test_all_problems_come_at_once(small: Small) -> None:
    files = {
        VISITS: SMALL[VISITS].replace("value = 2", "value = true"),
        PLAN: SMALL[PLAN].replace("N1", "N8"),
    }
    problems = check_packs(read_packs(small(files)))
    assert {problem.file for problem in problems} == {VISITS, PLAN}


def test_packs_that_extend_each_other_end(small: Small) -> None:
    files = {HEAD: SMALL[HEAD].replace('"base"', '"110100"'), "110100/pack.toml": HEAD_OF_CITY}
    assert any("circle" in problem.what for problem in check_packs(read_packs(small(files))))


HEAD_OF_CITY = SMALL[HEAD].replace('code = "110000"', 'code = "110100"').replace('"base"', '"110000"')


def test_a_pack_extends_only_what_contains_it(small: Small) -> None:
    files = {
        "500000/pack.toml": SMALL[HEAD].replace('"110000"', '"500000"'),
        "510100/pack.toml": SMALL[HEAD].replace('"110000"', '"510100"').replace('"base"', '"500000"'),
    }
    problems = check_packs(read_packs(small(files)))
    assert [problem.what for problem in problems] == ["“510100” extends “500000”, which does not contain it."]


def test_a_lower_pack_may_set_but_not_define_again(small: Small) -> None:
    problems = check_packs(read_packs(small({"110000/parameters/visits.toml": SMALL[VISITS]})))
    assert ["is defined again" in problem.what for problem in problems] == [True]


def test_a_value_of_an_unknown_parameter_is_refused(small: Small) -> None:
    text = '[[parameters]]\nkey = "visit"\nvalues = [{ since = 2024-01-01, value = 1, document = "rule-1", clause = "一", sureness = "S" }]\n'
    problems = check_packs(read_packs(small({"110000/parameters/own.toml": text})))
    assert [(problem.line, problem.what) for problem in problems] == [(1, "“visit” is defined nowhere.")]


def test_one_name_belongs_to_one_unit(small: Small) -> None:
    text = 'units = [\n    { name = "甲局", kind = "department", aliases = ["局"] },\n    { name = "乙局", kind = "department", aliases = ["局", "省民政厅"] },\n]\n'
    problems = check_packs(read_packs(small({"110000/units.toml": text})))
    assert [(problem.line, problem.what) for problem in problems] == [(3, "“局” is a name of two units.")]


def test_a_stray_file_and_bytes_that_are_not_text(small: Small) -> None:
    root = small({"110000/paramters/x.toml": "a = 1\n"})
    (root / "110000" / "documents.toml").write_bytes(b"\xff\xfe")
    problems = check_packs(read_packs(root))
    assert [(problem.file, problem.what) for problem in problems] == [
        ("110000/documents.toml", "The file is not UTF-8."),
        ("110000/paramters/x.toml", "This file has no place in a pack."),
    ]


LIST = """[[lists]]
key = "spaces"
code = "S031"
zh = "空间"
en = "Spaces"
help = { zh = "可用的空间。", en = "Usable spaces." }
group = "catalogue"
sum = ["area"]
fields = [
    { key = "name", zh = "名称", en = "Name", kind = "text", required = true },
    { key = "area", zh = "面积", en = "Area", kind = "number", unit = "visit" },
    { key = "use", zh = "用途", en = "Use", kind = "choice", choices = [{ key = "care", zh = "养老", en = "Care" }] },
    { key = "rows", zh = "记录", en = "Rows", kind = "table", columns = [{ key = "day", zh = "日期", en = "Day", kind = "date" }] },
]
start = "free"
states = [
    { key = "free", zh = "可用", en = "Free", tone = "good", to = ["used"] },
    { key = "used", zh = "已用", en = "Used", tone = "plain", to = ["free"] },
]
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('kind = "text", required = true', 'kind = "text"', 10, ["no required text"]),
        ('unit = "visit"', 'unit = "vist"', 11, ["no measure “vist”", "visit"]),
        ('zh = "用途"', 'zh = "面积"', 12, ["“面积” stands twice"]),
        (
            'kind = "choice", choices = [{ key = "care", zh = "养老", en = "Care" }]',
            'kind = "choice"',
            12,
            ["no choices"],
        ),
        ('kind = "date" }]', 'kind = "date", unit = "visit" }]', 13, ["has unit", "number"]),
        ('kind = "date" }]', 'kind = "number", unit = "vist" }]', 13, ["no measure “vist”"]),
        ('to = ["used"]', 'to = ["gone"]', 17, ["leads to “gone”", "free, used"]),
        ('start = "free"', 'start = "open"', 17, ["in which state an item begins"]),
        ('sum = ["area"]', 'sum = ["use"]', 10, ["sum names “use”"]),
        ('tone = "good"', 'tone = "green"', 17, ["“green”", "good"]),
    ],
)
def test_faults_of_a_list_are_named(small: Small, old: str, new: str, line: int, words: list[str]) -> None:
    assert old in LIST
    assert check_packs(read_packs(small({"base/lists/all.toml": LIST}))) == []
    found = [
        str(each)
        for each in check_packs(read_packs(small({"base/lists/all.toml": LIST.replace(old, new, 1)})))
    ]
    start = f"base/lists/all.toml:{line}:"
    assert any(text.startswith(start) and all(word in text for word in words) for text in found), found
