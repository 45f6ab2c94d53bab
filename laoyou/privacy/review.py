"""Who can see whom: every account that an administrator of security or audit answers for, computed over sets."""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from laoyou.access.rules import OUTSIDE_ROLES, PERMISSIONS
from laoyou.access.scope import Actor

UNUSED_DAYS = 90
# Residents themselves are not seen by these administrators; the owner of this function counts, and names nobody.
_ROWS = """
select u.id, u.username, u.name, u.is_active, array_agg(distinct g.role), array_agg(distinct d.name),
       (select max(e.at) from access_signinevent e where e.username = u.username and e.kind = 'succeeded'),
       (select max(r.at) from privacy_readline r where r.user_id = u.id),
       coalesce(max(c.residents), 0)
from access_user u
join access_grant g on g.user_id = u.id and g.since <= %(today)s and (g.until is null or g.until > %(today)s)
join places_division d on d.id = g.division_id
left join laoyou_reach((select array_agg(user_id) from access_grant where division_id = any(%(places)s))) c
    on c.user_id = u.id
where g.division_id = any(%(places)s)
group by u.id order by u.username
"""


@dataclass(frozen=True, slots=True)
class Seer:
    """An account that can see one resident today, by which role, where, and why: "division", "stay", "away", "consent"."""

    user_id: int
    username: str
    name: str
    role: str
    place: str
    way: str
    read: datetime.datetime | None


def seers(resident_id: int) -> list[Seer]:
    """Empty for whoever does not keep this resident: the function of the database asks the scope, not its caller."""
    with connection.cursor() as cursor:
        cursor.execute("select * from laoyou_seen_by(%s)", [resident_id])
        return [Seer(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Reach:
    """One account: what it holds, how many residents it can see today, when it was last used."""

    user_id: int
    username: str
    name: str
    active: bool
    roles: tuple[str, ...]
    places: tuple[str, ...]
    signed_in: datetime.datetime | None
    read: datetime.datetime | None
    residents: int

    @property
    def exports(self) -> bool:
        return any("resident.export" in PERMISSIONS[role] for role in self.roles)

    @property
    def outside(self) -> bool:
        """Staff of a provider, or family."""
        return not OUTSIDE_ROLES.isdisjoint(self.roles)

    def unused(self, now: datetime.datetime, days: int = UNUSED_DAYS) -> bool:
        return self.signed_in is None or self.signed_in < now - datetime.timedelta(days=days)


def accounts(actor: Actor) -> list[Reach]:
    """Accounts with a role in force in the divisions of the review; one query, however many there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            _ROWS, {"places": sorted(actor.divisions_for("access.review")), "today": timezone.localdate()}
        )
        return [
            Reach(
                pk, username, name, active, tuple(sorted(roles)), tuple(sorted(places)), signed, read, count
            )
            for pk, username, name, active, roles, places, signed, read, count in cursor.fetchall()
        ]
