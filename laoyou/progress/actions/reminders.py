"""That units were reminded."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.plans.models import Plan
from laoyou.progress.actions.common import check_manages
from laoyou.progress.errors import Refused
from laoyou.progress.models import Reminder


@transaction.atomic
def record_reminders(*, by: Actor, plan: Plan, texts: Mapping[int, str]) -> int:
    """The words that went to each unit, by department id."""
    check_manages(by, plan.division_id)
    units = Department.objects.filter(pk__in=texts, division_id__in=by.division_ids)
    rows = [
        Reminder(
            division_id=unit.division_id, plan=plan, department=unit, text=texts[unit.pk], by_id=by.user_id
        )
        for unit in units
        if texts[unit.pk].strip()
    ]
    if not rows:
        raise Refused(_("请先选要催办的单位。"))
    Reminder.objects.bulk_create(rows)
    detail = {"units": [row.department.name for row in rows]}
    record(by=by, action="progress.unit.remind", obj=plan, detail=detail)
    return len(rows)
