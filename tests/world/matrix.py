"""Who may see which row about a person, computed in plain Python from lists: what the policies of the database are held to.

A table with people in it is added by one function that fills rows in both counties, decorated with how its rows are seen:

    @table("people_residency", follows("resident_id"))
    def _residencies(ground: Ground) -> None: …
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from laoyou.access import actions
from laoyou.access.rules import OUTSIDE_ROLES, PERMISSIONS, Role
from laoyou.people.models import (
    Different,
    Handover,
    Household,
    Membership,
    Merge,
    Presence,
    Residency,
    Resident,
    Tie,
)
from laoyou.privacy.models import Approval, Consent, Deletion, ReadLine
from laoyou.privacy.reads import log_read
from laoyou.providers.models import Enrolment, Location, Provider, Stay
from laoyou.spaces.models import Site
from laoyou.statuses.models import SourceItem, SourceList, Status, Survey, SurveyLine
from tests.world import COUNTIES, SYSTEM, VILLAGES, World
from tests.world.privacy import LONG_AGO, add_disposal, add_resident, add_stay, today

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
    stays = [one for one in Presence.objects.filter(resident_id=resident) if _stands(one.until)]
    consents = [one for one in Consent.objects.filter(resident_ref=resident, kind="family")]
    return (
        any(one.provider_ref == viewer.provider for one in stays)
        or any(one.away and one.division_id in viewer.people for one in stays)
        or any(
            one.user_id == viewer.user_id and one.since <= today() and _stands(one.until) for one in consents
        )
    )


def _stands(until: datetime.date | None) -> bool:
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


def _sees_resident(viewer: Viewer, row: Row, ground: Ground) -> bool:
    return in_division(viewer, row, ground) or reached(viewer, row["id"])


@table("people_resident", _sees_resident)
def _residents(ground: Ground) -> None:
    """Made by build_ground; each is changed once, so that history has updates too."""
    Resident.objects.update(note="核对过")


@table("people_residency", follows("resident_id"))
def _residencies(ground: Ground) -> None:
    """Each resident's responsible village is there; one more from the sibling county, as after a move."""
    moved = ground.residents["河口村", "plain"]
    Residency.objects.create(
        resident=moved, division=ground.world.divisions["桥头村"], kind="registered", since=LONG_AGO
    )


def _sees_stay(viewer: Viewer, row: Row, ground: Ground) -> bool:
    mine = viewer.provider is not None and row["provider_ref"] == viewer.provider
    return in_division(viewer, row, ground) or mine


@table("people_presence", _sees_stay)
def _stays(ground: Ground) -> None:
    for county, village in VILLAGES.items():
        add_stay(ground.residents[village, "stays"], PROVIDER[county])
        add_stay(ground.residents[village, "stayed"], PROVIDER[county], until=today() - ONE_DAY)
    guest = add_stay(ground.residents["桥头村", "away"], PROVIDER["甲县"], away=True)
    Presence.objects.filter(pk=guest.pk).update(division=ground.world.divisions["河口村"])


def _sees_consent(viewer: Viewer, row: Row, ground: Ground) -> bool:
    return in_division(viewer, row, ground) or row["user_id"] == viewer.user_id is not None


@table("privacy_consent", _sees_consent)
def _consents(ground: Ground) -> None:
    """Who let family in lets them see statuses in 甲县, and not in 乙县."""
    for county, village in VILLAGES.items():
        for what, until in (("let_in", None), ("shut_out", today())):
            resident = ground.residents[village, what]
            Consent.objects.create(
                resident_ref=resident.pk, division=resident.division, kind="family", given_by="本人",
                user=ground.world.people[county, Role.FAMILY], since=LONG_AGO, until=until,
                statuses=county == "甲县",
            )  # fmt: skip


@table("privacy_approval", in_division)
def _approvals(ground: Ground) -> None:
    for county, village in VILLAGES.items():
        resident, asker = ground.residents[village, "plain"], ground.world.people[county, Role.VILLAGE]
        Approval.objects.create(
            resident_ref=resident.pk, division=resident.division, purpose="核对", asked_by=asker
        )


