import datetime

import pytest

from laoyou.access.errors import Refused
from laoyou.access.models import AuditLine
from laoyou.access.scope import Actor, acting_as
from laoyou.people.models import Resident
from laoyou.privacy.models import ReadLine
from laoyou.statuses import actions, queries
from laoyou.statuses.tests.conftest import acting
from tests.world import SYSTEM, World
from tests.world.statuses import resident

FIRST, SECOND = datetime.date(2026, 3, 1), datetime.date(2026, 6, 1)


def test_a_survey_opens_ends_and_leaves_the_unseen(
    registrar: Actor, world: World, elders: list[Resident]
) -> None:
    village = world.divisions["河口村"]
    resident(village, "余年轻", "1990-01-01", order=77)
    with acting(world, "甲县", "village") as worker:
        assert [box.key for box in queries.boxes(village)] == [
            "living_alone", "empty_nest", "left_behind.key", "left_behind.other",
        ]  # fmt: skip
        assert len(actions.print_sheet(by=worker, division=village)) == 10
        a, b, c = elders[:3]
        seen = {a.pk: ["living_alone"], b.pk: ["left_behind.key"], c.pk: ["empty_nest", "left_behind.other"]}
        first = actions.save_survey(by=worker, division=village, day=FIRST, seen=seen)
        assert (first.seen, first.unseen, first.opened, first.ended) == (3, 7, 4, 0)
        assert queries.counts(FIRST) == {"living_alone": 1, "left_behind": 2, "empty_nest": 1}
        # a not seen; b from key to other; c ticked off entirely.
        second = actions.save_survey(
            by=worker, division=village, day=SECOND, seen={b.pk: ["left_behind.other"], c.pk: []}
        )
        assert (second.opened, second.ended) == (1, 3)
        assert queries.counts(SECOND) == {"living_alone": 1, "left_behind": 1}
        assert queries.held_by(b.pk, SECOND)["left_behind"].attributes == {"class": "other"}
        assert queries.held_by(c.pk, SECOND - datetime.timedelta(days=1))
        assert not queries.held_by(c.pk, SECOND)
        ticked = {line.resident.pk: line.ticked for line in queries.sheet_lines(village) if line.ticked}
        assert ticked == {a.pk: {"living_alone"}, b.pk: {"left_behind.other"}}
        again = actions.save_survey(
            by=worker, division=village, day=SECOND, seen={b.pk: ["left_behind.other"]}
        )
        assert (again.opened, again.ended) == (0, 0)
        with pytest.raises(Refused, match="更早"):
            actions.save_survey(by=worker, division=village, day=FIRST, seen={b.pk: []})
        with pytest.raises(Refused, match="名册有变动"):
            actions.save_survey(by=worker, division=village, day=SECOND, seen={10**9: []})
    with acting_as(SYSTEM):
        assert AuditLine.objects.filter(action="statuses.survey.save").count() == 3
        printed = ReadLine.objects.get(purpose="survey-print")
        assert (printed.kind, len(printed.residents)) == ("exported", 10)
    with acting(world, "乙县", "village") as other, pytest.raises(Refused):
        actions.save_survey(by=other, division=village, day=SECOND, seen={elders[0].pk: []})
