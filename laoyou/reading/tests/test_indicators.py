import pytest

from laoyou.reading.indicators import read_value
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
    found = read_value("应助尽助", 2025, "%")
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
    [item] = read_text("指标 | “十三五”末 | “十四五”末 | 属性 |\n食堂覆盖率 | 10% | 30% | 约束性 |\n")["indicators"]
    assert (item["baseline"]["year"], item["target"]["year"]) == (2020, 2025)


def test_the_title_of_the_table_gives_the_year_that_its_head_does_not() -> None:
    [item] = read_text("附件\n青禾县2027年主要指标\n指标 | 现状值 | 目标值 | 属性 |\n食堂覆盖率 | 10% | 30% | 约束性 |\n")["indicators"]
    assert (item["baseline"]["year"], item["target"]["year"]) == (None, 2027)