@table("privacy_deletion", in_division)
def _deletions(ground: Ground) -> None:
    for county, village in VILLAGES.items():
        resident, clerk = ground.residents[village, "plain"], ground.world.people[county, Role.VILLAGE]
        Deletion.objects.create(
            resident_ref=resident.pk,
            division=resident.division,
            ground="other",
            asked_on=today(),
            recorded_by=clerk,
        )


@table("privacy_disposal", in_division)
def _disposals(ground: Ground) -> None:
    for county in COUNTIES:
        add_disposal(ground.world, county, county)


def _sees_read(viewer: Viewer, row: Row, ground: Ground) -> bool:
    return row["division_id"] in viewer.divisions


@table("privacy_readline", _sees_read)
def _reads(ground: Ground) -> None:
    for village in VILLAGES.values():
        one = ground.residents[village, "plain"]
        log_read(
            by=SYSTEM,
            kind=ReadLine.Kind.OPENED,
            residents=[one.pk],
            division_id=one.division_id,
            purpose="resident",
        )


def _both(ground: Ground, what: str = "plain") -> list[Resident]:
    return [ground.residents[village, what] for village in VILLAGES.values()]


@table("people_membership", follows("resident_id"))
def _members(ground: Ground) -> None:
    for one in _both(ground):
        household = Household.objects.create(division=one.division, since=LONG_AGO)
        Membership.objects.create(
            household=household, resident=one, division=one.division, relation="02", since=LONG_AGO
        )


@table("people_tie", follows("resident_id"))
def _ties(ground: Ground) -> None:
    for one in _both(ground, "stays"):
        Tie.objects.create(
            resident=one, division=one.division, name="某人", role="kin", relation="20", since=LONG_AGO
        )


def _sees_handover(viewer: Viewer, row: Row, ground: Ground) -> bool:
    return in_division(viewer, row, ground) or row["to_division_id"] in viewer.people


@table("people_handover", _sees_handover)
def _handovers(ground: Ground) -> None:
    """One each way, so that each county lets one person go and is asked to take one over."""
    here, there = _both(ground)
    for one, to in ((here, there), (there, here)):
        Handover.objects.create(
            resident=one,
            division=one.division,
            to_division=to.division,
            name_then="某人",
            since=today(),
            reason="搬家",
        )


@table("people_different", in_division)
def _different(ground: Ground) -> None:
    for first, second in zip(_both(ground), _both(ground, "stays"), strict=True):
        Different.objects.create(division=first.division, first=first, second=second, reason="核对过")


@table("people_merge", in_division)
def _merges(ground: Ground) -> None:
    for kept, gone in zip(_both(ground), _both(ground, "shut_out"), strict=True):
        Merge.objects.create(division=kept.division, kept=kept, gone=gone, reason="同一人")


def _sees_status(viewer: Viewer, row: Row, ground: Ground) -> bool:
    """As other rows of a person; but for family only where the consent says so, and nothing withdrawn."""
    if viewer.user_id not in {ground.world.people[county, Role.FAMILY].pk for county in COUNTIES}:
        return follows("resident_id", recorded="recorded_division_id")(viewer, row, ground)
    agreed = Consent.objects.filter(resident_ref=row["resident_id"], user_id=viewer.user_id, statuses=True)
    return not row["withdrawn"] and any(_stands(one.until) for one in agreed)


