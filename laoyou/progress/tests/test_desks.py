"""Drafts inside a unit: whoever holds a desk, and whoever does not."""

import datetime

import pytest

from laoyou.access import actions as access
from laoyou.access.models import Grant
from laoyou.access.scope import Actor, acting_as
from laoyou.plans.models import Task
from laoyou.progress import actions, queries
from laoyou.progress.errors import Refused, Stale
from laoyou.progress.models import Draft, Entry
from laoyou.progress.rules.desk import after
from tests.world import SYSTEM, World

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 6, 30)


def started(world: World, task: Task, clerk: Actor, text: str = "开了三家") -> Draft:
    unit = world.departments["甲县", "民政局"]
    return actions.start_draft(by=clerk, task=task, department=unit, typed=actions.Typed(DAY, text))


def without(world: World, role: str) -> None:
    """Nobody holds this desk any more."""
    with acting_as(SYSTEM):
        access.revoke_role(by=SYSTEM, grant=Grant.objects.get(user=world.people["甲县", role]))


@pytest.mark.parametrize(
    ("stage", "reviewers", "signers", "then"),
    [
        ("draft", True, True, "in_review"),
        ("draft", False, True, "to_sign"),
        ("draft", False, False, "filed"),
        ("in_review", True, True, "to_sign"),
        ("in_review", True, False, "filed"),
        ("to_sign", True, True, "filed"),
    ],
)
def test_a_desk_that_nobody_holds_is_left_out(stage: str, reviewers: bool, signers: bool, then: str) -> None:
    assert after(stage, reviewers=reviewers, signers=signers) == then


def test_drafted_reviewed_signed(office: Actor, first: Task, world: World) -> None:
    with acting_as(world.actor("甲县", "unit")) as clerk:
        draft = started(world, first, clerk)
        draft = actions.submit_draft(by=clerk, draft=draft, version=draft.version)
        with pytest.raises(Refused, match="审核人"):
            actions.approve_draft(by=clerk, draft=draft, version=draft.version)
    with acting_as(world.actor("甲县", "reviewer")) as reviewer:
        page = queries.draft(reviewer, draft.pk)
        assert page
        assert page.may == {"approve", "return", "withdraw", "discard"}
        draft = actions.approve_draft(by=reviewer, draft=draft, version=draft.version)
    assert not Entry.objects.exists()
    with acting_as(world.actor("甲县", "signer")) as signer:
        draft = actions.sign_draft(by=signer, draft=draft, version=draft.version)
    entry = Entry.objects.get()
    assert draft.entry == entry
    assert [entry.author_id, entry.reviewer_id, entry.signer_id] == [
        world.people["甲县", role].pk for role in ("unit", "reviewer", "signer")
    ]


def test_a_lone_clerk_files_directly(office: Actor, first: Task, world: World) -> None:
    without(world, "reviewer")
    without(world, "signer")
    with acting_as(world.actor("甲县", "unit")) as clerk:
        draft = started(world, first, clerk)
        assert actions.submit_draft(by=clerk, draft=draft, version=draft.version).stage == "filed"
    assert Entry.objects.get().signer is None


def test_returned_with_a_reason_and_taken_back(office: Actor, first: Task, world: World) -> None:
    with acting_as(world.actor("甲县", "unit")) as clerk:
        draft = started(world, first, clerk)
        draft = actions.submit_draft(by=clerk, draft=draft, version=draft.version)
        assert actions.withdraw_draft(by=clerk, draft=draft).stage == "draft"
        draft.refresh_from_db()
        draft = actions.submit_draft(by=clerk, draft=draft, version=draft.version)
    with acting_as(world.actor("甲县", "reviewer")) as reviewer:
        with pytest.raises(Refused, match="原因"):
            actions.return_draft(by=reviewer, draft=draft, reason=" ", version=draft.version)
        actions.return_draft(by=reviewer, draft=draft, reason="数据不对", version=draft.version)
    with acting_as(world.actor("甲县", "unit")) as clerk:
        page = queries.draft(clerk, draft.pk)
        assert page
        assert page.returned
        assert page.returned.reason == "数据不对"
        assert actions.discard_draft(by=clerk, draft=draft).stage == "discarded"


def test_nobody_reviews_their_own_where_somebody_else_can(office: Actor, first: Task, world: World) -> None:
    with acting_as(world.actor("甲县", "reviewer")) as reviewer:
        draft = started(world, first, reviewer)
        draft = actions.submit_draft(by=reviewer, draft=draft, version=draft.version)
    with acting_as(SYSTEM):
        access.grant_role(
            by=SYSTEM, user=world.people["甲县", "signer"], role="reviewer",
            division=world.divisions["甲县"], department=world.departments["甲县", "民政局"],
        )  # fmt: skip
    with acting_as(world.actor("甲县", "reviewer")) as reviewer, pytest.raises(Refused, match="另一位"):
        actions.approve_draft(by=reviewer, draft=draft, version=draft.version)


def test_two_people_in_one_draft_are_told(office: Actor, first: Task, world: World) -> None:
    with acting_as(world.actor("甲县", "unit")) as clerk:
        draft = started(world, first, clerk)
        actions.save_draft(by=clerk, draft=draft, typed=actions.Typed(DAY, "甲写的"), version=draft.version)
        with pytest.raises(Stale) as stale:
            actions.save_draft(
                by=clerk, draft=draft, typed=actions.Typed(DAY, "乙写的"), version=draft.version
            )
        assert (stale.value.current.text, stale.value.typed["text"]) == ("甲写的", "乙写的")
        with pytest.raises(Refused, match="一份"):
            started(world, first, clerk)


def test_a_figure_is_checked_when_it_leaves_the_author(office: Actor, first: Task, world: World) -> None:
    with acting_as(world.actor("甲县", "unit")) as clerk:
        draft = started(world, first, clerk)
        half = actions.Typed(DAY, "写到一半", figures=[{"name": "床位", "value": "12", "unit": ""}])
        draft = actions.save_draft(by=clerk, draft=draft, typed=half, version=draft.version)
        with pytest.raises(Refused, match="单位"):
            actions.submit_draft(by=clerk, draft=draft, version=draft.version)
