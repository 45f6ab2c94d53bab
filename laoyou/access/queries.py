"""Reads of access. Each is held to the divisions of the actor by row-level security; lists also by permission."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from laoyou.access.models import (
    AuditLine,
    AuditSeal,
    Department,
    DepartmentFunction,
    Grant,
    SignInEvent,
    User,
)
from laoyou.access.scope import Actor


def in_force(today: object = None) -> Q:
    """Rows with since/until that hold on a day."""
    day = today or timezone.localdate()
    return Q(since__lte=day) & not_ended(day)


def not_ended(today: object = None) -> Q:
    """Rows that still hold: an end set ahead, for a coming reform, does not end them yet."""
    return Q(until=None) | Q(until__gt=today or timezone.localdate())


def family_alone(user_id: int) -> bool:
    """Whether an account holds the role of family today and no other. Roles of others lie outside a clerk's scope."""
    with connection.cursor() as cursor:
        cursor.execute("select access_family_alone(%s)", [user_id])
        return bool(cursor.fetchone()[0])


def departments(actor: Actor, *, text: str = "") -> QuerySet[Department]:
    """Own divisions and below; `text` in a name, short name, alias or function."""
    found = Department.objects.filter(division_id__in=actor.division_ids).select_related(
        "division", "successor"
    )
    if text:
        found = found.filter(
            Q(name__icontains=text)
            | Q(short_name__icontains=text)
            | Exists(Department.objects.filter(pk=OuterRef("pk"), aliases__alias__icontains=text))
            | Exists(Department.objects.filter(pk=OuterRef("pk"), functions__function__icontains=text))
        )
    return found.annotate(people=Count("grants__user", filter=_held_now(), distinct=True))


def _held_now() -> Q:
    day = timezone.localdate()
    return Q(grants__since__lte=day) & (Q(grants__until=None) | Q(grants__until__gt=day))


def department(actor: Actor, pk: int) -> Department | None:
    return departments(actor).filter(pk=pk).first()


def function_history(department: Department) -> QuerySet[DepartmentFunction]:
    """Every time this department held, or now holds, a function; and who held the same before or after."""
    names = DepartmentFunction.objects.filter(department=department).values("function")
    held = DepartmentFunction.objects.filter(function__in=names, department__division=department.division)
    return held.select_related("department").order_by("function", F("since").asc(nulls_first=True), "id")


def people(actor: Actor, *, text: str = "", role: str = "", state: str = "") -> QuerySet[User]:
    """Accounts that this security administrator keeps."""
    found = User.objects.filter(division_id__in=actor.divisions_for("people.manage")).select_related(
        "division"
    )
    if text:
        found = found.filter(Q(username__icontains=text) | Q(name__icontains=text))
    if role:
        found = found.filter(Exists(Grant.objects.filter(in_force(), user=OuterRef("pk"), role=role)))
    if state == "none":
        found = found.filter(~Exists(Grant.objects.filter(in_force(), user=OuterRef("pk"))), is_active=True)
    elif state:
        found = found.filter(is_active=state == "active")
    return found


def person(actor: Actor, pk: int) -> User | None:
    return people(actor).filter(pk=pk).first()


def grants_of(user: User) -> QuerySet[Grant]:
    return user.grants.select_related("division", "department", "granted_by").order_by("-since", "-id")


def recent_sign_ins(user: User, count: int = 10) -> QuerySet[SignInEvent]:
    return SignInEvent.objects.filter(username=user.username)[:count]


def audit_lines(actor: Actor, *, text: str = "", action: str = "") -> QuerySet[AuditLine]:
    """Lines of the audit administrator's divisions, and those of no division."""
    found = AuditLine.objects.filter(
        Q(division_id__in=actor.divisions_for("audit.read")) | Q(division=None)
    ).select_related("division")
    if text:
        found = found.filter(Q(username__icontains=text) | Q(label__icontains=text))
    return found.filter(action__startswith=action) if action else found


def lines_called(actions: Sequence[str]) -> QuerySet[AuditLine]:
    """Lines of no division, of what is done to the machine, the last first: for whoever runs it."""
    return AuditLine.objects.filter(division=None, action__in=actions)


@dataclass(frozen=True, slots=True)
class Integrity:
    """`broken`: the numbers of the seals whose lines are no longer what was sealed."""

    last: AuditSeal | None
    sealed: int
    unsealed: int
    broken: tuple[int, ...] = ()


def integrity() -> Integrity:
    """Where the seals stand; without the check, which reads all lines."""
    last = AuditSeal.objects.first()
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(sum(lines), 0), laoyou_audit_unsealed() from access_auditseal")
        sealed, unsealed = cursor.fetchone()
    return Integrity(last, int(sealed), int(unsealed))


def broken_seals() -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute("select seal_id from laoyou_audit_broken()")
        return tuple(row[0] for row in cursor.fetchall())


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user).exists())


def previous_visit(username: str) -> datetime.datetime | None:
    """When this person signed in the time before this one; None at a first visit."""
    signed_in = SignInEvent.objects.filter(username=username, kind=SignInEvent.Kind.SUCCEEDED)
    moments = list(signed_in.order_by("-at").values_list("at", flat=True)[:2])
    return moments[1] if len(moments) == 2 else None


@dataclass(frozen=True, slots=True)
class Done:
    """What others did of one kind: how often, when last, and the newest objects as (type, number, label)."""

    action: str
    count: int
    last: datetime.datetime
    newest: tuple[tuple[str, str, str], ...]


_DONE_SQL = """
select action, count(*), max(at), (array_agg(array[object_type, object_id, label] order by id desc))[1:%s]
from access_auditline
where at >= %s and division_id = any(%s) and user_id is distinct from %s and action like any(%s)
group by action
order by max(at) desc
"""


def done_since(
    actor: Actor, since: datetime.datetime, beginnings: Sequence[str], *, shown: int = 3
) -> list[Done]:
    """What others did in the actor's divisions; `beginnings` of actions, such as "plans."."""
    like = [f"{one}%" for one in beginnings]
    with connection.cursor() as cursor:
        cursor.execute(_DONE_SQL, [shown, since, sorted(actor.division_ids), actor.user_id, like])
        return [
            Done(action, count, last, tuple((kind, pk, label) for kind, pk, label in newest))
            for action, count, last, newest in cursor.fetchall()
        ]
