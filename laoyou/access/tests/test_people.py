import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from laoyou.access import actions
from laoyou.access.errors import Refused
from laoyou.access.models import AuditLine, Grant, User
from laoyou.access.rules import ADMIN_ROLES, Role
from laoyou.access.scope import Actor, acting_as
from tests.world import SYSTEM, World

pytestmark = pytest.mark.django_db


def _insert(user: User, role: str, division_id: int, since: str, until: str | None) -> None:
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(
            "insert into access_grant (user_id, role, division_id, since, until, recorded_at) "
            "values (%s, %s, %s, %s, %s, now())",
            [user.pk, role, division_id, since, until],
        )


@pytest.mark.parametrize("role", sorted({*ADMIN_ROLES, Role.OFFICE} - {Role.SECURITY_ADMIN}))
def test_the_database_keeps_administrators_separate(world: World, role: str) -> None:
    division = world.divisions["甲县"].pk
    _insert(world.stranger, "security_admin", division, "2026-01-01", None)
    with pytest.raises(DatabaseError, match="grant_administrators_are_separate"):
        _insert(world.stranger, role, division, "2026-06-01", None)


def test_one_after_the_other_is_no_conflict(world: World) -> None:
    division = world.divisions["甲县"].pk
    _insert(world.stranger, "security_admin", division, "2026-01-01", "2026-06-01")
    _insert(world.stranger, "office", division, "2026-06-01", None)
    assert world.stranger.grants.count() == 2


def test_business_roles_go_together(world: World) -> None:
    viewer, county = world.people["甲县", "viewer"], world.divisions["甲县"]
    actions.grant_role(by=SYSTEM, user=viewer, role="office", division=county)
    assert viewer.grants.count() == 2


def test_a_second_administrator_role_is_refused_in_words(world: World) -> None:
    admin, county = world.people["甲县", "audit_admin"], world.divisions["甲县"]
    with pytest.raises(Refused, match="三人分任") as refused:
        actions.grant_role(by=SYSTEM, user=admin, role="system_admin", division=county)
    assert refused.value.field == "role"


def test_a_department_role_needs_a_department_of_the_division(world: World) -> None:
    county = world.divisions["甲县"]
    with pytest.raises(Refused, match="指定单位"):
        actions.grant_role(by=SYSTEM, user=world.stranger, role="unit", division=county)
    other = world.departments["乙县", "民政局"]
    with pytest.raises(Refused, match="不属于"):
        actions.grant_role(by=SYSTEM, user=world.stranger, role="unit", division=county, department=other)


def test_nobody_grants_to_themselves_or_outside(world: World) -> None:
    guard = world.people["甲县", "security_admin"]
    actor = world.actor("甲县", "security_admin")
    county, other = world.divisions["甲县"], world.divisions["乙县"]
    with pytest.raises(Refused, match="自己"):
        actions.grant_role(by=actor, user=guard, role="viewer", division=county)
    with pytest.raises(Refused, match="不在"):
        actions.grant_role(by=actor, user=world.stranger, role="viewer", division=other)
    with pytest.raises(Refused, match="不在"):
        actions.deactivate(by=actor, user=world.people["乙县", "viewer"])


def test_roles_hold_from_since_to_the_day_before_until(world: World) -> None:
    county, day = world.divisions["甲县"], datetime.timedelta(days=1)
    today = timezone.localdate()
    later = actions.grant_role(
        by=SYSTEM, user=world.stranger, role="viewer", division=county, since=today + day
    )
    assert world_roles(world.stranger) == set()
    Grant.objects.filter(pk=later.pk).update(since=today - day)
    assert world_roles(world.stranger) == {"viewer"}
    later.refresh_from_db()
    actions.revoke_role(by=SYSTEM, grant=later)
    assert world_roles(world.stranger) == set()


def world_roles(user: User) -> set[str]:
    from laoyou.access.scope import load_actor

    return set(load_actor(user.pk, user.username).roles)


def test_an_account_made_has_a_password_to_be_changed(world: World) -> None:
    with acting_as(world.actor("甲县", "security_admin")) as guard:
        user, password = actions.create_person(
            by=guard, username="新人", name="新人", division=world.divisions["东河镇"]
        )
    assert user.check_password(password)
    assert user.must_change_password
    line = AuditLine.objects.first()
    assert line is not None
    assert (line.action, line.username, line.division_id) == (
        "access.person.create", "security_admin-990121", world.divisions["东河镇"].pk,
    )  # fmt: skip
    assert password not in str(line.detail)


@pytest.mark.parametrize("username", ["a", "two words", "", "x" * 61, "nobody"])
def test_bad_and_taken_usernames_are_refused_at_their_field(world: World, username: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.create_person(by=SYSTEM, username=username, name="某人", division=world.divisions["甲县"])
    assert refused.value.field == "username"


def test_preferences_are_ones_own(world: World) -> None:
    viewer = world.people["甲县", "viewer"]
    with acting_as(Actor(viewer.pk, viewer.username)) as actor:
        actions.set_preferences(by=actor, language="en", elder_mode=True)
    viewer.refresh_from_db()
    assert (viewer.language, viewer.elder_mode) == ("en", True)
