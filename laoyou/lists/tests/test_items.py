import datetime
from decimal import Decimal

import pytest

from laoyou.access.errors import Refused
from laoyou.access.scope import Actor
from laoyou.evidence.actions import store_file
from laoyou.lists import actions, queries
from laoyou.lists.errors import Invalid, Stale
from laoyou.lists.models import Item
from laoyou.lists.tests.conftest import edition_of, opened, project
from tests.world import World

FUNDS = [
    {"source": "central", "year": "2026", "amount": "500"},
    {"source": "县级财政", "year": "2026", "amount": "100"},
    {"source": "central", "year": "2027", "amount": "300"},
]


def day(number: int) -> datetime.date:
    return datetime.date(2025, 3, number)


def test_states_follow_the_pack_and_keep_their_days(office: Actor, world: World) -> None:
    edition = edition_of(opened(office, world, "projects"))
    item = actions.add_item(by=office, edition=edition, values=project(world), since=day(1))
    with pytest.raises(Refused, match="已申报"):
        actions.move_item(by=office, item=item, version=1, state="accepted", since=day(2))
    item = actions.move_item(by=office, item=item, version=1, state="applied", since=day(5), note="已报省里")
    with pytest.raises(Refused, match="不能更早"):
        actions.move_item(by=office, item=item, version=2, state="approved", since=day(4))
    with pytest.raises(Refused, match="不能晚于今天"):
        actions.move_item(by=office, item=item, version=2, state="approved", since=datetime.date(2090, 1, 1))
    item = actions.move_item(by=office, item=item, version=2, state="approved", since=day(9))
    item = actions.correct_state(
        by=office, item=item, version=3, state="applied", since=day(7), reason="批复还没有下来"
    )
    assert (item.state, item.state_since, item.public) == ("applied", day(7), False)
    history = queries.state_history(item)
    assert [row.state for row in history] == ["reserve", "applied", "approved", "applied"]
    assert history[3].corrects == history[2]


def test_two_people_editing_one_item_are_told(office: Actor, world: World) -> None:
    edition = edition_of(opened(office, world, "projects"))
    item = actions.add_item(by=office, edition=edition, values=project(world))
    actions.edit_item(by=office, item=item, version=1, values=project(world, "先改的"))
    with pytest.raises(Stale, match="改过这一条") as stale:
        actions.edit_item(by=office, item=item, version=1, values=project(world, "后改的"))
    assert stale.value.current.title == "先改的"
    found = Item.objects.get(pk=item.pk)
    (edit,) = queries.edits(found, queries.declared(edition.catalogue))
    assert [(one.before, one.after) for one in edit.fields] == [("东河镇敬老院改造", "先改的")]


def test_every_fault_is_named(office: Actor, world: World) -> None:
    edition = edition_of(opened(office, world, "projects"))
    wrong = project(world, investment="很多", progress="130", funds=[{"source": "central"}])
    with pytest.raises(Invalid) as invalid:
        actions.add_item(by=office, edition=edition, values=wrong)
    assert [fault.field for fault in invalid.value.faults] == [
        "investment",
        "funds.1.year",
        "funds.1.amount",
        "progress",
    ]


def test_totals_by_state_and_by_year(office: Actor, world: World) -> None:
    edition = edition_of(opened(office, world, "projects"))
    one = actions.add_item(by=office, edition=edition, values=project(world, funds=FUNDS), since=day(1))
    actions.add_item(by=office, edition=edition, values=project(world, "第二个", investment="99.5"))
    gone = actions.add_item(by=office, edition=edition, values=project(world, "重复的"))
    actions.remove_item(by=office, item=gone, version=1, reason="重复")
    actions.move_item(by=office, item=one, version=1, state="applied", since=day(2))
    found = {row.state.key: (row.count, row.sum) for row in queries.totals(edition) if row.state}
    assert found == {"reserve": (1, Decimal("99.5")), "applied": (1, Decimal("1200.5"))}
    by_year = queries.sub_totals(edition, table="funds", amount="amount", by="year")
    assert by_year == {"2026": Decimal(600), "2027": Decimal(300)}


def test_items_are_searched_narrowed_and_ordered(office: Actor, world: World) -> None:
    catalogue = opened(office, world, "projects")
    edition, list_ = edition_of(catalogue), queries.declared(catalogue)
    for name, money in (("甲", "9"), ("乙", "100"), ("丙", "20")):
        actions.add_item(by=office, edition=edition, values=project(world, name, investment=money))
    actions.add_item(by=office, edition=edition, values=project(world, "丁", kind="nursery"))

    def names(**asked: object) -> list[str]:
        return [each.title for each in queries.items(edition, list_, queries.ItemFilter(**asked))]  # type: ignore[arg-type]

    assert names(sort="-investment")[:2] == ["丁", "乙"]
    assert names(sort="investment") == ["甲", "丙", "乙", "丁"]
    assert names(chosen={"kind": "nursery"}) == ["丁"]
    lead = world.departments["甲县", "民政局"].pk
    assert len(names(chosen={"lead": str(lead)}, sort="lead")) == 4
    assert names(search="用地手续", state="applied") == []
    assert len(names(search="用地手续")) == 4
    assert [facet.label for facet in queries.facets(edition, list_)["kind"]] == ["养老机构", "托育机构"]


def test_removed_items_come_back_and_keep_their_number(office: Actor, world: World) -> None:
    edition = edition_of(opened(office, world, "spaces"))
    values = {"name": "旧校舍", "kind": "school", "address": "正街 1 号", "area": "800", "owner": "教育局"}
    item = actions.add_item(by=office, edition=edition, values=values)
    item = actions.remove_item(by=office, item=item, version=1, reason="已出租")
    assert actions.add_item(by=office, edition=edition, values=values).number == 2
    assert not actions.restore_item(by=office, item=item, version=2).removed


def test_evidence_is_attached(office: Actor, world: World) -> None:
    edition = edition_of(opened(office, world, "projects"))
    item = actions.add_item(by=office, edition=edition, values=project(world))
    file = store_file(by=office, division=world.divisions["甲县"], name="批复.txt", content="批复".encode())
    actions.attach_files(by=office, item=item, files=[file])
    assert [one.name for one in item.files.all()] == ["批复.txt"]
