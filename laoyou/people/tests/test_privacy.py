"""Approvals, consents, requests for deletion and destruction, through actions and as the database's roles."""

# ruff: noqa: S608 - tables named here

import datetime
from functools import partial
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from laoyou.access.database import DISPOSER_ROLE
from laoyou.access.models import AuditLine, Grant
from laoyou.access.scope import acting_as, load_actor
from laoyou.lib.refusal import Refused
from laoyou.people import revealing
from laoyou.people.actions import accept, change_resident, release
from laoyou.people.facts import Facts
from laoyou.people.models import Presence, Residency, Resident
from laoyou.privacy import approvals, consents, deletions, disposal, review
from laoyou.privacy.models import Approval, Consent, Deletion, Disposal, ReadLine
from tests.world import World
from tests.world.privacy import add_resident, add_stay, today

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(days=7)


def test_a_childs_data_is_opened_by_leave_of_another_only(world: World) -> None:
    child = add_resident(world, "河口村", 11, born=today() - datetime.timedelta(days=400))
    ask = {"resident_id": child.pk, "division_id": child.division_id}
    with acting_as(world.actor("甲县", "register_head")) as head:
        own = approvals.request_opening(by=head, purpose="核对补助申请", **ask)
        with pytest.raises(Refused, match="自己"):
            approvals.approve(by=head, approval_id=own.pk, until=today() + WEEK)
    with acting_as(world.actor("甲县", "village")) as clerk:
        asked = approvals.request_opening(by=clerk, purpose="核对补助申请", **ask)
        with pytest.raises(Refused, match="等待"):
            approvals.request_opening(by=clerk, purpose="核对补助申请", **ask)
        with pytest.raises(Refused, match="只有登记负责人"):
            approvals.approve(by=clerk, approval_id=asked.pk, until=today() + WEEK)
        assert approvals.approved(clerk, child.pk, today()) is None
    with acting_as(world.actor("乙县", "register_head")) as other, pytest.raises(Refused, match="没有这份"):
        approvals.approve(by=other, approval_id=asked.pk, until=today() + WEEK)
    with acting_as(world.actor("甲县", "register_head")) as head:
        with pytest.raises(Refused, match="期限"):
            approvals.approve(by=head, approval_id=asked.pk, until=today())
        approvals.approve(by=head, approval_id=asked.pk, until=today() + WEEK)
        assert approvals.approved(head, child.pk, today()) is None  # it is the asker's, nobody else's
    with acting_as(world.actor("甲县", "village")) as clerk:
        assert approvals.approved(clerk, child.pk, today()) == asked.pk
        assert approvals.approved(clerk, child.pk, today() + WEEK) is None
        approvals.withdraw(by=clerk, approval_id=asked.pk, reason="")
        assert approvals.approved(clerk, child.pk, today()) is None
    with transaction.atomic(), pytest.raises(DatabaseError, match="approval_by_another"):
        type(own).objects.filter(pk=own.pk).update(
            state="approved", decided_by=own.asked_by, since=today(), until=today() + WEEK
        )


def test_a_child_does_not_become_of_age_by_a_corrected_birth_date(world: World) -> None:
    born = today() - datetime.timedelta(days=400)
    child, other = add_resident(world, "河口村", 12, born=born), add_resident(world, "河口村", 13, born=born)
    Resident.objects.filter(pk=other.pk).update(id_kind="other")
    with acting_as(world.actor("甲县", "village")) as clerk:
        for one in (child, other):
            older = Facts(one.name, "1", datetime.date(1990, 1, 1))
            change_resident(by=clerk, resident_id=one.pk, version=1, facts=older, differs_why="户口簿如此")
            with pytest.raises(Refused, match="未满十四周岁"):
                revealing.reveal(by=clerk, resident_id=one.pk, purpose="核对身份")
        assert not ReadLine.objects.filter(kind="revealed").exists()


