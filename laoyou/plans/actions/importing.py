"""A filled sheet of figures taken in: all of it, or nothing."""

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.indicators.models import Observation
from laoyou.plans.actions.figures import report_figures
from laoyou.plans.errors import Doubtful, Refused
from laoyou.plans.figure_intake import Intake
from laoyou.plans.models import Plan


@transaction.atomic
def import_figures(*, by: Actor, plan: Plan, intake: Intake, keep_because: str = "") -> list[Observation]:
    """`intake` as previewed; figures that look wrong are kept with a reason that goes into their notes."""
    if intake.faults:
        raise Refused(_("表里还有 %(n)d 处错误，改正后再导入。一条也没有写入。") % {"n": len(intake.faults)})
    if not intake.to_report:
        raise Refused(_("表里的数据与已上报的相同，没有要写入的。"))
    if intake.doubted and not keep_because.strip():
        raise Doubtful([doubt for line in intake.doubted for doubt in line.doubts][:5])
    figures = [line.figure for line in intake.to_report]
    made = report_figures(by=by, plan=plan, figures=figures, keep_because=keep_because)
    record(by=by, action="plans.figures.import", obj=plan, detail={"figures": [each.pk for each in made]})
    return made
