import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from laoyou.lib.refusal import Refused
from laoyou.places import actions, queries
from laoyou.places.models import Division, DivisionCode, DivisionTree
from laoyou.places.rules import DivisionRow, level_of, parent_codes, row_from

ROWS = [
    {"code": "990000", "name": "示例省"},
    {"code": "990100", "name": "示例市"},
    {"code": "990121", "name": "甲县", "name_en": "Jia"},
    {"name": "东河镇", "civil": "990121101", "statistics": "990121100000", "since": "2019-12-01"},
    {"name": "西山乡", "civil": "990121201", "statistics": "990121101000"},
]


class Clerk:
    """Someone who may do what `allowed` says, and keeps the lines they leave."""

    user_id, username = None, "clerk"

    def __init__(self, allowed: bool = True) -> None:
        self.allowed = allowed
        self.lines: list[str] = []

    def may(self, permission: str, division_id: int | None = None) -> bool:
        return self.allowed

    def record(self, *, action: str, **_: object) -> None:
        self.lines.append(action)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("990000", "province"),
        ("990100", "prefecture"),
        ("990121", "county"),
        ("990121000000", "county"),
        ("990121101", "township"),
        ("990121101000", "township"),
        ("990121101203", "village"),
        ("000000", "national"),
    ],
)
def test_level_is_told_by_the_digits(code: str, level: str) -> None:
    assert level_of(code) == level


def test_parents_by_the_digits() -> None:
    assert parent_codes("990121101") == ["990121", "990100", "990000", "000000"]


def test_counties_have_one_code_in_both_systems() -> None:
    assert row_from({"name": "甲县", "statistics": "990121000000"}).code == "990121"


@pytest.mark.django_db
def test_a_file_makes_the_tree() -> None:
    assert actions.load_divisions(by=Clerk(), rows=ROWS) == {"added": 5, "changed": 0}
    county = Division.objects.get(code="990121")
    assert [d.name for d in queries.ancestors(Division.objects.get(name="东河镇"))] == [
        "东河镇", "甲县", "示例市", "示例省",
    ]  # fmt: skip
    assert {d.name for d in queries.children(county, "township")} == {"东河镇", "西山乡"}
    assert len(queries.descendant_ids([county.pk])) == 3


@pytest.mark.django_db
def test_the_same_file_twice_changes_nothing() -> None:
    actions.load_divisions(by=Clerk(), rows=ROWS)
    before = (
        list(Division.objects.values()),
        list(DivisionCode.objects.values()),
        DivisionTree.objects.count(),
    )
    again = Clerk()
    assert actions.load_divisions(by=again, rows=ROWS) == {"added": 0, "changed": 0}
    after = list(Division.objects.values()), list(DivisionCode.objects.values()), DivisionTree.objects.count()
    assert before == after
    assert again.lines == []


@pytest.mark.django_db
def test_two_codes_of_one_township_are_one_division() -> None:
    actions.load_divisions(by=Clerk(), rows=ROWS)
    actions.load_divisions(by=Clerk(), rows=[{"name": "东河镇", "statistics": "990121100"}])
    assert Division.objects.filter(name="东河镇").count() == 1


@pytest.mark.django_db
def test_equal_digits_of_two_sources_are_two_townships() -> None:
    actions.load_divisions(by=Clerk(), rows=ROWS)
    found = {source.division.name for source in DivisionCode.objects.filter(code__startswith="990121101")}
    assert found == {"东河镇", "西山乡"}


@pytest.mark.django_db
def test_codes_of_two_divisions_are_refused() -> None:
    actions.load_divisions(by=Clerk(), rows=ROWS)
    with pytest.raises(Refused, match="西山乡"):
        actions.load_divisions(
            by=Clerk(), rows=[{"name": "东河镇", "civil": "990121101", "statistics": "990121101000"}]
        )


@pytest.mark.django_db
def test_a_parent_that_comes_later_takes_its_children() -> None:
    actions.load_divisions(by=Clerk(), rows=[ROWS[0], *ROWS[2:]])
    actions.load_divisions(by=Clerk(), rows=ROWS)
    assert [d.name for d in queries.ancestors(Division.objects.get(name="东河镇"))][2] == "示例市"


@pytest.mark.django_db
def test_whoever_may_not_changes_nothing() -> None:
    with pytest.raises(Refused):
        actions.load_divisions(by=Clerk(allowed=False), rows=ROWS)
    assert not Division.objects.exists()


@pytest.mark.django_db
def test_an_absent_parent_is_named() -> None:
    with pytest.raises(Refused, match="990900"):
        actions.add_division(by=Clerk(), code="990921", name="丙县", level="county", parent_code="990900")


@pytest.mark.django_db
@given(st.lists(st.integers(0, 30), min_size=1, max_size=12))
@settings(max_examples=50)
def test_the_tree_is_the_closure_of_the_parents(choices: list[int]) -> None:
    """Node n hangs under node choices[n] % n."""
    rows = [DivisionRow("n0", "0", "national")]
    rows += [
        DivisionRow(f"n{i}", str(i), "village", parent=f"n{choice % i}")
        for i, choice in enumerate(choices, start=1)
    ]
    with transaction.atomic():
        actions.load_divisions(by=Clerk(), rows=rows)
        for division in Division.objects.all():
            walk, node = {division.code}, division
            while node.parent:
                node = node.parent
                walk.add(node.code)
            assert {d.code for d in queries.ancestors(division)} == walk
        transaction.set_rollback(True)
