"""Residents alike in two counties, who looks at them, and the rules that rows about people are seen by."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from laoyou.access import actions
from laoyou.access.rules import OUTSIDE_ROLES, PERMISSIONS, Role
from laoyou.people.models import Presence, Resident
from laoyou.privacy.models import Consent
from tests.world import COUNTIES, SYSTEM, VILLAGES, World
from tests.world.privacy import add_resident, today

Row = dict[str, Any]
ONE_DAY = datetime.timedelta(days=1)
PROVIDER = {"甲县": 7001, "乙县": 7002}


@dataclass
class Ground:
    """Residents by (village, what is particular about them): alike in both counties."""

    world: World
    residents: dict[tuple[str, str], Resident] = field(default_factory=dict)


@dataclass(frozen=True)
class Viewer:
    """Somebody, as lists say: the divisions where they see people, all divisions they see, whose staff they are."""

    name: str
    user_id: int | None
    people: frozenset[int]
    divisions: frozenset[int]
    provider: int | None = None


Rule = Callable[["Viewer", Row, Ground], bool]
RULES: dict[str, Rule] = {}
FILLERS: list[Callable[[Ground], None]] = []


def table(name: str, rule: Rule) -> Callable[[Callable[[Ground], None]], Callable[[Ground], None]]:
    """Declare a table and the function that puts rows into it; nothing twice, and history tables need no function."""

    def added(fill: Callable[[Ground], None]) -> Callable[[Ground], None]:
        RULES[name] = rule
        FILLERS.append(fill)
        return fill

    return added


def history(name: str) -> None:
    """A table that pghistory fills: seen in the divisions where one sees people."""
    RULES[name] = in_division


def in_division(viewer: Viewer, row: Row, ground: Ground) -> bool:
    return row["division_id"] in viewer.people


def follows(resident: str, *, recorded: str | None = None) -> Rule:
    """By division; or because the resident stays with one's provider, comes from elsewhere, or let one in."""

    def rule(viewer: Viewer, row: Row, ground: Ground) -> bool:
        own = recorded is not None and row[recorded] in viewer.people
        return in_division(viewer, row, ground) or own or reached(viewer, row[resident])

    return rule


def reached(viewer: Viewer, resident: int) -> bool:
    """Apart from divisions: read from all stays and consents, one by one."""
    stays = [one for one in Presence.objects.filter(resident_id=resident) if stands(one.until)]
    consents = [one for one in Consent.objects.filter(resident_ref=resident, kind="family")]
    return (
        any(one.provider_ref == viewer.provider for one in stays)
        or any(one.away and one.division_id in viewer.people for one in stays)
        or any(
            one.user_id == viewer.user_id and one.since <= today() and stands(one.until) for one in consents
        )
    )


def stands(until: datetime.date | None) -> bool:
    return until is None or until > today()


def build_ground(world: World) -> Ground:
    """As the owner. In each county: somebody plain, one who stays, one who stayed, one let in by consent, one who was."""
    ground = Ground(world)
    for county, village in VILLAGES.items():
        for serial, what in enumerate(("plain", "stays", "stayed", "let_in", "shut_out", "away"), start=1):
            place = 100 * (1 + list(VILLAGES).index(county)) + serial
            ground.residents[village, what] = add_resident(world, village, place)
    for fill in FILLERS:
        fill(ground)
    return ground


def viewers(world: World) -> list[Viewer]:
    """One of each role in each county, of a provider in each, and nobody at all. Divisions by their codes, not by the
    program's own table of which lies in which."""
    found = [Viewer("visitor", None, frozenset(), frozenset())]
    for (county, role), user in world.people.items():
        place = {Role.TOWNSHIP: COUNTIES[county], Role.VILLAGE: VILLAGES[county]}.get(Role(role), county)
        sees = frozenset() if role in OUTSIDE_ROLES else _below(world, place)
        people = sees if "resident.read" in PERMISSIONS[role] else frozenset()
        provider = PROVIDER[county] if role == Role.PROVIDER_STAFF else None
        found.append(Viewer(f"{county} {role}", user.pk, people, sees, provider))
    found.append(Viewer("nobody", world.stranger.pk, frozenset(), frozenset()))
    return found


def _below(world: World, place: str) -> frozenset[int]:
    code = world.divisions[place].code
    return frozenset(one.pk for one in world.divisions.values() if one.code.startswith(code))


def both(ground: Ground, what: str = "plain") -> list[Resident]:
    return [ground.residents[village, what] for village in VILLAGES.values()]


def employ(world: World) -> None:
    """Staff of the providers that residents stay with."""
    for county, provider in PROVIDER.items():
        user = world.people[county, Role.PROVIDER_STAFF]
        grant = user.grants.get()
        actions.revoke_role(by=SYSTEM, grant=grant)
        actions.grant_role(
            by=SYSTEM,
            user=user,
            role=Role.PROVIDER_STAFF,
            division=world.divisions[county],
            provider_ref=provider,
        )
