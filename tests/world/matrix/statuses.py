"""What holds of people, the lists of sources and the surveys of villages."""

from laoyou.access.rules import Role
from laoyou.privacy.models import Consent
from laoyou.statuses.models import SourceItem, SourceList, Status, Survey, SurveyLine
from tests.world import COUNTIES
from tests.world.matrix.viewing import Ground, Row, Viewer, both, follows, history, in_division, stands, table
from tests.world.privacy import LONG_AGO, today


def _sees_status(viewer: Viewer, row: Row, ground: Ground) -> bool:
    """As other rows of a person; but for family only where the consent says so, and nothing withdrawn."""
    if viewer.user_id not in {ground.world.people[county, Role.FAMILY].pk for county in COUNTIES}:
        return follows("resident_id", recorded="recorded_division_id")(viewer, row, ground)
    agreed = Consent.objects.filter(resident_ref=row["resident_id"], user_id=viewer.user_id, statuses=True)
    return not row["withdrawn"] and any(stands(one.until) for one in agreed)


@table("statuses_status", _sees_status)
def _statuses(ground: Ground) -> None:
    """Each county's own, and one that the sibling county recorded before the person moved."""
    for one in both(ground):
        Status.objects.create(
            resident=one, division=one.division, recorded_division=one.division, kind="alone", source="survey",
            since=LONG_AGO,
        )  # fmt: skip
    moved = ground.residents["河口村", "plain"]
    Status.objects.create(
        resident=moved, division=moved.division, recorded_division=ground.world.divisions["桥头村"],
        kind="poor", source="civil", since=LONG_AGO,
    )  # fmt: skip
    for one in both(ground, "let_in"):
        for kind, withdrawn in (("alone", False), ("poor", True)):
            Status.objects.create(
                resident=one, division=one.division, recorded_division=one.division, kind=kind, source="survey",
                since=LONG_AGO, withdrawn=withdrawn,
            )  # fmt: skip


@table("statuses_sourceitem", in_division)
def _items(ground: Ground) -> None:
    for one in both(ground):
        found = SourceList.objects.create(
            division=one.division, source="civil", kind="poor", month=today().replace(day=1), digest="0" * 64,
            total=1, before=0,
        )  # fmt: skip
        SourceItem.objects.create(list=found, division=one.division, resident=one, what="arrival")


@table("statuses_surveyline", in_division)
def _lines(ground: Ground) -> None:
    for one in both(ground):
        survey = Survey.objects.create(division=one.division, day=today(), seen=1, unseen=0)
        SurveyLine.objects.create(survey=survey, division=one.division, resident=one)


history("statuses_statusevent")