def test_family_sees_whom_consent_names_until_it_is_withdrawn(world: World) -> None:
    elder, other = add_resident(world, "河口村", 21), add_resident(world, "河口村", 22)
    relative = world.people["甲县", "family"]
    given: dict[str, Any] = {"resident_id": elder.pk, "division_id": elder.division_id, "given_by": "本人"}
    with acting_as(world.actor("甲县", "village")) as clerk:
        with pytest.raises(Refused, match="家属账号"):
            consents.give(by=clerk, kind=Consent.Kind.FAMILY, username="unknown", **given)
        made = consents.give(by=clerk, kind=Consent.Kind.FAMILY, username=relative.username, **given)
        with pytest.raises(Refused, match="已经登记"):
            consents.give(by=clerk, kind=Consent.Kind.FAMILY, username=relative.username, **given)
    with acting_as(load_actor(relative.pk, relative.username)):
        assert [one.pk for one in Resident.objects.all()] == [elder.pk] != [other.pk]
        assert Resident.objects.filter(pk=elder.pk).update(note="x") == 0
    with acting_as(world.actor("甲县", "village")) as clerk:
        assert "看不到" in consents.ends_with(made)
        consents.withdraw(by=clerk, consent_id=made.pk, why="本人要求")
    with acting_as(load_actor(relative.pk, relative.username)):
        assert not Resident.objects.exists()


def test_consent_names_an_account_of_the_family_alone(world: World) -> None:
    elder, relative = add_resident(world, "河口村", 24), world.people["甲县", "family"]
    give = partial(
        consents.give,
        resident_id=elder.pk,
        division_id=elder.division_id,
        given_by="本人",
        kind=Consent.Kind.FAMILY,
    )
    county = world.divisions["甲县"]
    both = Grant.objects.create(user=relative, role="village", division=county, since=today())
    with acting_as(world.actor("甲县", "village")) as clerk:
        for one in (world.people["乙县", "registrar"], world.people["甲县", "office"], relative):
            with pytest.raises(Refused, match="不是只给家属用的账号") as refused:
                give(by=clerk, username=one.username)
            assert refused.value.field == "username"
    assert not Consent.objects.exists()
    Grant.objects.filter(pk=both.pk).update(since=today() - datetime.timedelta(2), until=today())
    with acting_as(world.actor("甲县", "village")) as clerk:
        assert not Grant.objects.filter(user=relative).exists()  # the clerk sees no role of theirs
        assert give(by=clerk, username=relative.username).user == relative


def test_consents_and_requests_go_where_the_person_goes(world: World) -> None:
    """Else nobody could withdraw the one, and the old county would decide on the other."""
    elder, relative = add_resident(world, "河口村", 23), world.people["甲县", "family"]
    about: dict[str, Any] = {"resident_id": elder.pk, "division_id": elder.division_id}
    new_side, head = world.actor("乙县", "registrar"), world.actor("甲县", "register_head")
    with acting_as(world.actor("甲县", "village")) as clerk:
        made = consents.give(
            by=clerk, kind=Consent.Kind.FAMILY, username=relative.username, given_by="本人", **about
        )
        leave = approvals.request_opening(by=clerk, purpose="核对补助申请", **about)
        asked = deletions.ask(by=clerk, ground="withdrawn", asked_on=today(), **about)
        let_go: dict[str, Any] = {
            "resident_id": elder.pk,
            "version": 1,
            "since": today(),
            "reason": "随女儿居住",
        }
        handover = release(by=clerk, to=world.divisions["乙县"], **let_go)
    with acting_as(new_side):
        accept(by=new_side, handover_id=handover.pk, division=world.divisions["桥头村"])
    with acting_as(head), pytest.raises(Refused, match="没有这份"):
        deletions.grant(by=head, deletion_id=asked.pk)
    with acting_as(head):
        assert not consents.of_resident(elder.pk).exists()
        assert not approvals.requests(head).exists()
    with acting_as(load_actor(relative.pk, relative.username)):
        assert Resident.objects.exists()
    with acting_as(new_side):
        assert [one.pk for one in Approval.objects.all()] == [leave.pk]
        consents.withdraw(by=new_side, consent_id=made.pk)
    with acting_as(load_actor(relative.pk, relative.username)):
        assert not Resident.objects.exists()


