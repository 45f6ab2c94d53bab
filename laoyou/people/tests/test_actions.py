"""A person through actions: registered, changed, moved, handed over, dead; and what is refused."""

import datetime
from collections.abc import Callable

import pytest

from laoyou.access.scope import Actor, acting_as
from laoyou.lib.refusal import Refused
from laoyou.people import actions, queries, revealing
from laoyou.people.actions import Place
from laoyou.people.checks import problems
from laoyou.people.errors import Elsewhere, Registered, Stale
from laoyou.people.facts import Facts, Number
from laoyou.people.models import Handover, Membership, Presence, Residency, Resident, Tie
from laoyou.people.tests.conftest import number
from laoyou.privacy.models import ReadLine
from tests.world import SYSTEM, World

DAY = datetime.date(2025, 3, 1)
BORN = datetime.date(1950, 1, 1)
Made = Callable[..., Resident]


@pytest.fixture
def made(world: World, registrar: Actor) -> Made:
    def register(name: str = "张美华", **more: object) -> Resident:
        typed = {"division": world.divisions["河口村"], "since": DAY, **more}
        return actions.register_resident(by=registrar, facts=Facts(name), **typed)  # type: ignore[arg-type]

    return register


def test_a_number_fills_in_and_is_one_persons(world: World, registrar: Actor, made: Made) -> None:
    first = made(number=Number("citizen", f" {number(BORN, 2)[:6]} {number(BORN, 2)[6:].lower()}"))
    assert (first.birth_date, first.sex, first.id_hint) == (BORN, "2", number(BORN, 2)[-1])
    with pytest.raises(Registered) as refused:
        made(name="李四", number=Number("citizen", number(BORN, 2)))
    assert refused.value.resident_id == first.pk
    wrong = number(BORN, 2)[:-1] + ("0" if number(BORN, 2)[-1] != "0" else "1")
    with pytest.raises(Refused, match="末位"):
        made(number=Number("citizen", wrong))
    with pytest.raises(Refused, match="性别") as refused_sex:
        actions.register_resident(
            by=registrar, division=first.division, facts=Facts("王五", "1"), number=Number("citizen", number(BORN, 4))
        )  # fmt: skip
    assert refused_sex.value.field == "sex"
    confirmed = actions.register_resident(
        by=registrar,
        division=first.division,
        facts=Facts("王五", "1"),
        number=Number("citizen", number(BORN, 4), "户口簿为男，证件待更正"),
    )
    assert confirmed.sex == "1"
    assert confirmed.number_differs
    with pytest.raises(Stale):
        actions.change_resident(by=registrar, resident_id=first.pk, version=9, facts=Facts("张美花"))
    changed = actions.change_resident(
        by=registrar, resident_id=first.pk, version=1, facts=Facts("张美花", lunar_birth="一九四九年冬月十三")
    )
    assert (changed.name, changed.birth_date) == ("张美花", BORN)
    assert [name for name, _was, _is in queries.history(changed)[0].fields] == ["lunar_birth", "name"]


def test_another_county_tells_the_township_and_no_more(world: World, neighbour: Actor, made: Made) -> None:
    made(number=Number("citizen", number(BORN, 2)))
    with acting_as(neighbour) as other:
        with pytest.raises(Elsewhere, match="东河镇") as refused:
            actions.register_resident(
                by=other,
                division=world.divisions["桥头村"],
                facts=Facts("张美华"),
                number=Number("citizen", number(BORN, 2)),
            )
        assert "河口村" not in str(refused.value)
        assert not Resident.objects.exists()
        with pytest.raises(Refused, match="不由您维护"):
            actions.register_resident(by=other, division=world.divisions["河口村"], facts=Facts("李四"))


def test_whoever_is_told_that_a_number_is_held_stands_on_the_page_of_who_holds_it(
    world: World, registrar: Actor, neighbour: Actor, made: Made
) -> None:
    held, free = Number("citizen", number(BORN, 2)), Number("citizen", number(BORN, 4))
    person, mine = made(number=held), made(name="李四")
    with acting_as(neighbour) as other:
        village, facts = world.divisions["桥头村"], Facts("张美华")
        with pytest.raises(Elsewhere):
            actions.register_resident(by=other, division=village, facts=facts, number=held)
        theirs = actions.register_resident(by=other, division=village, facts=facts, number=free)
        with pytest.raises(Elsewhere):
            actions.set_number(by=other, resident_id=theirs.pk, version=1, number=held)
    with pytest.raises(Registered):
        actions.set_number(by=registrar, resident_id=mine.pk, version=1, number=held)
    lines = queries.reads(person)
    assert [(line.username, line.purpose, line.residents) for line in lines] == [
        (who.username, "number-held", [person.pk]) for who in (registrar, neighbour, neighbour)
    ]
    assert {line.division_id for line in lines} == {person.division_id}
    assert held.text not in str([line.__dict__ for line in lines])
    assert queries.reads(mine) == []


