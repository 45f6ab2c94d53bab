import datetime

import pytest
from django.db import DatabaseError, transaction

from laoyou.access.errors import Refused
from laoyou.access.models import AuditLine
from laoyou.access.scope import Actor, acting_as
from laoyou.lists import actions, queries
from laoyou.lists.checks import problems
from laoyou.lists.models import Item
from laoyou.lists.tests.conftest import DAY, edition_of, opened, project, service
from tests.world import SYSTEM, World

NEXT = datetime.date(2025, 6, 1)


def test_an_edition_is_drafted_put_in_force_and_followed(office: Actor, world: World) -> None:
    catalogue = opened(office, world, "basic_services")
    draft = edition_of(catalogue)
    assert queries.standing(draft) == "draft"
    one = actions.add_item(by=office, edition=draft, values=service(world))
    actions.add_item(by=office, edition=draft, values=service(world, "探访服务"))
    first = actions.put_in_force(by=office, edition=draft, version=draft.version, on=DAY)
    assert first.digest
    assert first.release_id
    assert [each.pk for each in queries.editions_in_force(world.divisions["甲县"], on=DAY)] == [first.pk]

    with pytest.raises(Refused, match="已定稿"):
        actions.edit_item(by=office, item=one, version=1, values=service(world, "改名"))
    second = actions.begin_edition(by=office, catalogue=catalogue)
    copy = Item.objects.get(edition=second, number=one.number)
    actions.edit_item(by=office, item=copy, version=1, values=service(world, object="七十岁以上老人"))
    gone = Item.objects.get(edition=second, number=2)
    actions.remove_item(by=office, item=gone, version=1, reason="并入居家服务")
    added = actions.add_item(by=office, edition=second, values=service(world, "助浴服务"))
    assert added.number == 3

    found = queries.comparison(first, second)
    assert [each.title for each in found.added] == ["助浴服务"]
    assert [each.title for each in found.removed] == ["探访服务"]
    assert [(c.number, c.fields[0].before, c.fields[0].after) for c in found.changed] == [
        (1, "八十岁以上老人", "七十岁以上老人")
    ]
    with pytest.raises(Refused, match="晚于这一天"):
        actions.put_in_force(by=office, edition=second, version=1, on=DAY)
    actions.put_in_force(by=office, edition=second, version=1, on=NEXT)
    county = world.divisions["甲县"]
    assert [e.number for e in queries.editions_in_force(county, on=NEXT - datetime.timedelta(1))] == [1]
    assert [e.number for e in queries.editions_in_force(county, on=NEXT)] == [2]
    assert [e.number for e in queries.editions(catalogue)] == [2, 1]
    assert list(problems()) == []


def test_the_database_refuses_to_change_what_is_in_force(office: Actor, world: World) -> None:
    draft = edition_of(opened(office, world, "basic_services"))
    item = actions.add_item(by=office, edition=draft, values=service(world))
    actions.put_in_force(by=office, edition=draft, version=1, on=DAY)
    for write in (
        lambda: Item.objects.filter(pk=item.pk).update(title="偷改"),
        lambda: Item.objects.create(edition=draft, division_id=draft.division_id, number=9, title="偷加"),
    ):
        with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
            write()


def test_an_empty_or_incomplete_edition_is_not_put_in_force(office: Actor, world: World) -> None:
    draft = edition_of(opened(office, world, "basic_services"))
    with pytest.raises(Refused, match="没有条目"):
        actions.put_in_force(by=office, edition=draft, version=1, on=DAY)
    item = actions.add_item(by=office, edition=draft, values=service(world))
    Item.objects.filter(pk=item.pk).update(fields={"name": "助餐服务"})
    with pytest.raises(Refused, match="还不完整"):
        actions.put_in_force(by=office, edition=draft, version=1, on=DAY)


def test_owners_edit_and_the_office_decides(office: Actor, world: World) -> None:
    catalogue = opened(office, world, "basic_services")
    draft = edition_of(catalogue)
    with acting_as(world.actor("甲县", "unit")) as unit:
        actions.add_item(by=unit, edition=draft, values=service(world))
        with pytest.raises(Refused, match="方案办公室办理"):
            actions.put_in_force(by=unit, edition=draft, version=1, on=DAY)
    other = world.departments["甲县", "卫生健康局"]
    actions.change_catalogue(by=office, catalogue=catalogue, version=1, title="服务清单", owner=other)
    with acting_as(world.actor("甲县", "unit")) as unit, pytest.raises(Refused, match="卫生健康局维护"):
        actions.add_item(by=unit, edition=draft, values=service(world, "第二条"))


