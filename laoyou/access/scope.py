"""Who is asking, which divisions they see, and the transaction that holds them to it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from laoyou.access.database import APP_ROLE
from laoyou.access.rules import OUTSIDE_ROLES, PERMISSIONS, needs_second_factor

_HELD_SQL = """
select g.role, g.division_id, g.department_id, g.provider_ref,
       array(with recursive heir (id) as (
                 select g.division_id
                 union
                 select s.new_id from heir join places_division d on d.id = heir.id and d.until is not null
                 join places_divisionshare s on s.old_id = d.id)
             select distinct t.descendant_id from places_divisiontree t
             where t.ancestor_id in (select id from heir) and g.role <> all(%s)),
       array(select t.ancestor_id from places_divisiontree t
             where t.descendant_id = g.division_id and t.depth > 0 and g.role <> all(%s))
from access_grant g
where g.user_id = %s and g.since <= %s and (g.until is null or g.until > %s)
order by g.id
"""
# The last two tell the triggers of pghistory who changes a row: see access 0005.
_NAMES = (
    "laoyou.user", "laoyou.divisions", "laoyou.upper", "laoyou.people", "laoyou.providers", "role",
    "pghistory.context_id", "pghistory.context_metadata",
)  # fmt: skip
SEES_PEOPLE = "resident.read"


@dataclass(frozen=True, slots=True)
class Held:
    """A role in force: `covers` are the division and all below it, `upper` those above it.

    Of a division that was merged or split, `covers` are what became of it too, so that its people can go on working.
    Both are empty for provider staff and family: what they see hangs on their provider, or on a consent.
    """

    role: str
    division_id: int
    department_id: int | None = None
    covers: frozenset[int] = frozenset()
    upper: frozenset[int] = frozenset()
    provider_ref: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with the roles they hold today, or a command (`user_id` None, `is_system` True)."""

    user_id: int | None
    username: str
    grants: tuple[Held, ...] = ()
    ip: str | None = None
    is_system: bool = False
    second_factor_missing: bool = False
    roles: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "roles", frozenset(held.role for held in self.grants))

    @classmethod
    def system(cls, name: str) -> "Actor":
        """A command of the program itself. Its scope is every division."""
        return cls(None, name, is_system=True)

    def holds(self, permission: str) -> bool:
        return self.is_system or any(permission in PERMISSIONS[held.role] for held in self.grants)

    def may(self, permission: str, division_id: int | None = None) -> bool:
        """Whether a role of this actor has the permission in that division (anywhere, when None)."""
        if self.is_system or division_id is None:
            return self.holds(permission)
        return any(
            permission in PERMISSIONS[held.role] and division_id in held.covers for held in self.grants
        )

    @property
    def division_ids(self) -> frozenset[int]:
        """Divisions whose rows this actor sees: their own, and all below."""
        if self.is_system:
            return frozenset(_all_divisions())
        return frozenset[int]().union(*(held.covers for held in self.grants))

    @property
    def upper_ids(self) -> frozenset[int]:
        """Divisions above, whose live plans may be read."""
        return frozenset[int]().union(*(held.upper for held in self.grants))

    @property
    def home_ids(self) -> frozenset[int]:
        """The divisions named in the grants themselves."""
        return frozenset(held.division_id for held in self.grants)

    @property
    def department_ids(self) -> frozenset[int]:
        return frozenset(held.department_id for held in self.grants if held.department_id)

    @property
    def provider_refs(self) -> frozenset[int]:
        """The providers whose staff this actor is."""
        return frozenset(held.provider_ref for held in self.grants if held.provider_ref is not None)

    def divisions_for(self, permission: str) -> frozenset[int]:
        """Divisions in which this actor has the permission."""
        if self.is_system:
            return self.division_ids
        return frozenset[int]().union(
            *(held.covers for held in self.grants if permission in PERMISSIONS[held.role])
        )

    def record(
        self,
        *,
        action: str,
        obj: Any,
        division_id: int | None = None,
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        """One audit line; see access.actions.record."""
        from laoyou.access.audit import write_line

        write_line(by=self, action=action, obj=obj, division_id=division_id, detail=detail)


def load_actor(user_id: int, username: str, ip: str | None = None) -> Actor:
    """The actor with the roles in force today."""
    today = timezone.localdate()
    with connection.cursor() as cursor:
        outside = sorted(OUTSIDE_ROLES)
        cursor.execute(_HELD_SQL, [outside, outside, user_id, today, today])
        grants = tuple(
            Held(role, division, department, frozenset(covers), frozenset(upper), provider)
            for role, division, department, provider, covers, upper in cursor.fetchall()
        )
    return Actor(user_id, username, grants, ip, second_factor_missing=_lacks_second_factor(user_id, grants))


def _lacks_second_factor(user_id: int, grants: Iterable[Held]) -> bool:
    if not needs_second_factor(held.role for held in grants):
        return False
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from mfa_authenticator where user_id = %s)", [user_id])
        return not cursor.fetchone()[0]


def actor_of(request: HttpRequest) -> Actor | None:
    """The signed-in actor of a request; None for a visitor."""
    return getattr(request, "actor", None)


def must_set_second_factor(actor: Actor) -> bool:
    return actor.second_factor_missing and settings.SECOND_FACTOR != "optional"


@contextmanager
def acting_as(actor: Actor) -> Iterator[Actor]:
    """Do the block in one transaction, held to the actor's rows. For commands, jobs, streams and tests."""
    with _scoped():
        _set_scope(actor)
        yield actor


@contextmanager
def request_scope(user: Any, ip: str | None) -> Iterator[Actor | None]:
    """As acting_as, for the person of a request; a visitor has no division."""
    with _scoped():
        actor = None
        if user.is_authenticated:
            # Before the grants are read: a person sees their own grants by their number.
            _configure({"laoyou.user": str(user.pk)})
            actor = load_actor(user.pk, user.get_username(), ip)
        _set_scope(actor or Actor(None, "", ip=ip))
        yield actor


@contextmanager
def _scoped() -> Iterator[None]:
    """A transaction (or savepoint) that leaves the settings of the connection as it found them."""
    with transaction.atomic():
        before = _configured()
        yield
        if not connection.needs_rollback:
            _configure(before)


def _set_scope(actor: Actor) -> None:
    scope = {
        "laoyou.user": str(actor.user_id or ""),
        "laoyou.divisions": _array(actor.division_ids),
        "laoyou.upper": _array(actor.upper_ids),
        "laoyou.people": _array(actor.divisions_for(SEES_PEOPLE)),
        "laoyou.providers": _array(actor.provider_refs),
        "pghistory.context_id": str(uuid4()) if actor.username else "",
        "pghistory.context_metadata": json.dumps({"user": actor.user_id, "username": actor.username}),
    }
    _configure(scope if actor.is_system else scope | {"role": APP_ROLE})


def _array(ids: Iterable[int]) -> str:
    return "{" + ",".join(map(str, sorted(ids))) + "}"


def _configured() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in _NAMES)
        )
        return dict(zip(_NAMES, cursor.fetchone(), strict=True))


def _configure(values: Mapping[str, str]) -> None:
    calls = ", ".join("set_config(%s, %s, true)" for _ in values)
    with connection.cursor() as cursor:
        cursor.execute(f"select {calls}", [part for pair in values.items() for part in pair])


def _all_divisions() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select id from places_division")
        return [row[0] for row in cursor.fetchall()]