def test_a_rough_birth_date_takes_the_day_of_the_number_and_never_lies_after_the_death(
    registrar: Actor, made: Made
) -> None:
    rough = Facts("张美华", birth_date=datetime.date(1950, 1, 1), birth_known="month")
    person = made()
    actions.change_resident(by=registrar, resident_id=person.pk, version=1, facts=rough)
    typed = Number("citizen", number(datetime.date(1950, 1, 23), 2))
    known = actions.set_number(by=registrar, resident_id=person.pk, version=2, number=typed)
    assert (known.birth_date, known.birth_known) == (datetime.date(1950, 1, 23), "day")
    other = made()
    actions.record_death(by=registrar, resident_id=other.pk, version=1, on=DAY)
    late = Number("citizen", number(DAY + datetime.timedelta(1), 2))
    with pytest.raises(Refused, match="不能晚于去世日期"):
        actions.set_number(by=registrar, resident_id=other.pk, version=2, number=late)
    born = Facts("张美华", birth_date=DAY + datetime.timedelta(1))
    with pytest.raises(Refused, match="不能晚于去世日期"):
        actions.change_resident(by=registrar, resident_id=other.pk, version=2, facts=born)


def test_rare_names_lunar_days_and_no_number(made: Made) -> None:
    assert made(name="𠮷　田䶮").name == "𠮷田䶮"
    assert made(name="阿依古丽•买买提").name == "阿依古丽·买买提"
    assert made(name="买" * 60).name == "买" * 60
    with pytest.raises(Refused, match="60"):
        made(name="买" * 61)
    assert made(phone="+86 138-0000-0001").phone_sealed
    with pytest.raises(Refused, match="位数"):
        made(phone="12")


def test_a_move_keeps_the_old_side(world: World, registrar: Actor, made: Made) -> None:
    person = made(registered=Place(words="外省某县"))
    household = actions.open_household(
        by=registrar, division=person.division, since=DAY, members=[(person.pk, "02")]
    )
    move = {"by": registrar, "resident_id": person.pk, "version": person.version, "kind": "responsible"}
    with pytest.raises(Refused, match="晚于"):
        actions.move(**move, place=Place(world.divisions["西山乡"]), since=DAY)  # type: ignore[arg-type]
    later = DAY + datetime.timedelta(30)
    actions.move(**move, place=Place(world.divisions["西山乡"]), since=later)  # type: ignore[arg-type]
    person.refresh_from_db()
    assert person.division.name == "西山乡"
    with acting_as(world.actor("甲县", "village")):  # of 河口村
        assert not Resident.objects.exists()
        kept = Residency.objects.get(kind="responsible")
        assert (kept.until, kept.name_then) == (later, "张美华")
    assert Membership.objects.get(household=household).division.name == "西山乡"


def test_a_move_over_the_county_line_tells_the_home_of_it(world: World, made: Made) -> None:
    person = made()
    with acting_as(SYSTEM):
        actions.set_presence(
            by=SYSTEM, resident=person, provider_ref=1, division=world.divisions["河口村"], since=DAY, stay_ref="bed:1"
        )  # fmt: skip
        actions.move(
            by=SYSTEM, resident_id=person.pk, version=1, kind="responsible", since=DAY + datetime.timedelta(1),
            place=Place(world.divisions["桥头村"]),
        )  # fmt: skip
        assert Presence.objects.get().away
        with pytest.raises(Refused, match="另一位"):
            actions.live_with(by=SYSTEM, resident_id=person.pk, other_id=person.pk, relation="10", since=DAY)


def test_two_counties_hand_over(world: World, registrar: Actor, neighbour: Actor, made: Made) -> None:
    person = made()
    later = DAY + datetime.timedelta(30)
    release = {
        "by": registrar,
        "resident_id": person.pk,
        "version": 1,
        "since": later,
        "reason": "随女儿居住",
    }
    handover = actions.release(**release, to=world.divisions["乙县"])  # type: ignore[arg-type]
    with acting_as(neighbour) as other:
        assert not Resident.objects.exists()
        assert list(queries.incoming(other.division_ids)) == [handover]
        with pytest.raises(Refused, match="维护"):
            actions.accept(by=other, handover_id=handover.pk, division=world.divisions["河口村"])
        actions.accept(by=other, handover_id=handover.pk, division=world.divisions["桥头村"])
        assert Resident.objects.get().division.name == "桥头村"
        assert Residency.objects.get(until=None).division.name == "桥头村"
    with acting_as(world.actor("甲县", "registrar")):
        assert not Resident.objects.exists()
        assert Residency.objects.get(kind="responsible").name_then == "张美华"
    assert Handover.objects.get().state == "accepted"


