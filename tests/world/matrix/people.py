"""Residents themselves, where they belong and with whom, and what is decided about double records."""

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
from tests.world import VILLAGES
from tests.world.matrix.viewing import (
    ONE_DAY,
    PROVIDER,
    Ground,
    Row,
    Viewer,
    both,
    follows,
    history,
    in_division,
    reached,
    table,
)
from tests.world.privacy import LONG_AGO, add_stay, today


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


@table("people_membership", follows("resident_id"))
def _members(ground: Ground) -> None:
    for one in both(ground):
        household = Household.objects.create(division=one.division, since=LONG_AGO)
        Membership.objects.create(
            household=household, resident=one, division=one.division, relation="02", since=LONG_AGO
        )


@table("people_tie", follows("resident_id"))
def _ties(ground: Ground) -> None:
    for one in both(ground, "stays"):
        Tie.objects.create(
            resident=one, division=one.division, name="某人", role="kin", relation="20", since=LONG_AGO
        )


def _sees_handover(viewer: Viewer, row: Row, ground: Ground) -> bool:
    return in_division(viewer, row, ground) or row["to_division_id"] in viewer.people


@table("people_handover", _sees_handover)
def _handovers(ground: Ground) -> None:
    """One each way, so that each county lets one person go and is asked to take one over."""
    here, there = both(ground)
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
    for first, second in zip(both(ground), both(ground, "stays"), strict=True):
        Different.objects.create(division=first.division, first=first, second=second, reason="核对过")


@table("people_merge", in_division)
def _merges(ground: Ground) -> None:
    for kept, gone in zip(both(ground), both(ground, "shut_out"), strict=True):
        Merge.objects.create(division=kept.division, kept=kept, gone=gone, reason="同一人")


history("people_membershipevent")
history("people_tieevent")
history("people_residentevent")
history("people_residencyevent")
