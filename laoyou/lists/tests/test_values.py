import datetime
from typing import Any

import pytest

from laoyou.lists.rules.declared import Declaration, declaration
from laoyou.lists.rules.values import Known, clean
from laoyou.packs.loader import Content

KNOWN = Known({7: "甲县民政局"}, {3: "东河镇"}, {"甲县民政局": 7, "民政局": 7}, {"东河镇": 3})


def field(kind: str, **more: Any) -> Content:
    return {"key": "it", "zh": "这一项", "en": "It", "kind": kind, **more}


def list_of(one: Content) -> Declaration:
    head: Content = {"key": "x", "code": "S999", "zh": "清单", "en": "List", "help": {"zh": "助", "en": "h"}}
    return declaration({**head, "group": "catalogue", "fields": [one]}, {})


@pytest.mark.parametrize(
    ("kind", "raw", "kept"),
    [
        ("text", "  东河  镇 ", "东河 镇"),
        ("long_text", "一\r\n二", "一\n二"),
        ("number", "１，２００", "1200"),
        ("number", 12.0, "12"),
        ("money", "1,200.50", "1200.5"),
        ("date", "2026年7月20日", "2026-07-20"),
        ("date", datetime.datetime(2026, 7, 20, 8), "2026-07-20"),
        ("year", "2026年", 2026),
        ("year", 2026.0, 2026),
        ("flag", "是", True),
        ("flag", "否", False),
        ("link", "https://example.org/a", "https://example.org/a"),
        ("department", "民政局", {"id": 7, "name": "甲县民政局"}),
        ("department", "7", {"id": 7, "name": "甲县民政局"}),
        ("division", "东河镇", {"id": 3, "name": "东河镇"}),
    ],
)
def test_values_are_kept_in_one_form(kind: str, raw: object, kept: object) -> None:
    values, faults = clean(list_of(field(kind)), {"it": raw}, KNOWN)
    assert faults == []
    assert values["it"] == kept


@pytest.mark.parametrize(
    ("kind", "raw", "said"),
    [
        ("text", "长" * 301, "缩短"),
        ("number", "大约十", "不是数"),
        ("number", "-1", "不能小于"),
        ("number", "1e30", "位数太多"),
        ("number", "NaN", "位数太多"),
        ("date", "2026-02-30", "不是日期"),
        ("date", "下周", "不是日期"),
        ("year", "26", "不是年份"),
        ("flag", "也许", "是"),
        ("link", "javascript:alert(1)", "不是网址"),
        ("link", "http://[", "不是网址"),
        ("department", "财神局", "没有这个单位"),
        ("division", "西河镇", "没有这个地方"),
    ],
)
def test_misfits_are_said_in_words(kind: str, raw: object, said: str) -> None:
    _values, faults = clean(list_of(field(kind)), {"it": raw}, KNOWN)
    assert [fault.field for fault in faults] == ["it"]
    assert said in faults[0].message


def test_required_and_bounds() -> None:
    assert (
        clean(list_of(field("text", required=True)), {"it": " "}, KNOWN)[1][0].message == "请填写“这一项”。"
    )
    _values, faults = clean(list_of(field("number", max=100)), {"it": "130"}, KNOWN)
    assert "不能大于 100" in faults[0].message


def test_a_choice_is_taken_by_key_or_word() -> None:
    one = field("choice", choices=[{"key": "land", "zh": "土地", "en": "Land"}])
    for raw in ("land", "土地", "LAND"):
        assert clean(list_of(one), {"it": raw}, KNOWN)[0] == {"it": "land"}
    assert "土地" in clean(list_of(one), {"it": "水"}, KNOWN)[1][0].message


def test_rows_of_a_table_are_checked_cell_by_cell() -> None:
    columns = [
        {"key": "year", "zh": "年度", "en": "Year", "kind": "year", "required": True},
        {"key": "amount", "zh": "金额", "en": "Amount", "kind": "number"},
    ]
    one = field("table", columns=columns)
    rows = [{"year": "2026", "amount": "3"}, {"year": "", "amount": ""}, {"year": "", "amount": "x"}]
    values, faults = clean(list_of(one), {"it": rows}, KNOWN)
    assert values["it"][0] == {"year": 2026, "amount": "3"}
    assert [fault.field for fault in faults] == ["it.3.year", "it.3.amount"]
