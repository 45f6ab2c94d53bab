"""The reference plans beside one another.

Each pair of tasks that was found was read by eye on 26 November 2026: of 67 pairs 65 say the same thing, as below by the
numbers of both (a plan without a table by its clauses). What was found beyond these lists was judged wrong.
"""

import time

import pytest

from laoyou.plans import actions, queries
from laoyou.plans.models import Plan
from laoyou.plans.queries import Comparison
from laoyou.plans.tests.reference import SYSTEM
from laoyou.plans.tests.test_reference_plans import settle, uploaded

pytestmark = [pytest.mark.django_db, pytest.mark.shared]
CODES = {"xuanhan": "511722", "chongqing": "500000", "guizhou": "520000", "hebei": "130000"}
RIGHT = {
    (
        "xuanhan",
        "chongqing",
    ): "9-4 16-13 17-17 18-15 22-20 24-11 25-10 31-35 32-36 33-38 39-32 45-24 48-7 49-8 50-9",
    ("xuanhan", "guizhou"): (
        "5-6 7-7 9-5 12-4 16-22 17-13 18-14 20-25 20-28 22-26 23-27 24-16 24-19 26-17 27-18 39-32 40-39 44-35"
        " 45-34 50-24 52-40"
    ),
    (
        "hebei",
        "xuanhan",
    ): "4-24 4-25 4-26 5-29 9-9 10-16 12-38 13-18 14-17 16-23 20-44 20-45 21-39 22-47 23-40",
    ("chongqing", "guizhou"): "1-6 3-9 9-30 11-19 12-12 13-22 14-2 15-14 17-13 19-25 20-26 24-34 29-29 32-32",
}
PRECISION, SECONDS = 0.9, 3


def adopted(name: str) -> Plan:
    document = uploaded(CODES[name], name)
    settle(document)
    return actions.adopt(by=SYSTEM, document=document, period="14-5", title=name)


def pairs(comparison: Comparison) -> set[str]:
    return {
        f"{one.label.rstrip('.')}-{other.label.rstrip('.')}"
        for row in comparison.rows["tasks"]
        for one in row.first
        for other in row.second
    }


@pytest.mark.parametrize("names", RIGHT, ids="-".join)
def test_what_stands_side_by_side_says_the_same(names: tuple[str, str]) -> None:
    first, second = adopted(names[0]), adopted(names[1])
    start = time.perf_counter()
    found = queries.compare(first, second)
    assert time.perf_counter() - start < SECONDS
    right = set(RIGHT[names].split())
    assert right <= pairs(found)
    assert len(right) / len(pairs(found)) >= PRECISION
    assert found.relation == "peers"
    assert not any("upper" in (row.measured.verdict if row.measured else "") for row in found.rows["targets"])


def test_a_province_without_a_table_is_compared_by_its_clauses() -> None:
    found = queries.compare(adopted("hebei"), adopted("xuanhan"))
    assert found.stand_in == "first"
    assert {part.kind for row in found.rows["tasks"] for part in row.first} == {"clause"}
    assert {part.kind for row in found.rows["tasks"] for part in row.second} == {"task"}
