"""What decides whether a number is a goal, a rule or a fact; every sentence is invented."""

import pytest

from laoyou.reading.model import Clause
from laoyou.reading.quantities import find_quantities
from laoyou.reading.quantities.dates import document_year
from laoyou.reading.quantities.marks import find_years

_SIGNED = "\n某县人民政府\n二〇二三年三月五日\n"


def clause_of(text: str, heading: str, path: str = "一") -> Clause:
    return Clause("一", heading, path.count("/") + 1, path, 0, 0, len(text))


_KINDS = [
    ("新建小区按每百户不少于25平方米配建用房。", ["rule"], "a bound is a norm"),
    ("已建成的小区按每百户不低于15平方米补足。", ["rule"], "已建成的 is an adjective there"),
    ("2024年底前,证照办理最多12天办结。", ["target"], "a deadline makes a bound a goal"),
    ("力争用两年时间新增床位700张,其中护理型床位不低于40%。", ["target", "target"], "aims govern the whole sentence"),
    ("每个食堂每周至少公示2次菜单。", ["rule"], "an interval without a year is a standing rule"),
    ("床位达到80张以上的,给予一次性奖励。", ["rule"], "a condition that a rule sets"),
    ("年服务不少于900人次的,享受补贴。", ["rule"], "a condition with a bound"),
    ("淘汰每小时8蒸吨及以下锅炉。", ["rule"], "a class of things by its measure"),
    ("中央将补助60亿元用于场馆建设。", ["target"], "a whole sum is spent, not paid to each"),
    ("截至2022年底,全县共有食堂45家,座位2600个。", ["fact", "fact"], "截至 states, and goes on"),
    ("目前已有托位310个,力争年内达到500个。", ["fact", "target"], "the later word of the two decides"),
    ("2019年,毛入园率为83.5%。", ["fact"], "a year before the document's"),
    ("到2021年底,老年食堂达到30家。", ["fact"], "到 with a year that is past"),
    ("2026年,老年食堂达到30家。", ["target"], "a year after the document's"),
    ("到2026年,累计改造现有住房900户。", ["target"], "a deadline outweighs 累计 and 现有"),
    ("全县累计培训护理员2300人次,普惠率达到61%。", ["fact", "fact"], "累计 of a whole county, and what follows"),
    ("三年累计改造500户。", ["target"], "累计 after a span of years to come"),
    ("组建了6支志愿队伍。", ["fact"], "了 tells what is done"),
    ("五年来,服务站增加到70个。", ["fact"], "五年来 looks back"),
    ("每千人口床位仅2.1张。", ["fact"], "仅 measures"),
    ("总体目标是排名进入全省前列,覆盖率达到60%。", ["target"], "a rank may be a goal"),
    ("距离每千人口4个托位的目标仍有差距。", ["target"], "的目标 names a goal, whoever speaks"),
    ("护理员人数由120人增加到2026年的300人。", ["fact", "target"], "A of 从A到B is a fact"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds", "why"), _KINDS, ids=[text[:16] for text, _, _ in _KINDS])
def test_kind(text: str, kinds: list[str], why: str) -> None:
    assert [found.kind for found in find_quantities(text + _SIGNED, [])] == kinds, why


_HEADED = [
    ("发展环境", "床位达到900张。", "fact", "a heading of the past"),
    ("主要成就", "覆盖率超过50%。", "fact", "a heading of the past"),
    ("目标任务", "床位达到900张。", "target", "a heading of aims"),
    ("发展环境", "新建小区每百户不少于20平方米。", "rule", "a bound is no fact under any heading"),
]


@pytest.mark.parametrize(("heading", "text", "kind", "why"), _HEADED)
def test_heading(heading: str, text: str, kind: str, why: str) -> None:
    assert [found.kind for found in find_quantities(text, [clause_of(text, heading)])] == [kind], why


def test_a_clause_under_a_heading_of_the_past_tells_facts_though_its_own_heading_looks_ahead() -> None:
    text = "贡献率超过50%。"
    above, below = clause_of(text, "主要成就", "一"), clause_of(text, "结构持续优化", "一/(一)")
    assert [found.kind for found in find_quantities(text, [above, below])] == ["fact"]


_WRITTEN = [
    ("某县方案\n二〇一二年十月九日\n", 2012, "a date in Han digits"),
    ("成文日期:2014-03-02 发布日期:2019-01-01\n", 2014, "the day of signing, not of posting"),
    ("某市养老“十二五”规划\n一、总则\n", 2011, "the plan of its title"),
    ("某市行动计划(2021—2023年)\n", 2021, "the span of its title"),
    ("根据《某省计划(2016—2020年)》办理。到2027年建成。", 2026, "a cited title is not its own"),
    ("发布时间:2025-06-01\n到2022年建成5个。", 2021, "a posting day later than every deadline"),
    ("截至2021年底共有3家。", 2022, "a report of a whole year"),
    ("截至2021年6月共有3家。", 2021, "a report within a year"),
    ("加强管理。", None, "nothing said"),
]


@pytest.mark.parametrize(("text", "year", "why"), _WRITTEN)
def test_document_year(text: str, year: int | None, why: str) -> None:
    assert document_year(text, find_years(text)) == year, why


def test_lists_of_what_things_fall_from_and_to() -> None:
    text = "甲病、乙病发病率分别从2012年的9.5‰、8.4‰下降到2022年的3.3‰、2.2‰。" + _SIGNED
    read = [(found.kind, found.value, found.year) for found in find_quantities(text, [])]
    assert read == [("fact", 9.5, 2012), ("fact", 8.4, 2012), ("fact", 3.3, 2022), ("fact", 2.2, 2022)]


def test_the_last_of_a_list_says_the_unit_of_all() -> None:
    text = "三项比率分别比上年提高19.5个、4.25个和6.1个百分点。"
    assert {found.unit for found in find_quantities(text, [])} == {"个百分点"}


@pytest.mark.parametrize(
    "text", ["经县政府九届31次常务会议通过。", "浏览量:356次", "设置6个专栏。", "为3万人口以上乡镇配车。", "是全省8个试点县之一。"]
)  # fmt: skip
def test_no_quantity(text: str) -> None:
    assert find_quantities(text, []) == []


@pytest.mark.parametrize(
    ("text", "row", "why"),
    [
        ("到 2026 年底,建成服务站 12 个以上。", (12, ">=", 2026), "blanks between digits and words"),
        (
            "面向 3 岁以下婴幼儿,到 2026 年开设托班 15 个。",
            (15, "=", 2026),
            "an age with a blank is still an age",
        ),
        (
            "进一步完善全县居家社区机构相协调的养老服务体系,到20\n26年,新建服务站25个。",
            (25, "=", 2026),
            "lines cut by width",
        ),
    ],
)
def test_layout_between_digits_and_words(text: str, row: tuple[int, str, int], why: str) -> None:
    found = find_quantities(text, [])
    assert [(one.value, one.op, one.year) for one in found] == [row], why


def test_quotes_stand_in_the_text_as_it_is_laid_out() -> None:
    text = "到 2026 年,建成服务站 12 个。"
    (found,) = find_quantities(text, [])
    assert text[found.start : found.end] == "建成服务站 12 个"


def test_the_year_of_the_document_with_bounds_looks_ahead() -> None:
    text = "2031年4月2日\n2030年,培训护理员410人。2031年,培训护理员500人以上,失业率控制在3%以内。"
    assert [(q.kind, q.year) for q in find_quantities(text, [])] == [
        ("fact", 2030),
        ("target", 2031),
        ("target", 2031),
    ]


def test_a_year_that_is_only_multiplied_is_no_year_of_the_number() -> None:
    text = "截至2030年末,床位达900张,是2025年的1.5倍;占比达到41%。"
    assert [q.year for q in find_quantities(text, [])] == [2030, 2030, 2030]
