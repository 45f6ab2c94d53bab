"""Merging two rows and taking them apart again: nothing is lost, nothing is left behind."""

import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laoyou.access.scope import acting_as
from laoyou.lib.refusal import Refused
from laoyou.people import actions, queries
from laoyou.people.facts import Facts, Number
from laoyou.people.tests.conftest import number
from laoyou.privacy import consents
from laoyou.privacy.models import Consent
from tests.world import World

DAY = datetime.date(2025, 1, 1)
BORN = datetime.date(1950, 1, 1)
TABLES = {
    "people_resident": "to_jsonb(t) - 'version'",
    "people_residency": "to_jsonb(t)",
    "people_membership": "to_jsonb(t)",
    "people_tie": "to_jsonb(t)",
    "people_presence": "to_jsonb(t)",
}


def everything() -> dict[str, Any]:
    found = {}
    with connection.cursor() as cursor:
        for table, shape in TABLES.items():
            cursor.execute(f"select {shape} from {table} t order by id")  # noqa: S608
            found[table] = [row[0] for row in cursor.fetchall()]
    return found


def _person(by: Any, world: World, name: str, data: Any, serial: int) -> Any:
    has_number, phone, address, lunar = data.draw(st.tuples(*[st.booleans()] * 4))
    facts = Facts(
        name, address="河口村一组" if address else "", lunar_birth="腊月初八" if lunar else "",
        birth_date=data.draw(st.sampled_from([None, BORN])),
    )  # fmt: skip
    typed = Number("citizen", number(BORN, serial)) if has_number else None
    return actions.register_resident(
        by=by, division=world.divisions["河口村"], facts=facts, number=typed, since=DAY,
        phone="13800000001" if phone else "",
        registered=actions.Place(words="外省") if data.draw(st.booleans()) else None,
    )  # fmt: skip


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_unmerge_of_merge_restores_all(world: World, data: st.DataObject) -> None:
    with acting_as(world.actor("甲县", "register_head")) as head, transaction.atomic():
        one = _person(head, world, "张美华", data, 2)
        two = _person(head, world, "张美花", data, 4)
        child = _person(head, world, "张小宝", data, 6)
        people = st.sampled_from([one, two, child])
        for _turn in range(data.draw(st.integers(0, 3))):
            of, to = data.draw(people), data.draw(people)
            if of.pk != to.pk:
                actions.add_tie(
                    by=head, resident_id=of.pk, role="kin", relation="97", since=DAY, other_id=to.pk
                )
        for number_, person in enumerate([one, two]):
            if data.draw(st.booleans()):
                actions.open_household(
                    by=head, division=person.division, since=DAY, members=[(person.pk, "02")]
                )
            if data.draw(st.booleans()):
                actions.set_presence(
                    by=head, resident=person, provider_ref=1, division=person.division, since=DAY,
                    stay_ref=f"bed:{number_}",
                )  # fmt: skip
        before = everything()
        if one.id_index and two.id_index:
            with pytest.raises(Refused, match="号码不同"):
                actions.merge(by=head, kept_id=one.pk, gone_id=two.pk, reason="同一人")
        else:
            made = actions.merge(by=head, kept_id=one.pk, gone_id=two.pk, reason="同一人")
            assert everything() != before
            actions.unmerge(by=head, merge_id=made.pk, reason="核实为两人")
            assert everything() == before
        transaction.set_rollback(True)


def test_pairs_are_found_by_declared_rules_and_decided(world: World) -> None:
    with acting_as(world.actor("甲县", "register_head")) as head:
        common: dict[str, Any] = {"by": head, "division": world.divisions["河口村"], "since": DAY}
        one = actions.register_resident(**common, facts=Facts("张美华", birth_date=BORN), phone="13800000001")
        two = actions.register_resident(**common, facts=Facts("张美华"), phone="13800000001")
        same_day = actions.register_resident(**common, facts=Facts("张美华", birth_date=BORN))
        numbered = actions.register_resident(
            **common, facts=Facts("张美华"), number=Number("citizen", number(BORN, 2))
        )
        found = {(pair.first.pk, pair.second.pk): pair for pair in queries.pairs()}
        assert {rule.key for rule in found[one.pk, two.pk].why} == {"phone_name"}
        assert {rule.key for rule in found[one.pk, same_day.pk].why} == {"name_birth"}
        assert (one.pk, numbered.pk) in found
        actions.different(by=head, first_id=two.pk, second_id=one.pk, reason="父女同名")
        assert (one.pk, two.pk) not in {(pair.first.pk, pair.second.pk) for pair in queries.pairs()}
        actions.merge(by=head, kept_id=one.pk, gone_id=same_day.pk, reason="重复登记")
        with pytest.raises(Refused, match="并入"):
            actions.set_phone(by=head, resident_id=same_day.pk, version=2, phone="13800000002")
    with acting_as(world.actor("甲县", "registrar")) as registrar, pytest.raises(Refused, match="不由您维护"):
        actions.merge(by=registrar, kept_id=one.pk, gone_id=two.pk, reason="同一人")


def test_consent_goes_along_and_comes_back(world: World) -> None:
    with acting_as(world.actor("甲县", "register_head")) as head, transaction.atomic():
        village = world.divisions["河口村"]
        kept, gone = (
            actions.register_resident(by=head, division=village, facts=Facts(name), since=DAY)
            for name in ("张美华", "张美花")
        )

        def agree(to: Any, kind: Consent.Kind) -> Consent:
            return consents.give(
                by=head, resident_id=to.pk, division_id=village.pk, kind=kind, given_by="本人", since=DAY
            )

        stands, other = agree(gone, Consent.Kind.SHARE), agree(gone, Consent.Kind.REGISTER)
        twice = agree(kept, Consent.Kind.REGISTER)
        merge = actions.merge(by=head, kept_id=kept.pk, gone_id=gone.pk, reason="同一人")
        assert set(consents.of_resident(kept.pk)) == {stands, twice}
        assert set(consents.of_resident(gone.pk)) == {other}
        actions.unmerge(by=head, merge_id=merge.pk, reason="两个人")
        assert set(consents.of_resident(gone.pk)) == {stands, other}


def test_consent_that_goes_along_is_kept_where_the_kept_row_is(world: World) -> None:
    with acting_as(world.actor("甲县", "register_head")) as head, transaction.atomic():
        kept, gone = (
            actions.register_resident(
                by=head, division=world.divisions[place], facts=Facts("张美华"), since=DAY
            )
            for place in ("河口村", "东河镇")
        )
        given = {"resident_id": gone.pk, "division_id": gone.division_id, "kind": Consent.Kind.SHARE}
        made = consents.give(by=head, given_by="本人", since=DAY, **given)  # type: ignore[arg-type]
        merge = actions.merge(by=head, kept_id=kept.pk, gone_id=gone.pk, reason="同一人")
        made.refresh_from_db()
        assert (made.resident_ref, made.division_id) == (kept.pk, kept.division_id)
        actions.unmerge(by=head, merge_id=merge.pk, reason="两个人")
        made.refresh_from_db()
        assert (made.resident_ref, made.division_id) == (gone.pk, gone.division_id)