@table("statuses_status", _sees_status)
def _statuses(ground: Ground) -> None:
    """Each county's own, and one that the sibling county recorded before the person moved."""
    for one in _both(ground):
        Status.objects.create(
            resident=one, division=one.division, recorded_division=one.division, kind="alone", source="survey",
            since=LONG_AGO,
        )  # fmt: skip
    moved = ground.residents["河口村", "plain"]
    Status.objects.create(
        resident=moved, division=moved.division, recorded_division=ground.world.divisions["桥头村"],
        kind="poor", source="civil", since=LONG_AGO,
    )  # fmt: skip
    for one in _both(ground, "let_in"):
        for kind, withdrawn in (("alone", False), ("poor", True)):
            Status.objects.create(
                resident=one, division=one.division, recorded_division=one.division, kind=kind, source="survey",
                since=LONG_AGO, withdrawn=withdrawn,
            )  # fmt: skip


@table("statuses_sourceitem", in_division)
def _items(ground: Ground) -> None:
    for one in _both(ground):
        found = SourceList.objects.create(
            division=one.division, source="civil", kind="poor", month=today().replace(day=1), digest="0" * 64,
            total=1, before=0,
        )  # fmt: skip
        SourceItem.objects.create(list=found, division=one.division, resident=one, what="arrival")


@table("statuses_surveyline", in_division)
def _lines(ground: Ground) -> None:
    for one in _both(ground):
        survey = Survey.objects.create(division=one.division, day=today(), seen=1, unseen=0)
        SurveyLine.objects.create(survey=survey, division=one.division, resident=one)


def _location(ground: Ground, county: str) -> Location:
    """Of the provider whose staff stand in the matrix."""
    town = ground.world.divisions[COUNTIES[county]]
    provider, _made = Provider.objects.get_or_create(
        pk=PROVIDER[county],
        defaults={
            "division": town, "name": f"{county}示例院", "kind": "elder_home", "no_uscc_why": "示例",
            "operation": "private", "legal_form": "nonprofit", "opened_on": LONG_AGO,
        },
    )  # fmt: skip
    place = {"division": town, "name": provider.name, "since": LONG_AGO}
    site, _made = Site.objects.get_or_create(address="一号", defaults=place, name=provider.name)
    location, _made = Location.objects.get_or_create(provider=provider, site=site, defaults=place)
    return location


def _with_provider(viewer: Viewer, row: Row, ground: Ground) -> bool:
    if viewer.provider is None:
        return in_division(viewer, row, ground)
    return Location.objects.filter(pk=row["location_id"], provider_id=viewer.provider).exists()


def _sees_care(viewer: Viewer, row: Row, ground: Ground) -> bool:
    return _with_provider(viewer, row, ground) or reached(viewer, row["resident_id"])


@table("providers_stay", _sees_care)
def _nights(ground: Ground) -> None:
    """Of the sibling county's people too: a home takes in whoever comes."""
    for county, one in zip(COUNTIES, _both(ground, "plain"), strict=True):
        location = _location(ground, county)
        for who, until in ((one, None), (ground.residents[VILLAGES[county], "stayed"], today() - ONE_DAY)):
            Stay.objects.create(
                location=location, division=location.division, resident=who, mode="full", since=LONG_AGO, until=until
            )  # fmt: skip


@table("providers_enrolment", _sees_care)
def _enrolments(ground: Ground) -> None:
    for county, one in zip(COUNTIES, _both(ground, "away"), strict=True):
        location = _location(ground, county)
        Enrolment.objects.create(
            location=location, division=location.division, resident=one, mode="full", since=LONG_AGO
        )


def _sees_site(viewer: Viewer, row: Row, ground: Ground) -> bool:
    if viewer.provider is None:
        return row["division_id"] in viewer.divisions
    return Location.objects.filter(site_id=row["id"], provider_id=viewer.provider).exists()


@table("spaces_site", _sees_site)
def _sites(ground: Ground) -> None:
    """Where the provider works, and the house next door."""
    for county in COUNTIES:
        town = _location(ground, county).division
        Site.objects.create(division=town, name=f"{county}隔壁", address="二号", since=LONG_AGO)


RULES |= dict.fromkeys(("providers_stayevent", "providers_enrolmentevent"), _with_provider)
history("people_membershipevent")
history("people_tieevent")
history("statuses_statusevent")
history("people_residentevent")
history("people_residencyevent")