def test_a_list_is_opened_once_and_closed_with_a_reason(office: Actor, world: World) -> None:
    catalogue = opened(office, world, "policies")
    with pytest.raises(Refused, match="已有"):
        opened(office, world, "policies")
    with pytest.raises(Refused, match="没有"):
        opened(office, world, "nonsense")
    actions.close_catalogue(by=office, catalogue=catalogue, on=NEXT, reason="并入方案")
    assert queries.catalogues(office) == []
    opened(office, world, "policies")
    with acting_as(SYSTEM):
        lines = AuditLine.objects.filter(action__startswith="lists.").order_by("id")
        assert [line.action for line in lines] == [
            "lists.catalogue.open",
            "lists.catalogue.close",
            "lists.catalogue.open",
        ]


def test_a_neighbour_sees_nothing_and_a_township_sees_what_is_in_force(office: Actor, world: World) -> None:
    catalogue = opened(office, world, "basic_services")
    draft = edition_of(catalogue)
    actions.add_item(by=office, edition=draft, values=service(world))
    with acting_as(world.actor("甲县", "township")) as township:
        assert queries.catalogue(township, catalogue.pk) is None
    actions.put_in_force(by=office, edition=draft, version=1, on=DAY)
    with acting_as(world.actor("甲县", "township")) as township:
        assert queries.catalogue(township, catalogue.pk) == catalogue
        assert Item.objects.count() == 1
    with acting_as(world.actor("乙县", "office")) as neighbour:
        assert queries.catalogue(neighbour, catalogue.pk) is None
        assert Item.objects.count() == 0


def test_the_public_sees_public_fields_of_public_items(office: Actor, world: World) -> None:
    catalogue = opened(office, world, "projects")
    living = edition_of(catalogue)
    hidden = actions.add_item(by=office, edition=living, values=project(world))
    shown = actions.add_item(by=office, edition=living, values=project(world, "幼儿托育中心"), since=DAY)
    today = datetime.date(2025, 3, 1)
    for state in ("applied", "approved"):
        shown = actions.move_item(by=office, item=shown, version=shown.version, state=state, since=today)
    visitor = Actor(None, "")
    with acting_as(visitor):
        assert queries.public_lists() == []
    actions.publish_edition(by=office, edition=living)
    with acting_as(visitor):
        (seen,) = queries.public_lists()
        rows = list(queries.public_rows(seen.edition))
        assert [row.number for row in rows] == [shown.number]
        (item,) = queries.public_items(seen, rows)
        text = " ".join(field.field.key + field.text for field in item.fields)
        assert "investment" in text
        assert "problem" not in text
        assert not queries.public_rows(seen.edition, search="用地手续").exists()
        assert queries.public_rows(seen.edition, search="托育中心").exists()
        assert not Item.objects.filter(pk=hidden.pk).exists()
    actions.withdraw_edition(by=office, edition=edition_of(catalogue), reason="核对中")
    with acting_as(visitor):
        assert queries.public_lists() == []


def test_an_internal_list_is_not_published(office: Actor, world: World) -> None:
    with pytest.raises(Refused, match="内部清单"):
        actions.publish_edition(by=office, edition=edition_of(opened(office, world, "publicity")))


def test_a_draft_is_given_up_and_the_edition_in_force_stays(office: Actor, world: World) -> None:
    catalogue = opened(office, world, "basic_services")
    first = edition_of(catalogue)
    with pytest.raises(Refused, match="第一版"):
        actions.drop_draft(by=office, edition=first, version=first.version, reason="不要了")
    actions.add_item(by=office, edition=first, values=service(world))
    actions.put_in_force(by=office, edition=first, version=first.version, on=DAY)
    draft = actions.begin_edition(by=office, catalogue=catalogue)
    actions.add_item(by=office, edition=draft, values=service(world, "助浴服务"))
    with pytest.raises(Refused, match="为什么放弃"):
        actions.drop_draft(by=office, edition=draft, version=draft.version, reason=" ")
    dropped = actions.drop_draft(by=office, edition=draft, version=draft.version, reason="并入明年")
    assert queries.standing(dropped) == "dropped"
    assert dropped.items.count() == 2
    found = queries.edition(catalogue)
    assert found is not None
    assert found.number == 1
    with pytest.raises(Refused, match="已放弃"):
        actions.add_item(by=office, edition=dropped, values=service(world, "助行服务"))
    with pytest.raises(Refused, match="不是草稿"):
        actions.put_in_force(by=office, edition=dropped, version=dropped.version, on=NEXT)

    again = actions.begin_edition(by=office, catalogue=catalogue)
    assert (again.number, [item.title for item in again.items.all()]) == (3, ["助餐服务"])
    assert list(problems()) == []
