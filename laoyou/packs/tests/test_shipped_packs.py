"""What the packs in this repository hold."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest

from laoyou.packs.checking import check_packs
from laoyou.packs.loader import Content, read_packs
from laoyou.packs.references import unit_names

NAMED = ["base", "130000", "500000", "511722", "520000", "532300"]


@pytest.fixture
def contents(shipped: Path) -> dict[str, Content]:
    return {code: pack.content() for code, pack in read_packs(shipped).items()}


def test_they_are_sound(shipped: Path) -> None:
    packs = read_packs(shipped)
    assert check_packs(packs) == []
    assert list(packs) == NAMED


def test_each_value_has_date_clause_sureness_and_unit(contents: dict[str, Content]) -> None:
    units = {row["key"]: row["unit"] for row in contents["base"]["parameters"]}
    for content in contents.values():
        for row in content["parameters"]:
            assert units[row["key"]]
            for value in row["values"]:
                assert datetime.date.fromisoformat(value["since"])
                assert value["document"]
                assert value["clause"]
                assert value["sureness"] in "SKU"
                assert "value" in value or (
                    value["sureness"] == "U" and value["note"]["zh"] and value["note"]["en"]
                )


@pytest.mark.parametrize(
    ("code", "tasks", "indicators"),
    [("511722", 52, 3), ("500000", 40, 24), ("520000", 40, 0), ("532300", 0, 24), ("130000", 0, 15)],
)
def test_plans_hold_their_tasks_and_indicators(
    contents: dict[str, Content], code: str, tasks: int, indicators: int
) -> None:
    (plan,) = contents[code]["plans"]
    assert [row["no"] for row in plan.get("tasks", [])] == list(range(1, tasks + 1))
    assert len(plan.get("indicators", [])) == indicators


def _pairs(plan: Content) -> int:
    return sum(len(row.get(role, [])) for row in plan["tasks"] for role in ("lead", "support", "shared"))


def test_xuanhan_has_219_unit_role_pairs_and_37_townships(contents: dict[str, Content]) -> None:
    assert _pairs(contents["511722"]["plans"][0]) == 219
    townships = contents["511722"]["divisions"]
    assert len(townships) == 37
    assert len({row["civil"] for row in townships}) == len({row["statistics"] for row in townships}) == 37
    by_name = {row["name"]: row for row in townships}
    assert by_name["红峰镇"]["civil"] == by_name["白马镇"]["statistics"]


def test_chongqing_has_9_binding_indicators(contents: dict[str, Content]) -> None:
    rows = contents["500000"]["plans"][0]["indicators"]
    assert sum(row["binding"] for row in rows) == 9
    health = next(row for row in rows if row["key"] == "elder_health_management_rate")
    assert (health["baseline"], health["op"], health["target"]) == (65.78, ">", 70)


def _in_force(rows: list[Content], day: str) -> int:
    return sum(row["since"] <= day <= row.get("until", day) for row in rows)


@pytest.mark.parametrize(
    ("code", "day", "count"),
    [
        ("500000", "2025-06-30", 38),
        ("500000", "2026-06-30", 37),
        ("532300", "2025-06-30", 10),
        ("520000", "2025-06-30", 9),
        ("130000", "2025-06-30", 13),
    ],
)
def test_divisions_below(contents: dict[str, Content], code: str, day: str, count: int) -> None:
    assert _in_force(contents[code]["divisions"], day) == count


def test_the_common_keys_are_n0_to_n23(contents: dict[str, Content]) -> None:
    assert [row["key"] for row in contents["base"]["nkeys"]] == [f"N{number}" for number in range(24)]


def test_posts_and_units_name_no_person(contents: dict[str, Content]) -> None:
    for content in contents.values():
        for plan in content["plans"]:
            for body in plan.get("bodies", []):
                for post in body["posts"]:
                    assert re.search(r"(书记|州长|组长|主任|领导)$", post["post"])
        assert all(len(name) > 3 for name in unit_names(content) if name not in SHORT_UNITS)


SHORT_UNITS = {
    "市教委",
    "团市委",
    "县残联",
    "县妇联",
    "市妇联",
    "市残联",
    "省残联",
    "省妇联",
    "州妇联",
    "州残联",
    "省人大",
    "各县市",
    "各部门",
    "县政府",
    "市政府",
    "省政府",
    "州政府",
}


def test_no_title_is_a_sentence(contents: dict[str, Content]) -> None:
    rows: list[dict[str, Any]] = [
        row
        for content in contents.values()
        for plan in content["plans"]
        for row in [*plan["clauses"], *plan.get("tasks", [])]
    ]
    assert rows
    assert not [row["title"] for row in rows if len(row["title"]) > 20 or "。" in row["title"]]
