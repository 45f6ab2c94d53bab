"""Quantities of prose: one number, one entry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laoyou.reading.model import Clause
from laoyou.reading.quantities import find_quantities


def _clause(text: str, heading: str, path: str = "一") -> Clause:
    return Clause("一", heading, 1, path, 0, 0, len(text))


def _read(
    text: str, heading: str = "重点任务"
) -> list[tuple[str, str, float | int, str, int | None, str | None]]:
    found = find_quantities(text, [_clause(text, heading)])
    return [(q.kind, q.op, q.value, q.unit, q.year, q.per) for q in found]


Row = tuple[str, str, float | int, str, int | None, str | None]

_CASES: list[tuple[str, list[Row], str]] = [
    # several numbers in one sentence
    ("到2025年,培训站长300名、护理员2.5万名。", [("target", "=", 300, "名", 2025, None), ("target", "=", 25000, "名", 2025, None)], "one number, one entry"),
    ("到2026年,新建托育园12所、改建8所,新增托位960个。", [("target", "=", 12, "所", 2026, None), ("target", "=", 8, "所", 2026, None), ("target", "=", 960, "个", 2026, None)], "the year carries through its sentence"),
    ("2024年覆盖率达到60%,2026年达到80%以上。", [("target", "=", 60, "%", 2024, None), ("target", ">=", 80, "%", 2026, None)], "each year has its own entry"),
    ("到2025年底,甲率达到90%;乙率不低于85%;丙率控制在5%以内。", [("target", "=", 90, "%", 2025, None), ("target", ">=", 85, "%", 2025, None), ("target", "<=", 5, "%", 2025, None)], "an enumeration keeps its year"),
    # comparators
    ("“十四五”末,食堂总数超过150家,床位约4000张。", [("target", ">", 150, "家", 2025, None), ("target", "≈", 4000, "张", 2025, None)], "超过 and 约; the end of a five-year plan"),
    ("服务老人80万余人次。", [("target", ">", 800000, "人次", None, None)], "余 is more than"),
    ("增速保持在6.5%左右。", [("target", "≈", 6.5, "%", None, None)], "左右"),
    ("到2030年,产值翻一番。", [("target", "=", 2, "倍", 2030, None)], "翻一番 is twice"),
    ("力争普及率达百分之九十五。", [("target", "=", 95, "%", None, None)], "a share in words"),
    ("三分之二以上的社区建有活动室。", [("target", ">=", 66.67, "%", None, None)], "a fraction"),
    ("一半以上的村建有食堂。", [("target", ">=", 50, "%", None, None)], "half"),
    ("发展龙头企业3-5家。", [("target", ">=", 3, "家", None, None), ("target", "<=", 5, "家", None, None)], "a range has two ends"),
    # from A to B
    ("到2025年,护理床位由1200张增加到2000张。", [("fact", "=", 1200, "张", None, None), ("target", "=", 2000, "张", 2025, None)], "A is a fact, B the target"),
    ("普惠园占比从2020年的70%提高到2025年的88%以上。", [("fact", "=", 70, "%", 2020, None), ("target", ">=", 88, "%", 2025, None)], "each with its own year"),
    ("到2025年,毛入园率较2020年提高3.5个百分点。", [("target", "=", 3.5, "个百分点", 2025, None)], "the year compared with is no deadline"),
    # per
    ("每千常住人口托位数达到4.2个。", [("target", "=", 4.2, "个", None, "每千常住人口")], "per thousand"),
    ("每个街道至少建成1处综合体。", [("target", ">=", 1, "处", None, "每个街道")], "per division"),
    ("每名特困儿童每人每月补助1100元。", [("rule", "=", 1100, "元", None, "每人每月")], "the nearer per wins"),
    ("补贴标准为每人每月80元。", [("rule", "=", 80, "元", None, "每人每月")], "money per head"),
    ("建设补助5000元/床。", [("rule", "=", 5000, "元", None, "每床")], "a stroke is per"),
    ("每年组织不少于2次演练。", [("rule", ">=", 2, "次", None, "每年")], "an interval"),
    ("甲班、乙班、丙班分别不超过12人、18人、24人。", [("rule", "<=", 12, "人", None, None), ("rule", "<=", 18, "人", None, None), ("rule", "<=", 24, "人", None, None)], "a series has one comparator and one kind"),
    ("床位费不高于当地户籍居民收入的12%。", [("rule", "<=", 12, "%", None, None)], "a bound reaches past what the share is of"),
    ("据测算,甲类老人将达3万人;乙类老人将超过2万人。", [("forecast", "=", 30000, "人", None, None), ("forecast", ">", 20000, "人", None, None)], "a forecast goes on with 将 behind a semicolon"),
    ("收住40人以上的机构至少配备2名医师。", [("rule", ">=", 40, "人", None, None), ("rule", ">=", 2, "名", None, None)], "what a class shall have is a rule"),
    ("出水浓度控制在45毫克/升以内。", [("rule", "<=", 45, "毫克/升", None, None)], "a measure by volume"),
    ("优良天数达到331天,超过七成集中在春秋。", [("target", "=", 331, "天", None, None), ("target", ">", 70, "%", None, None)], "days that are counted; tenths before a verb"),
    ("对独居老人每两周至少电话问候一次。", [("rule", ">=", 1, "次", None, "每两周")], "一次 counts where an interval stands"),
    ("人均活动面积不少于1.5平方米。", [("rule", ">=", 1.5, "平方米", None, "人均")], "人均"),
    # rules
    ("新生婴儿家庭访视间隔不超过7天。", [("rule", "<=", 7, "天", None, None)], "a bound on time"),
    ("50张以上床位的机构应当设医务室。", [("rule", ">=", 50, "张", None, None)], "a threshold"),
    ("按每百户不少于20平方米的标准配建用房。", [("rule", ">=", 20, "平方米", None, "每百户")], "a standard"),
    ("本级彩票公益金用于养老的比例不低于60%。", [("rule", ">=", 60, "%", None, None)], "a share of a fund"),
    ("实现“最多跑一次”。", [("rule", "<=", 1, "次", None, None)], "a slogan that is a rule"),
    ("打造15分钟托育服务圈。", [("target", "=", 15, "分钟", None, None)], "a circle of minutes"),
    ("打造“一刻钟”便民圈。", [("target", "=", 15, "分钟", None, None)], "a quarter of an hour"),
    # facts and forecasts
    ("截至2022年底,全市已建成站点86个。", [("fact", "=", 86, "个", 2022, None)], "截至 tells what is"),
    ("目前共有护理员1300余人。", [("fact", ">", 1300, "人", None, None)], "目前"),
    ("预计到2030年老年人口将达到32万人。", [("forecast", "=", 320000, "人", 2030, None)], "预计"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows", "why"), _CASES, ids=[case[0][:18] for case in _CASES])
def test_quantities(text: str, rows: list[Row], why: str) -> None:
    assert _read(text) == rows, why


_NONE = [
    ("为3岁以下婴幼儿和65周岁以上老年人服务。", "ages inside a name"),
    ("招收2—3岁幼儿,面向0至6岁儿童。", "ranges of age"),
    ("贯彻《某县养老规划(2021—2025年)》(某政发〔2021〕3号)精神。", "titles and numbers"),
    ("按照第七次人口普查结果。", "an ordinal"),
    ("二级以上医院与三级医院协作,完善四级网络。", "grades"),
    ("推进5G、“一老一小”、“三社联动”和“1+3+N”体系。", "slogans"),
    ("实施“十四五”规划,召开十九届五中全会、十一次全会。", "plans and meetings"),
    ("联系电话:0571-8888123,邮编310000。", "phones"),
    ("本方案自2024年3月1日起施行。", "dates"),
    ("建设一批示范点,形成一系列制度,进一步统一标准。", "articles and idioms"),
    ("一是加强领导。二是强化监督。", "enumerators"),
    ("设综合、养老、托育3个工作组。", "parts of an organisation"),
    ("围绕三个方面、五项重点任务推进。", "parts of the text"),
    ("实施学前教育三年行动计划。", "the span in a plan's name"),
    ("提供24小时热线服务。", "round the clock"),
    ("深化12345热线和110联动。", "numbers to call"),
]


@pytest.mark.parametrize(("text", "why"), _NONE, ids=[text[:18] for text, _ in _NONE])
def test_no_quantity(text: str, why: str) -> None:
    assert _read(text) == [], why


@pytest.mark.parametrize(
    ("text", "subject", "quote"),
    [
        ("到2027年,全县普惠托位占比达到65%以上。", "普惠托位占比", "全县普惠托位占比达到65%以上"),
        ("新建街道食堂40个以上。", "街道食堂", "新建街道食堂40个以上"),
        ("招募助老志愿者600名、心理咨询师20名。", "助老志愿者", "招募助老志愿者600名"),
        ("至少建成2所以照护失智老人为主的养护院。", "养护院", "至少建成2所以照护失智老人为主的养护院"),
        ("70%以上的乡(镇、街道)设有托育点。", "乡(镇、街道)设有托育点", "70%以上的乡(镇、街道)设有托育点"),
        ("推行“最多跑一次”改革。", "政务服务跑动次数", "“最多跑一次”"),
    ],
)
def test_subject_and_quote(text: str, subject: str, quote: str) -> None:
    first = find_quantities(text, [])[0]
    assert (first.subject, text[first.start : first.end]) == (subject, quote)


def test_a_goal_clause_carries_its_year() -> None:
    text = "到2025年,体系更加健全。床位达到900张。"
    assert [q.year for q in find_quantities(text, [_clause(text, "主要目标")])] == [2025]


def test_a_past_clause_tells_facts() -> None:
    assert [row[0] for row in _read("建成站点12个,覆盖率达到40%。", "发展基础")] == ["fact", "fact"]


def test_excluded_ranges_are_skipped() -> None:
    text = "新建站点3个。\n覆盖率|90%|100%|\n"
    assert [q.value for q in find_quantities(text, [], exclude=[(8, len(text))])] == [3]


def test_the_clause_is_that_which_holds_the_number() -> None:
    text = "一、甲\n新建站点3个。\n二、乙\n新建站点5个。\n"
    clauses = [Clause("一", "甲", 1, "一", 0, 4, 12), Clause("二", "乙", 1, "二", 12, 16, len(text))]
    assert [(q.value, q.clause) for q in find_quantities(text, clauses)] == [(3, "一"), (5, "二")]


_SIGNS = "到至由从年月日岁万亿余多百分之一二三十五个所张%,。;:、()“”《》以上下内每人均达不低于少超过\n 0123456789.-—/预计已建成责任单位"


@given(st.text(alphabet=_SIGNS, max_size=200))
def test_any_text_is_read_and_every_quote_stands_in_it(text: str) -> None:
    for quantity in find_quantities(text, []):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.kind in ("target", "rule", "fact", "forecast")
        assert quantity.op in ("=", ">=", ">", "<=", "<", "≈")
