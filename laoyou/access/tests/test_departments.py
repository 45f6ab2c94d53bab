import datetime

import pytest

from laoyou.access import actions, queries
from laoyou.access.errors import Refused
from laoyou.access.scope import acting_as
from tests.world import SYSTEM, World

pytestmark = pytest.mark.django_db
MOVED = datetime.date(2023, 10, 1)


def test_a_function_moves_and_its_history_stays(world: World) -> None:
    health, civil = world.departments["甲县", "卫生健康局"], world.departments["甲县", "民政局"]
    with acting_as(world.actor("甲县", "office")) as office:
        held = actions.add_function(by=office, department=health, function="老龄工作")
        actions.move_function(by=office, function=held, to=civil, since=MOVED)
        history = [(h.department.short_name, h.since, h.until) for h in queries.function_history(civil)]
    assert history == [("卫生健康局", None, MOVED), ("民政局", MOVED, None)]


def test_what_has_moved_does_not_move_again(world: World) -> None:
    health, civil = world.departments["甲县", "卫生健康局"], world.departments["甲县", "民政局"]
    held = actions.add_function(by=SYSTEM, department=health, function="老龄工作")
    actions.move_function(by=SYSTEM, function=held, to=civil, since=MOVED)
    with pytest.raises(Refused, match="2023"):
        actions.move_function(by=SYSTEM, function=held, to=civil, since=MOVED)


def test_a_former_name_becomes_an_alias(world: World) -> None:
    unit = world.departments["甲县", "民政局"]
    former = unit.name
    actions.change_department(by=SYSTEM, department=unit, name="甲县民政和老龄局", aliases=["民政局"])
    assert set(unit.aliases.values_list("alias", flat=True)) == {"民政局", former}


def test_another_county_is_neither_seen_nor_changed(world: World) -> None:
    other = world.departments["乙县", "民政局"]
    with acting_as(world.actor("甲县", "office")) as office:
        assert queries.department(office, other.pk) is None
        with pytest.raises(Refused):
            actions.add_function(by=office, department=other, function="老龄工作")


def test_a_township_reads_the_departments_above_it(world: World) -> None:
    from laoyou.access.models import Department

    with acting_as(world.actor("甲县", "township")):
        seen = set(Department.objects.values_list("name", flat=True))
    assert "甲县民政局" in seen
    assert "乙县民政局" not in seen
    assert "西山乡人民政府" not in seen


def test_found_by_alias_and_by_function(world: World) -> None:
    civil = world.departments["甲县", "民政局"]
    actions.change_department(by=SYSTEM, department=civil, name=civil.name, aliases=["双拥办"])
    actions.add_function(by=SYSTEM, department=civil, function="老龄工作")
    with acting_as(world.actor("甲县", "office")) as office:
        for text in ("双拥", "老龄"):
            assert [d.pk for d in queries.departments(office, text=text)] == [civil.pk]


def test_the_same_name_twice_is_refused(world: World) -> None:
    with pytest.raises(Refused, match="已有"):
        actions.add_department(by=SYSTEM, division=world.divisions["甲县"], name="甲县民政局")
