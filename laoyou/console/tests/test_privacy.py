"""Pages of privacy: consent, leave, deletion, destruction, the yearly audit, and what family sees."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from laoyou.access.models import SignInEvent
from laoyou.access.rules import Role
from laoyou.access.scope import acting_as, load_actor
from laoyou.console.tests.test_progress import sheet
from laoyou.privacy import approvals
from laoyou.privacy.models import Approval, Consent, Deletion, Disposal, ReadLine
from laoyou.privacy.reads import log_read
from laoyou.providers.models import Stay
from laoyou.statuses import actions as statuses
from laoyou.statuses.models import Status
from tests.world import SYSTEM, World
from tests.world.matrix import Ground
from tests.world.matrix.care import location_of
from tests.world.privacy import add_resident, add_stay, today

pytestmark = pytest.mark.django_db
CHILD_AGE = datetime.timedelta(days=700)


@pytest.fixture
def clients(packed: World, settings: Any) -> dict[str, Client]:
    settings.SECOND_FACTOR = "optional"
    roles = (Role.REGISTER_HEAD, Role.REGISTRAR, Role.VILLAGE, Role.FAMILY, Role.AUDIT_ADMIN)
    return {role: packed.signed_in("甲县", role) for role in roles}


def test_consent_is_recorded_and_withdrawn(world: World, clients: dict[str, Client]) -> None:
    one = add_resident(world, "河口村", 81)
    village, relative = clients[Role.VILLAGE], world.people["甲县", Role.FAMILY]
    give = reverse("consent-give", args=[one.pk])
    typed = {"kind": "family", "given_by": "本人", "since": today().isoformat()}
    assert "家属账号" in village.post(give, {**typed, "username": "unknown"}).content.decode()
    assert village.post(give, {**typed, "username": relative.username}).status_code == 302
    made = Consent.objects.get()
    assert clients[Role.FAMILY].get(reverse("family")).context["rows"][0]["person"].pk == one.pk
    page = village.get(reverse("consent-withdraw", args=[one.pk, made.pk])).content.decode()
    assert "看不到此人" in page
    village.post(reverse("consent-withdraw", args=[one.pk, made.pk]), {"why": "本人要求"})
    made.refresh_from_db()
    assert (made.until, made.withdrawn_why) == (today(), "本人要求")
    assert clients[Role.FAMILY].get(reverse("family")).context["rows"] == []


def test_leave_is_asked_for_decided_by_another_and_given_back(
    world: World, clients: dict[str, Client]
) -> None:
    child = add_resident(world, "河口村", 82, born=today() - CHILD_AGE)
    village, head = clients[Role.VILLAGE], clients[Role.REGISTER_HEAD]
    page = village.get(reverse("resident", args=[child.pk])).content.decode()
    assert reverse("opening-ask", args=[child.pk]) in page
    assert reverse("resident-reveal", args=[child.pk]) not in page
    village.post(reverse("opening-ask", args=[child.pk]), {"purpose": "核对托育补助申请"})
    made = Approval.objects.get()
    decide = reverse("opening-decide", args=[made.pk])
    assert "不同意的理由" in head.post(decide, {"decision": "no", "reason": ""}).content.decode()
    assert "期限" in head.post(decide, {"decision": "yes", "until": today().isoformat()}).content.decode()
    until = today() + datetime.timedelta(days=3)
    assert head.post(decide, {"decision": "yes", "until": until.isoformat()}).status_code == 302
    page = village.get(reverse("resident", args=[child.pk])).content.decode()
    assert reverse("resident-reveal", args=[child.pk]) in page
    assert [row[2] for row in village.get(reverse("openings")).context["rows"]] == ["withdraw"]
    village.post(reverse("opening-withdraw", args=[made.pk]), {"why": "办完了"})
    with acting_as(world.actor("甲县", Role.VILLAGE)) as clerk:
        assert approvals.approved(clerk, child.pk, today()) is None


def test_a_deletion_is_decided_by_another(world: World, clients: dict[str, Client]) -> None:
    one = add_resident(world, "河口村", 83)
    head, clerk = clients[Role.REGISTER_HEAD], clients[Role.REGISTRAR]
    typed = {"ground": "withdrawn", "asked_on": today().isoformat(), "note": "本人要求"}
    for who in (head, clerk):  # the second is told that one waits
        answer = who.post(reverse("deletion-ask", args=[one.pk]), typed)
    assert "等待决定" in answer.content.decode()
    made = Deletion.objects.get()
    own = head.get(reverse("deletion-decide", args=[made.pk])).content.decode()
    assert "登记人不能自己决定" in own
    assert clerk.get(reverse("deletions")).context["pages"].total == 0
    Deletion.objects.update(recorded_by=world.people["甲县", Role.REGISTRAR])
    assert head.post(reverse("deletion-decide", args=[made.pk]), {"decision": "yes"}).status_code == 302
    made.refresh_from_db()
    assert made.state == "granted"
    assert "等待销毁" in head.get(reverse("resident", args=[one.pk])).content.decode()


def test_what_is_due_is_looked_at_and_approved(world: World, clients: dict[str, Client]) -> None:
    head = clients[Role.REGISTER_HEAD]
    one = add_resident(world, "河口村", 84)
    add_stay(one, 1, until=today() - datetime.timedelta(days=5 * 366 + 2))
    listed = {due.rule["key"]: count for due, count, _l, _s in head.get(reverse("disposals")).context["due"]}
    assert {key for key, count in listed.items() if count} == {"elder_file"}
    to = reverse("disposal-approve") + "?key=elder_file"
    assert [person.pk for _row, person in head.get(to).context["rows"]] == [one.pk]
    assert "与您看到的不同" in head.post(to, {"count": "7"}).content.decode()
    assert head.post(to, {"count": "1"}).status_code == 302
    assert Disposal.objects.get().asked == 1
    after = {due.rule["key"]: count for due, count, _l, _s in head.get(reverse("disposals")).context["due"]}
    assert after["elder_file"] == 0
    assert head.get(reverse("disposal-approve") + "?key=consent_record").status_code == 302


def test_the_yearly_audit_names_accounts_and_no_child(world: World, clients: dict[str, Client]) -> None:
    child = add_resident(world, "河口村", 85, name="沐小满", born=today() - CHILD_AGE)
    elder = add_resident(world, "河口村", 86)
    village = clients[Role.VILLAGE]
    village.get(reverse("resident", args=[child.pk]))
    village.get(reverse("resident", args=[elder.pk]))
    with acting_as(world.actor("乙县", Role.VILLAGE)) as other:
        log_read(
            by=other, kind=ReadLine.Kind.OPENED, residents=[1], division_id=world.divisions["桥头村"].pk,
            purpose="resident", minors=1,
        )  # fmt: skip
    auditor = clients[Role.AUDIT_ADMIN]
    page = auditor.get(reverse("minors-audit"))
    assert [(row["username"], row["opened"]) for row in page.context["rows"]] == [
        (world.people["甲县", "village"].username, 1)
    ]
    made = auditor.post(reverse("minors-audit-export"), {"purpose": "年度审计", "suffix": "csv"})
    text = b"".join(made.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert text.count("\n") == 3
    assert str(child.pk) in text
    assert child.name not in text
    last = today().year - 1
    assert auditor.get(reverse("minors-audit"), {"year": last}).context["pages"].total == 0


def test_family_sees_where_its_people_stay_and_nobody_elses(world: World, clients: dict[str, Client]) -> None:
    one, other = add_resident(world, "河口村", 87), add_resident(world, "河口村", 88)
    location = location_of(Ground(world), "甲县")
    for who in (one, other):
        Stay.objects.create(
            location=location, division=location.division, resident=who, mode="full", since=today()
        )
    Consent.objects.create(
        resident_ref=one.pk, division=one.division, kind="family", given_by="本人", since=today(),
        user=world.people["甲县", Role.FAMILY],
    )  # fmt: skip
    rows = clients[Role.FAMILY].get(reverse("family")).context["rows"]
    assert [(row["person"].pk, [stay.provider for stay in row["stays"]]) for row in rows] == [
        (one.pk, ["甲县示例院"])
    ]
    assert "全托" in clients[Role.FAMILY].get(reverse("family")).content.decode()


def test_family_sees_what_holds_of_a_person_only_where_that_was_agreed_to(
    packed: World, world: World, clients: dict[str, Client]
) -> None:
    open_one, closed = add_resident(world, "河口村", 91), add_resident(world, "河口村", 92)
    with acting_as(SYSTEM):
        for who in (open_one, closed):
            statuses.add_status(by=SYSTEM, resident=who, kind="living_alone", source="village", since=today())
        ended = statuses.add_status(
            by=SYSTEM,
            resident=open_one,
            kind="honoured",
            source="self",
            since=today() - datetime.timedelta(days=9),
        )
        statuses.end_status(by=SYSTEM, status=ended, until=today(), why="核实")
    clerk, relative = clients[Role.VILLAGE], world.people["甲县", Role.FAMILY]
    given = {
        "given_by": "本人",
        "username": relative.username,
        "since": today().isoformat(),
        "statuses": "on",
    }
    wrong = clerk.post(reverse("consent-give", args=[open_one.pk]), given | {"kind": "share"})
    assert "只有“家属查看”可以勾选身份" in wrong.content.decode()
    clerk.post(reverse("consent-give", args=[open_one.pk]), given | {"kind": "family"})
    clerk.post(reverse("consent-give", args=[closed.pk]), given | {"kind": "family", "statuses": ""})
    page = clients[Role.FAMILY].get(reverse("family"))
    seen = {
        row["person"].pk: [one.kind for _label, _said, one in row["statuses"]] for row in page.context["rows"]
    }
    assert seen == {open_one.pk: ["living_alone"], closed.pk: []}
    assert "要另外同意才能看" in page.content.decode()
    with acting_as(load_actor(relative.pk, relative.username)):  # past the page too
        assert set(Status.objects.values_list("resident_id", flat=True)) == {open_one.pk}


def test_the_exported_review_tells_the_hour_of_the_office(world: World, clients: dict[str, Client]) -> None:
    one = world.people["甲县", Role.OFFICE].username
    at = datetime.datetime(2025, 12, 31, 17, 30, tzinfo=datetime.UTC)
    with acting_as(SYSTEM):
        SignInEvent.objects.create(at=at, username=one, kind="succeeded")
    rows = sheet(clients[Role.AUDIT_ADMIN].get(reverse("access-review-export")))
    assert {row[0]: row[5] for row in rows}[one] == "2026-01-01 01:30"


def test_each_page_of_the_section_is_a_tab(clients: dict[str, Client]) -> None:
    head = [
        label for label, _url, _now in clients[Role.REGISTER_HEAD].get(reverse("openings")).context["tabs"]
    ]
    assert head == ["未成年人信息查看申请", "删除申请", "到期销毁"]
    audit = clients[Role.AUDIT_ADMIN].get(reverse("access-review")).context["tabs"]
    assert [label for label, _url, _now in audit] == ["未成年人信息年度审计", "访问核查"]
    assert clients[Role.FAMILY].get(reverse("privacy")).status_code == 404
