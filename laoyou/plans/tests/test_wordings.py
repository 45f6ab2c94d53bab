"""Likeness, coverage, units and pasted tables: plain functions on invented wordings."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laoyou.plans.rules.coverage import Row, covering_row, sentence_around
from laoyou.plans.rules.likeness import alike, contained
from laoyou.plans.rules.matching import Entry, match
from laoyou.plans.rules.pasting import parse_table
from laoyou.plans.rules.units import Known, class_level, is_class, is_open, open_phrase, suggestions

TODAY = datetime.date(2026, 11, 23)
TEXT = "一、总则\n每个社区食堂每天供应热饭,费用由县里出。对独居老人每周至少看望一次,看过要记下来。"
ROWS = [Row(1, "办好社区食堂,每个社区食堂每天供应热饭", None, None), Row(2, "看护培训", None, None)]


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def test_a_row_covers_the_sentence_that_it_repeats() -> None:
    assert covering_row(TEXT, *at("每天"), "", ROWS) == 1


def test_a_sentence_of_its_own_is_covered_by_no_row() -> None:
    assert covering_row(TEXT, *at("每周"), "", ROWS) is None


def test_a_row_that_repeats_a_heading_covers_what_stands_under_it() -> None:
    assert covering_row(TEXT, *at("每周"), "看护的培训", [Row(2, "看护的培训", None, None)]) == 2


def test_a_number_within_a_row_belongs_to_it() -> None:
    start, end = at("每周")
    assert covering_row(TEXT, start, end, "", [Row(7, "无关", start - 3, end + 3)]) == 7


def test_sentence_around() -> None:
    assert sentence_around(TEXT, *at("每周")) == "对独居老人每周至少看望一次,看过要记下来"


def test_likeness_ignores_marks_and_width() -> None:
    assert alike("办好“社区食堂”!", "办好社区食堂") == 1
    assert contained("(1)甲", "(1)甲乙") == contained("1甲", "1甲乙") == 1


@pytest.mark.parametrize(
    "name", ["有关部门", "市级有关部门", "各有关部门(单位)", "相关单位", "各部门", "等有关部门(单位)"]
)
def test_open_sets(name: str) -> None:
    assert is_open(name)
    assert not is_class(name)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("各乡镇人民政府(街道办事处)", "township"),
        ("地方各级人民政府", ""),
        ("各县(市、区)人民政府", "county"),
        ("各区县政府", "county"),
        ("各市州人民政府", "prefecture"),
    ],
)
def test_classes_of_governments(name: str, level: str) -> None:
    assert is_class(name)
    assert class_level(name) == level


def test_an_ordinary_unit_is_neither() -> None:
    for name in ("县民政局", "相关公司", "县政府", "乡镇企业局"):
        assert not is_open(name)
        assert not is_class(name)


def test_the_open_end_of_a_cell() -> None:
    assert open_phrase("县民政局、县财政局等有关部门(单位)配合") == "等有关部门(单位)"
    assert open_phrase("县民政局、县财政局配合") == ""


def found(name: str, *known: Known) -> list[tuple[int, bool]]:
    return [
        (each.department_id, each.certain)
        for each in suggestions(name, known, today=TODAY, function_names={})
    ]


def test_names_aliases_and_local_ways_of_writing_are_certain() -> None:
    civil = Known(1, "甲县民政局", aliases=("县民政",), division_name="甲县")
    upper = Known(2, "某市民政局", division_name="某市")
    assert found("甲县民政局", civil, upper)[0] == (1, True)
    assert found("县民政", civil) == [(1, True)]
    assert found("县民政局", civil, upper) == [(1, True), (2, False)]


def test_an_abbreviation_is_only_likely() -> None:
    assert found("县发改局", Known(1, "甲县发展和改革局", division_name="甲县")) == [(1, False)]
    assert found("县教育局", Known(1, "甲县体育局", division_name="甲县")) == []


def test_an_abolished_unit_gives_way_to_the_one_that_followed() -> None:
    old = Known(1, "甲县老龄办", until=datetime.date(2023, 6, 1), successor_id=2, division_name="甲县")
    new = Known(2, "甲县民政局", division_name="甲县")
    (suggestion,) = suggestions("县老龄办", [old, new], today=TODAY, function_names={})
    assert suggestion.department_id == 2
    assert "2023-06-01" in suggestion.why


def test_a_function_that_moved_is_named() -> None:
    day = datetime.date(2023, 6, 1)
    health = Known(1, "甲县卫生健康局", division_name="甲县", functions=(("ageing", None, day),))
    civil = Known(2, "甲县民政局", division_name="甲县", functions=(("ageing", day, None),))
    named = suggestions("县卫生健康局", [health, civil], today=TODAY, function_names={"ageing": "老龄工作"})
    assert [(each.department_id, each.certain) for each in named] == [(1, True), (2, False)]
    assert "老龄工作" in named[1].why


def test_a_pasted_table_of_indicators() -> None:
    table = parse_table(
        "序号\t指标名称\t单位\t2020年\t2025年\t属性\t责任部门\n"
        '1\t"老人\n看望率"\t%\t80\t≥95\t约束性\t县民政局\n'
        "2\t学习班人数\t人\t—\t1.2万\t预期性\t县卫生健康局\n"
    )
    assert table.kind == "indicator"
    assert table.errors == ()
    first, second = table.payloads
    assert first["baseline"] == {"year": 2020, "value": 80, "unit": "%"}
    assert first["target"] == {"op": ">=", "value": 95, "unit": "%", "year": 2025}
    assert (first["binding"], second["binding"], second["baseline"]) == (True, False, None)
    assert second["target"]["value"] == 12000


def test_a_pasted_table_of_tasks() -> None:
    table = parse_table("序号\t重点任务\t责任单位\n1\t办好食堂\t县民政局牵头,县财政局配合\n")
    assert table.kind == "task"
    assert [(each["unit"], each["role"]) for each in table.payloads[0]["responsibilities"]] == [
        ("县民政局", "lead"),
        ("县财政局", "support"),
    ]


def test_a_wrong_cell_is_told_by_row_column_value_and_reason() -> None:
    table = parse_table(
        "指标名称\t单位\t2020年\t2025年\t属性\n看望率\t%\t很高\t95\t约束性\n食堂数\t个\t1\t20\t必须\n办学数\t个\t1\t\t预期性\n床位\t张\t1\t2\t预期性\n"
    )
    assert [(each.row, each.column, each.value) for each in table.errors] == [
        (2, "2020年", "很高"),
        (3, "属性", "必须"),
        (4, "2025年", ""),
    ]
    assert [each["name"] for each in table.payloads] == ["床位"]


def test_without_a_head_nothing_is_guessed() -> None:
    table = parse_table("看望率\t95\n食堂数\t20\n")
    assert (table.kind, len(table.errors)) == ("", 1)


words = st.lists(st.text("办好食堂看望老人培训", min_size=1, max_size=8), max_size=6)


@given(words, words)
def test_versions_are_matched_one_to_one(new: list[str], old: list[str]) -> None:
    before, after = (
        [Entry(at, "task", str(at), "", text, {"text": text}) for at, text in enumerate(each)]
        for each in (old, new)
    )
    pairs = match(after, before)
    assert len({each.new for each in pairs}) == len({each.old for each in pairs}) == len(pairs)
    assert all((new[each.new] == old[each.old]) == each.same for each in pairs)


@given(words)
def test_a_document_matched_with_itself_has_not_changed(texts: list[str]) -> None:
    entries = [Entry(at, "task", "", "", text, {"text": text}) for at, text in enumerate(texts)]
    assert len(match(entries, entries)) == len(texts)
    assert all(each.same for each in match(entries, entries))