def test_what_is_past_its_term_is_listed_approved_and_destroyed(world: World, packed: World) -> None:
    elder = add_resident(world, "河口村", 31)
    ended = today() - datetime.timedelta(days=5 * 366 + 2)
    old, recent = add_stay(elder, 1, until=ended), add_stay(elder, 2, until=today())
    county = world.divisions["甲县"]
    with acting_as(world.actor("甲县", "register_head")) as head:
        found = {one.rule["key"]: one for one in disposal.due(by=head, division=county)}
        assert found["elder_file"].ids == (old.pk,)
        assert [key for key, one in found.items() if one.acts] == ["elder_file"]  # what is unsure acts not
        with pytest.raises(Refused, match="核对"):
            disposal.approve(by=head, division=county, key="elder_file", count=2)
        disposal.approve(by=head, division=county, key="elder_file", count=1)
    with acting_as(world.actor("乙县", "register_head")) as other:
        assert not Disposal.objects.exists()
        with pytest.raises(Refused, match="只有本地"):
            disposal.approve(by=other, division=county, key="elder_file", count=1)
    call_command("dispose", "--dry-run")
    assert Presence.objects.count() == 2
    call_command("dispose")
    assert list(Presence.objects.all()) == [recent]
    done = Disposal.objects.get()
    assert (done.state, done.ids, done.counts) == ("done", [], {"people_presence": 1})
    line = AuditLine.objects.filter(action="privacy.disposal.destroy").latest("id")
    assert line.detail == {"kind": "elder_file", "people_presence": 1}


def test_a_granted_request_leaves_nothing_of_the_person(world: World, packed: World) -> None:
    gone, stays = add_resident(world, "河口村", 41), add_resident(world, "河口村", 42)
    add_stay(gone, 1)
    Resident.objects.filter(pk=gone.pk).update(note="改过")
    ask: dict[str, Any] = {
        "resident_id": gone.pk,
        "division_id": gone.division_id,
        "ground": "withdrawn",
        "asked_on": today(),
    }
    with acting_as(world.actor("甲县", "village")) as clerk:
        asked = deletions.ask(by=clerk, note="本人要求", **ask)
        with pytest.raises(Refused, match="不能决定"):
            deletions.grant(by=clerk, deletion_id=asked.pk)
    with acting_as(world.actor("甲县", "register_head")) as head:
        with pytest.raises(Refused, match="理由"):
            deletions.refuse(by=head, deletion_id=asked.pk, reason="")
        deletions.grant(by=head, deletion_id=asked.pk)
    call_command("dispose")
    for table, column in (
        ("people_resident", "id"), ("people_residentevent", "id"), ("people_residency", "resident_id"),
        ("people_residencyevent", "resident_id"), ("people_presence", "resident_id"),
    ):  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(f'select count(*) from "{table}" where {column} = %s', [gone.pk])
            assert cursor.fetchone() == (0,), table
    assert Resident.objects.get() == stays
    assert Residency.objects.get().resident_id == stays.pk
    assert Deletion.objects.get().note == ""


def test_the_disposer_may_delete_where_it_must_and_nothing_else(world: World) -> None:
    rights = disposal.disposer_rights()
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
            " and has_table_privilege(%s, oid, 'delete')",
            [DISPOSER_ROLE],
        )
        may = {row[0] for row in cursor.fetchall()}
        cursor.execute(
            "select rolcanlogin, rolsuper, rolbypassrls from pg_roles where rolname = %s", [DISPOSER_ROLE]
        )
        assert cursor.fetchone() == (False, False, False)
    assert may == {table for table, held in rights.items() if "delete" in held}
    assert "people_residentevent" in may
    assert may & {"access_auditline", "privacy_readline", "access_user", "privacy_disposal"} == set()


def test_the_review_counts_whom_each_account_reaches_and_names_nobody(world: World) -> None:
    elder = add_resident(world, "河口村", 51)
    add_resident(world, "桥头村", 52)
    relative = world.people["甲县", "family"]
    Consent.objects.create(
        resident_ref=elder.pk,
        division=elder.division,
        kind="family",
        user=relative,
        given_by="本人",
        since=today(),
    )
    with acting_as(world.actor("甲县", "security_admin")) as admin:
        with CaptureQueriesContext(connection) as asked:
            found = {one.username: one for one in review.accounts(admin)}
        assert len(asked) == 1
        assert not Resident.objects.exists()
    reach = {name.rpartition("-")[0]: one.residents for name, one in found.items()}
    assert {role for role, count in reach.items() if count} == {
        "township", "registrar", "register_head", "village", "family"
    }  # fmt: skip
    assert all("990121" in name for name in found)
    assert [one.username for one in found.values() if one.exports] == ["register_head-990121"]
    assert all(one.unused(timezone.now()) for one in found.values())