def test_death_ends_what_ends_with_it(world: World, registrar: Actor, made: Made) -> None:
    person, child = made(number=Number("citizen", number(BORN, 2))), made(name="张小宝")
    actions.open_household(
        by=registrar, division=person.division, since=DAY, members=[(person.pk, "02"), (child.pk, "41")]
    )
    actions.add_tie(
        by=registrar, resident_id=child.pk, role="guardian", relation="62", since=DAY, other_id=person.pk
    )
    with pytest.raises(Refused, match="早于出生"):
        actions.record_death(by=registrar, resident_id=person.pk, version=1, on=datetime.date(1949, 1, 1))
    ended = actions.record_death(by=registrar, resident_id=person.pk, version=1, on=datetime.date(2025, 5, 1))
    assert ended["members"] == ended["carers"] == 1
    assert Tie.objects.get().until == datetime.date(2025, 5, 1)
    assert Membership.objects.filter(until=None).count() == 1


def test_a_death_told_late_ends_what_began_after_it(world: World, registrar: Actor, made: Made) -> None:
    person, child, died = made(), made(name="张小宝"), DAY - datetime.timedelta(9)
    actions.open_household(by=registrar, division=person.division, since=DAY, members=[(person.pk, "02")])
    for of, other in ((child, person), (person, child)):
        actions.add_tie(
            by=registrar, resident_id=of.pk, role="carer", relation="97", since=DAY, other_id=other.pk
        )
    ended = actions.record_death(by=registrar, resident_id=person.pk, version=1, on=died)
    assert (ended["members"], ended["carers"]) == (1, 2)
    assert Membership.objects.get().until == DAY
    assert set(Tie.objects.values_list("until", flat=True)) == {DAY}
    assert list(problems()) == []


def test_reveal_is_logged_and_children_need_approval(world: World, registrar: Actor, made: Made) -> None:
    elder = made(number=Number("citizen", number(BORN, 2)), phone="13800000001")
    child = made(name="张小宝", number=Number("citizen", number(datetime.date(2022, 1, 1), 2)))
    purpose = revealing.purpose_in_words("benefit", "申请高龄补贴")
    assert revealing.reveal(by=registrar, resident_id=elder.pk, purpose=purpose) == number(BORN, 2)
    line = queries.reads(elder)[0]
    assert (line.kind, line.purpose) == (ReadLine.Kind.REVEALED, "办理待遇或补贴：申请高龄补贴")
    with pytest.raises(Refused, match="用途"):
        revealing.reveal(by=registrar, resident_id=elder.pk, purpose=" ")
    with pytest.raises(Refused, match="登记负责人"):
        revealing.reveal(by=registrar, resident_id=child.pk, purpose=purpose)
    head = world.actor("甲县", "register_head")
    assert revealing.reveal(by=head, resident_id=child.pk, purpose=purpose)
    assert ReadLine.objects.latest("id").minors == 1
    assert revealing.phone_shown(registrar, elder) == "138••••••01"
    assert revealing.phone_shown(world.actor("甲县", "village"), elder) == "13800000001"


def test_nobody_is_born_after_their_death(registrar: Actor, made: Made) -> None:
    """Refused in words: the database's own refusal would name the whole row."""
    one = made(number=Number("citizen", number(BORN, 2)))
    actions.record_death(by=registrar, resident_id=one.pk, version=1, on=DAY)
    later = Facts(one.name, birth_date=DAY + datetime.timedelta(days=1))
    with pytest.raises(Refused, match="去世日期") as refused:
        actions.change_resident(
            by=registrar, resident_id=one.pk, version=2, facts=later, differs_why="户口簿如此"
        )
    assert refused.value.field == "birth_date"
    plain = made(name="李四")
    actions.record_death(by=registrar, resident_id=plain.pk, version=1, on=DAY)
    young = Number("citizen", number(DAY + datetime.timedelta(days=1), 4))
    with pytest.raises(Refused, match="去世日期"):
        actions.set_number(by=registrar, resident_id=plain.pk, version=2, number=young)
