"""Consents, leaves, deletions and readings."""

from laoyou.access.rules import Role
from laoyou.privacy.models import Approval, Consent, Deletion, ReadLine
from laoyou.privacy.reads import log_read
from tests.world import COUNTIES, SYSTEM, VILLAGES
from tests.world.matrix.viewing import Ground, Row, Viewer, in_division, table
from tests.world.privacy import LONG_AGO, add_disposal, today


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
