"""Sheets of institutions, stays, enrolments and staff: what is wrong is said at its cell, the same file twice changes nothing."""

import csv
import datetime
import io
from collections.abc import Sequence

import pytest

from laoyou.access.scope import Actor, acting_as
from laoyou.providers.actions import Filing, add_beds, add_group, admit, file_capacity
from laoyou.providers.models import Capacity, Enrolment, Location, Paper, Provider, Staff, Stay
from laoyou.providers.queries import by_pk
from laoyou.providers.tests.samples import SINCE, code, id_number, resident
from laoyou.sheets import actions, checking, targets
from laoyou.sheets.models import Batch, Fault
from laoyou.spaces.models import Site
from tests.world import SYSTEM, World

pytestmark = pytest.mark.django_db
HEADS = (
    "养老机构名称", "信用代码", "类型", "运营方式", "登记形式", "开业日期", "所在乡镇", "地址", "床位数", "护理型床位", "托位数",
)  # fmt: skip


def sheet(heads: Sequence[str], *lines: Sequence[object]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([heads, *lines])
    return out.getvalue().encode()


def bring(by: Actor, world: World, key: str, content: bytes) -> Batch:
    target = targets.target(key)
    assert target is not None
    batch = actions.bring(
        by=by, target=target, division=world.divisions["甲县"], name="台账.csv", content=content
    )
    assert all(column["key"] for column in batch.columns), "each head is known"
    return actions.map_columns(by=by, batch=batch, keys=[column["key"] for column in batch.columns], fixed={})


def faults() -> list[tuple[int, str, str]]:
    """By line and column: why. Each says what to do."""
    assert all(fault.do for fault in Fault.objects.all())
    return [(fault.line, fault.column, fault.why) for fault in Fault.objects.order_by("line", "id")]


def line(name: str, uscc: str, **more: object) -> list[object]:
    known: dict[str, object] = {
        "kind": "养老机构", "operation": "民办", "legal_form": "民办非企业单位", "opened": "2025-01-01", "town": "东河镇",
        "address": "幸福路1号", "beds": 120, "nursing": 60, "places": "",
    }  # fmt: skip
    return [name, uscc, *(known | more).values()]


def test_institutions_go_in_once_with_their_place_and_capacity(world: World, registrar: Actor) -> None:
    content = sheet(
        HEADS,
        line("东河镇夕阳红养老院", code(1)),
        line("东河镇夕阳红养老院", code(1), address="和平路9号", beds=30, nursing=""),
        line("小树苗托育园", code(2), kind="托育机构", legal_form="企业", beds="", nursing="", places=60),
    )
    batch = bring(registrar, world, "providers", content)
    assert faults() == []
    assert (batch.added, batch.good) == (3, 3)
    assert not Provider.objects.exists(), "the dry run is undone"
    actions.apply(by=registrar, batch=batch)
    home = Provider.objects.get(uscc=code(1))
    assert home.locations.count() == 2
    assert home.initials
    first = home.locations.get(site__address="幸福路1号")
    filed = {(one.measure, one.category, one.state): one.amount for one in first.capacities.all()}
    assert filed == {
        ("bed", "", "licensed"): 120, ("bed", "", "open"): 120,
        ("bed", "nursing", "licensed"): 60, ("bed", "nursing", "open"): 60,
    }  # fmt: skip
    again = actions.apply(by=registrar, batch=bring(registrar, world, "providers", content))
    assert (again.added, again.changed, again.same) == (0, 0, 3)
    grown = bring(registrar, world, "providers", sheet(HEADS, line("东河镇夕阳红养老院", code(1), beds=130)))
    assert (grown.added, grown.changed) == (0, 1)
    actions.apply(by=registrar, batch=grown)
    history = Capacity.objects.filter(location=first, category="", state="licensed").order_by("since")
    assert list(history.values_list("amount", flat=True)) == [120, 130]
    assert Site.objects.count() == Location.objects.count() == 3


def test_a_wrong_value_set_for_all_lines_is_shown_with_each(world: World, registrar: Actor) -> None:
    target = targets.target("providers")
    assert target is not None
    heads, cells = list(HEADS), line("东河镇夕阳红养老院", code(1))
    del heads[2], cells[2]
    batch = actions.bring(
        by=registrar,
        target=target,
        division=world.divisions["甲县"],
        name="a.csv",
        content=sheet(heads, cells),
    )
    keys = [column["key"] for column in batch.columns]
    actions.map_columns(by=registrar, batch=batch, keys=keys, fixed={"kind": "敬老院"})
    fault = Fault.objects.get()
    assert (fault.cell, fault.head, fault.shown) == ("2", "类型", "敬老院")


def test_fewer_beds_than_are_of_the_nursing_type_are_a_fault(world: World, registrar: Actor) -> None:
    first = sheet(HEADS, line("东河镇夕阳红养老院", code(1)))
    actions.apply(by=registrar, batch=bring(registrar, world, "providers", first))
    bring(
        registrar, world, "providers", sheet(HEADS, line("东河镇夕阳红养老院", code(1), beds=50, nursing=""))
    )
    assert faults() == [(2, "beds", "比已登记的护理型床位 60 张还少。")]
    fewer = sheet(HEADS, line("东河镇夕阳红养老院", code(1), beds=50, nursing=30))
    assert bring(registrar, world, "providers", fewer).changed == 1


def test_faulty_institutions_are_said_at_their_cells(world: World, registrar: Actor) -> None:
    with acting_as(SYSTEM):
        other = Provider(
            division=world.divisions["南桥镇"], name="别县养老院", kind="elder_home", uscc=code(9)
        )
        other.operation, other.legal_form, other.opened_on = "private", "nonprofit", SINCE
        other.save()
    wrong_sign = code(3)[:-1] + ("0" if code(3)[-1] != "0" else "1")
    bring(registrar, world, "providers", sheet(
        HEADS,
        line("好养老院", code(4)),
        line("短码养老院", code(3)[:-1]),
        line("错码养老院", wrong_sign),
        line("别处养老院", code(9)),
        line("怪类养老院", code(5), kind="疗养院"),
        line("错形养老院", code(6), legal_form="社会团体"),
        line("护理养老院", code(7), nursing=121),
        line("托位养老院", code(8), places=5),
        line("家庭托育点", code(10), kind="家庭托育点", legal_form="个体工商户", beds="", nursing="", places=6),
        line("公建养老院", code(11), operation="公建民营"),
        line("同码养老院", code(4)),
        line("邻县养老院", code(12), town="南桥镇"),
    ))  # fmt: skip
    found = faults()
    assert [(row, column) for row, column, _why in found] == [
        (3, "uscc"), (4, "uscc"), (5, "uscc"), (6, "kind"), (7, "legal_form"), (8, "nursing_beds"), (9, "places"),
        (10, "places"), (11, "contract_no"), (12, "uscc"), (13, "division"),
    ]  # fmt: skip
    said = {row: why for row, _column, why in found}
    assert "18位" in said[3]
    assert "校验位" in said[4]
    assert "别处的机构" in said[5]
    assert "最多 5 人" in said[10]
    assert "第 2 行" in said[12]


STAY_HEADS = ("机构名称", "老人姓名", "身份证号", "床号", "方式", "入住日期", "退住日期")


def test_stays_go_in_once_and_end_by_the_next_sheet(world: World, registrar: Actor, home: Location) -> None:
    add_beds(by=registrar, location=home, room_list="101", per_room=2, since=SINCE)
    with acting_as(SYSTEM):
        people = [
            resident(world.divisions["河口村"], name, serial)
            for serial, name in enumerate(("张桂兰", "李大山"), 1)
        ]
    rows = [
        (home.provider.name, "张桂兰", id_number(1), "101-1", "全托", "2025-03-01", ""),
        (home.provider.uscc, "李大山", id_number(2), "", "日托", "2025-03-01", ""),
    ]
    batch = actions.apply(by=registrar, batch=bring(registrar, world, "stays", sheet(STAY_HEADS, *rows)))
    assert (faults(), batch.added) == ([], 2)
    assert Stay.objects.get(resident=people[0]).bed == home.beds.get(number="101-1")
    again = bring(registrar, world, "stays", sheet(STAY_HEADS, *rows))
    assert (again.added, again.changed, again.same) == (0, 0, 2)
    ended = bring(registrar, world, "stays", sheet(STAY_HEADS, (*rows[0][:6], "2025-06-01")))
    assert (ended.added, ended.changed) == (0, 1)
    actions.apply(by=registrar, batch=ended)
    assert Stay.objects.get(resident=people[0]).until == datetime.date(2025, 6, 1)


def test_faulty_stays_are_said_at_their_cells(world: World, registrar: Actor, home: Location) -> None:
    add_beds(by=registrar, location=home, room_list="101-103", per_room=1, since=SINCE)
    with acting_as(SYSTEM):
        village = world.divisions["河口村"]
        people = [resident(village, f"老人{serial}", serial) for serial in range(1, 9)]
        people[6].died_on = datetime.date(2025, 2, 1)
        people[6].save()
        inside = by_pk(people[0].pk)
        assert inside is not None
        admit(
            by=SYSTEM, location=home, person=inside, mode="full", since=SINCE, bed=home.beds.get(number="101")
        )
    name = home.provider.name
    bring(registrar, world, "stays", sheet(
        STAY_HEADS,
        (name, "老人2", id_number(2), "101", "全托", "2025-03-01", ""),
        (name, "老人3", id_number(3), "102", "全托", "2025-03-01", ""),
        (name, "老人4", id_number(4), "102", "全托", "2025-03-01", ""),
        (name, "老人5", id_number(5), "", "全托", "2025-03-01", ""),
        (name, "老人6", id_number(6), "909", "全托", "2025-03-01", ""),
        (name, "老人7", id_number(7), "103", "全托", "2025-03-01", ""),
        (name, "老人八", id_number(8), "103", "全托", "2025-03-01", ""),
        ("没有的养老院", "老人8", id_number(8), "103", "全托", "2025-03-02", ""),
        (name, "老人8", id_number(8), "103", "全托", "2024-03-03", ""),
        (name, "老人1", id_number(1), "103", "全托", "2025-01-01", ""),
    ))  # fmt: skip
    found = faults()
    assert {(row, column) for row, column, _why in found} == {
        (2, "slot"), (4, "slot"), (5, "slot"), (6, "slot"), (7, "since"), (8, "id_number"), (9, "provider"),
        (10, "since"), (11, "slot"),
    }  # fmt: skip
    assert not [one for one in Fault.objects.all() if "19450506" in one.shown or "老人八" in one.shown]
    shown = {one.line: one.shown for one in Fault.objects.all()}
    assert (shown[2], shown[6], shown[10]) == ("101", "909", "2024-03-03"), "as the sheet has it"
    assert shown[8].endswith(id_number(8)[-1])
    assert "•" in shown[8]


def test_a_bed_that_one_leaves_is_free_for_the_next_line(
    world: World, registrar: Actor, home: Location
) -> None:
    """A month's sheet: who left, and who took the bed the day after; whoever moved to another home that day."""
    add_beds(by=registrar, location=home, room_list="101", per_room=1, since=SINCE)
    file_capacity(by=registrar, location=home, filing=Filing("bed", "open", 1, SINCE))
    with acting_as(SYSTEM):
        for serial, name in enumerate(("张桂兰", "李大山"), 1):
            resident(world.divisions["河口村"], name, serial)
    name = home.provider.name
    first = (name, "张桂兰", id_number(1), "101", "全托", "2025-03-01")
    actions.apply(by=registrar, batch=bring(registrar, world, "stays", sheet(STAY_HEADS, (*first, ""))))
    month = (
        (name, "李大山", id_number(2), "101", "全托", "2025-06-01", ""),
        (*first, "2025-06-01"),
    )
    batch = bring(registrar, world, "stays", sheet(STAY_HEADS, *month))
    assert faults() == []
    actions.apply(by=registrar, batch=batch)
    assert (batch.added, batch.changed) == (1, 1)
    stays = Stay.objects.order_by("since").values_list("since", "until")
    assert list(stays) == [
        (datetime.date(2025, 3, 1), datetime.date(2025, 6, 1)), (datetime.date(2025, 6, 1), None),
    ]  # fmt: skip


def test_lines_far_apart_cannot_take_one_bed(
    world: World, registrar: Actor, home: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sheet is checked in blocks; lines that stand in one another's way are told of all the same."""
    monkeypatch.setattr(checking, "BLOCK", 1)
    add_beds(by=registrar, location=home, room_list="101", per_room=1, since=SINCE)
    with acting_as(SYSTEM):
        for serial in (1, 2):
            resident(world.divisions["河口村"], f"老人{serial}", serial)
    rows = [
        (home.provider.name, f"老人{serial}", id_number(serial), "101", "全托", "2025-03-01", "")
        for serial in (1, 2)
    ]
    batch = bring(registrar, world, "stays", sheet(STAY_HEADS, *rows))
    assert [(row, column) for row, column, _why in faults()] == [(3, "slot")]
    assert (batch.state, batch.good) == (Batch.State.CHECKED, 1)


def test_two_lines_about_one_person_are_told_where_their_days_overlap(
    world: World, registrar: Actor, home: Location
) -> None:
    add_beds(by=registrar, location=home, room_list="101-102", per_room=1, since=SINCE)
    with acting_as(SYSTEM):
        resident(world.divisions["河口村"], "阿依古丽·买买提", 1)
    said = (home.provider.name, "阿依古丽•买 买提", id_number(1))  # another point, a space
    first = (*said, "101", "全托", "2025-03-01", "2025-04-01")
    bring(registrar, world, "stays", sheet(STAY_HEADS, first, (*said, "102", "全托", "2025-03-20", "")))
    assert [(row, column) for row, column, _why in faults()] == [(3, "since")]
    Fault.objects.all().delete()
    next_ = (*said, "102", "全托", "2025-04-01", "")
    batch = bring(registrar, world, "stays", sheet(STAY_HEADS, first, next_))
    assert (faults(), actions.apply(by=registrar, batch=batch).added) == ([], 2)
    other = (*first[:6], "2025-03-15")
    bring(registrar, world, "stays", sheet(STAY_HEADS, other, next_))
    assert [(row, column) for row, column, _why in faults()] == [(2, "until")]


def test_enrolments_keep_to_the_class_and_the_limit(world: World, registrar: Actor, point: Location) -> None:
    group = add_group(by=registrar, location=point, name="小一班", age_class="mixed", places=6, since=SINCE)
    file_capacity(by=registrar, location=point, filing=Filing("nursery_place", "open", 5, SINCE))
    with acting_as(SYSTEM):
        for serial in range(1, 7):
            resident(world.divisions["河口村"], f"宝宝{serial}", serial)
    heads = ("托育机构", "幼儿姓名", "身份证号码", "班级", "时段", "入托日期")
    rows = [
        (point.provider.name, f"宝宝{serial}", id_number(serial), group.name, "全日", "2025-03-01")
        for serial in range(1, 7)
    ]
    batch = actions.apply(by=registrar, batch=bring(registrar, world, "enrolments", sheet(heads, *rows)))
    assert (batch.added, batch.bad) == (5, 1)
    [(row, column, why)] = faults()
    assert (row, column) == (7, "provider")
    assert "最多收 5 人" in why
    assert Enrolment.objects.filter(group=group).count() == 5
    again = bring(registrar, world, "enrolments", sheet(heads, *rows))
    assert (again.added, again.same, again.bad) == (0, 5, 1)


def test_staff_with_their_papers(world: World, registrar: Actor, home: Location) -> None:
    heads = (
        "机构",
        "姓名",
        "岗位",
        "是否专职",
        "入职时间",
        "离岗日期",
        "证明",
        "证号",
        "发证日期",
        "有效期至",
    )
    name = home.provider.name
    rows = [
        (name, "王春梅", "护理员", "是", "2025-02-01", "", "健康证明", "健1", "2025-02-01", "2026-02-01"),
        (name, "王春梅", "护理员", "是", "2025-02-01", "", "职业技能等级证书", "技1", "2024-05-01", ""),
        (name, "何正平", "院长", "否", "2025-02-01", "", "", "", "", ""),
    ]
    batch = actions.apply(by=registrar, batch=bring(registrar, world, "provider-staff", sheet(heads, *rows)))
    assert faults() == []
    assert (Staff.objects.count(), Paper.objects.count(), batch.bad) == (2, 2, 0)
    again = bring(registrar, world, "provider-staff", sheet(heads, *rows))
    assert (again.added, again.changed, again.same) == (0, 0, 3)
    bring(registrar, world, "provider-staff", sheet(
        heads,
        (name, "王春梅", "护理员", "是", "2025-04-01", "", "", "", "", ""),
        (name, "冉光荣", "厨师", "是", "2999-04-01", "", "", "", "", ""),
        (name, "冉光荣", "厨师", "是", "2025-04-01", "2025-03-01", "", "", "", ""),
        (name, "冉光荣", "厨师", "是", "2025-04-02", "", "健康证明", "", "", ""),
    ))  # fmt: skip
    assert [(row, column) for row, column, _why in faults()] == [
        (2, "since"), (3, "since"), (4, "until"), (5, "paper_since"),
    ]  # fmt: skip
    with acting_as(world.actor("甲县", "office")) as office:
        allowed = [one.key for one in targets.targets() if office.divisions_for(one.permission)]
        assert "provider-staff" not in allowed
