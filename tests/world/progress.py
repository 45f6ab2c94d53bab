"""What 甲县 has of progress: a followed task with an entry, a draft on its unit's desk, a measure and an order."""

import datetime

from django.utils import timezone

from laoyou.access.scope import acting_as
from laoyou.progress import actions
from tests.world import LEADING, World

DAY = datetime.date(2025, 6, 30)
DUE = datetime.date(2025, 12, 31)


def add_progress(world: World) -> None:
    """Fills world.rows: draft, measure, order. Needs the plan."""
    plan, unit = world.rows["plan"], world.departments["甲县", LEADING]
    first, second = plan.tasks.get(no=1), plan.tasks.get(no=2)
    with acting_as(world.actor("甲县", "office")) as office:
        actions.set_tracking(by=office, task=first, kind="deliverable", completion_mark="食堂开门", due=DUE)
        actions.file_entry(
            by=office, task=first, department=unit, on=DAY, text="开了两家", entered_for=True,
            files=[world.rows["file"]], claims=True,
        )  # fmt: skip
        planned = actions.Planned(first, unit, 2025, "新开三家食堂", "三家开门", DUE)
        world.rows["measure"] = actions.propose_measure(by=office, planned=planned)
        deadline = timezone.localdate() + datetime.timedelta(days=10)
        (world.rows["order"],) = actions.issue_orders(
            by=office, plan=plan, departments=[unit], problem="进度滞后", requirement="月底前开工",
            deadline=deadline, task=first,
        )  # fmt: skip
    with acting_as(world.actor("甲县", "unit")) as clerk:
        world.rows["draft"] = actions.start_draft(
            by=clerk, task=second, department=unit, typed=actions.Typed(DAY, "场地已落实")
        )
