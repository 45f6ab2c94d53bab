import pytest

from laoyou.reading.indicators import read_value
from laoyou.reading.measures import Measure
from laoyou.reading.reader import read_text


@pytest.mark.parametrize(
    ("text", "op", "value", "unit"),
    [
        ("≥4.5", ">=", 4.5, None),
        (">70%", ">", 70, "%"),
        ("55%以上", ">=", 55, "%"),
        ("不低于90%", ">=", 90, "%"),
        ("7.5%左右", "≈", 7.5, "%"),
        ("10万", "=", 100000, None),
        ("1.2万张", "=", 12000, "张"),
        ("1,200", "=", 1200, None),
        ("[5000]", "=", 5000, None),
        ("≤3‰", "<=", 3, "‰"),
        ("达到300个", "=", 300, "个"),
        ("78.3岁", "=", 78.3, "岁"),
    ],
)
def test_a_cell_holds_a_value(text: str, op: str, value: float, unit: str | None) -> None:
    found = read_value(text, 2025, None)
    assert found is not None
    assert (found.op, found.value, found.unit) == (op, value, unit)


def test_a_dash_is_nothing_and_words_are_kept_as_words() -> None:
    assert read_value("—", 2025, None) is None
    found = read_value("应助尽助", 2025, Measure("%"))
    assert found is not None
    assert (found.value, found.words) == (None, "应助尽助")


def test_units_come_from_the_cell_the_column_or_the_name() -> None:
    text = "指标 | 单位 | 2020年 | 2025年 |\n食堂数 | 个 | 3 | 9 |\n床位占比 | % | 30 | ≥55 |\n"
    units = [item["target"]["unit"] for item in read_text(text)["indicators"]]
    assert units == ["个", "%"]
    named = read_text("指标 | 2020年 | 2025年 | 属性 |\n床位(张) | 3 | 9 | 预期性 |\n")["indicators"][0]
    assert (named["target"]["unit"], named["binding"]) == ("张", False)


def test_years_between_are_milestones_and_two_line_heads_are_one() -> None:
    text = "序号 | 指标 | 2020年 | 目标 | | 属性 |\n | | | 2023年 | 2025年 | |\n1 | 食堂覆盖率 | 10% | 20% | 30% | 约束性 |\n"
    [item] = read_text(text)["indicators"]
    assert (item["baseline"]["value"], item["target"]["value"], item["target"]["year"]) == (10, 30, 2025)
    assert [stone["year"] for stone in item["milestones"]] == [2023]


def test_columns_without_a_year_follow_the_plan_period() -> None:
    [item] = read_text("指标 | “十三五”末 | “十四五”末 | 属性 |\n食堂覆盖率 | 10% | 30% | 约束性 |\n")[
        "indicators"
    ]
    assert (item["baseline"]["year"], item["target"]["year"]) == (2020, 2025)


def test_the_title_of_the_table_gives_the_year_that_its_head_does_not() -> None:
    [item] = read_text(
        "附件\n青禾县2027年主要指标\n指标 | 现状值 | 目标值 | 属性 |\n食堂覆盖率 | 10% | 30% | 约束性 |\n"
    )["indicators"]
    assert (item["baseline"]["year"], item["target"]["year"]) == (None, 2027)


@pytest.mark.parametrize(
    ("head", "row", "value", "unit"),
    [
        ("指标 | 单位 | 2025年 |", "食堂就餐人数 | 万人次 | 1.5 |", 15000, "人次"),
        ("指标 | 2025年 |", "食堂就餐人数(万人次) | 1.5 |", 15000, "人次"),
        ("指标 | 2025年(万户) |", "改造户数(累计) | 0.3 |", 3000, "户"),
        ("指标 | 单位 | 2025年 |", "食堂就餐人数 | 万人次 | 1.5万 |", 15000, "人次"),
        ("指标 | 单位 | 2025年 |", "食堂就餐人数 | 万人次 | 800人次 |", 800, "人次"),
        ("指标 | 2025年 |", "细颗粒物(PM2.5)浓度(微克/立方米) | 31 |", 31, "微克/立方米"),
        ("指标 | 单位 | 2025年 |", "食堂用油 | 升/人 | 2 |", 2, "升/人"),
    ],
)
def test_a_factor_of_the_measure_is_multiplied_out(head: str, row: str, value: float, unit: str) -> None:
    [item] = read_text(f"{head}\n{row}\n")["indicators"]
    assert (item["target"]["value"], item["target"]["unit"]) == (value, unit)


def test_the_measure_of_the_whole_table_stands_above_it() -> None:
    [item] = read_text(
        "附件\n主要指标\n单位:万人\n指标 | 2020年 | 2025年 | 属性 |\n食堂就餐人数 | 0.2 | 0.5 | 预期性 |\n"
    )["indicators"]
    assert (item["baseline"]["value"], item["target"]["value"], item["target"]["unit"]) == (2000, 5000, "人")


def test_kind_and_unit_merged_down_or_said_by_the_group() -> None:
    merged = (
        "指标 | 2025年 | 属性 | 责任单位 |\n食堂覆盖率 | 30% | 约束性 | 县民政局 |\n助浴覆盖率 | 20% | | |\n"
    )
    assert [(item["binding"], item["unit_responsible"]) for item in read_text(merged)["indicators"]] == [
        (True, "县民政局")
    ] * 2
    grouped = "序号 | 指标 | 2025年 |\n一、约束性指标 |\n1 | 食堂覆盖率 | 30% |\n二、预期性指标 |\n2 | 助浴覆盖率 | 20% |\n"
    assert [item["binding"] for item in read_text(grouped)["indicators"]] == [True, False]


def test_the_aim_of_another_level_beside_the_own_and_notes_below_a_row() -> None:
    text = (
        "领域 | 序号 | 责任部门 | 指标及计算方法 | 2025年 | 2025年 |\n(全国) | (全县) | ||||\n"
        "养老 | 1 | 民政 | 食堂覆盖率 | ≥40% | ≥30% |\n计算方法:有食堂的社区数除以社区总数。 | |||||\n2 | 民政 | 助浴覆盖率 | ≥20% | ≥10% | |\n"
    )
    found = [
        (item["name"], item["baseline"], item["target"]["value"]) for item in read_text(text)["indicators"]
    ]
    assert found == [("食堂覆盖率", None, 30), ("助浴覆盖率", None, 10)]


def test_names_that_end_as_units_do_and_measures_of_so_many_thousands() -> None:
    text = (
        "附件1\n某市指标\n类别 | 序号 | 指标 | 2030年 | 2035年 | 责任单位 | 性质 |\n"
        "甲类 | 1 | 乡镇食堂数量 | 40个 | ≥60个 | 市民政局 | 约束性 |\n"
        "2 | 助餐协会 | 31个 | 46个 | 市民政局 | 预期性 |\n3 | 婴儿死亡率(1/10万) | 9 | ≤8 | 市卫健委 | 预期性 |\n"
    )
    read = read_text(text)["indicators"]
    assert [(item["no"], item["name"]) for item in read][1] == (2, "助餐协会")
    assert read[2]["target"]["unit"] == "1/10万"
