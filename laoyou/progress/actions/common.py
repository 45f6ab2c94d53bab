"""Who may do what on progress, and the row that was seen."""

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.plans.models import Plan
from laoyou.progress.errors import Refused, Stale

Row = TypeVar("Row", bound=models.Model)


def manages(by: Actor, division_id: int) -> bool:
    """Whether the person is the office of this division, or of one above it."""
    return by.may("progress.manage", division_id)


def check_manages(by: Actor, division_id: int) -> None:
    if not manages(by, division_id):
        raise Refused(_("这件事由方案办公室办理，您没有权限。请联系方案办公室。"))


def check_files(by: Actor, department: Department) -> None:
    """The unit itself, or the office for it."""
    own = department.pk in by.department_ids and by.may("progress.file", department.division_id)
    if not own and not manages(by, department.division_id):
        raise Refused(
            _("您不是%(unit)s的人员，不能替它填报。请由该单位或方案办公室办理。") % {"unit": department.name}
        )


def is_own(by: Actor, department_id: int) -> bool:
    return department_id in by.department_ids


def check_running(plan: Plan) -> None:
    if plan.state == Plan.State.SUPERSEDED:
        raise Refused(_("方案已被新版替代，请在新版中办理。"))


def said(text: str, field: str, message: object) -> str:
    """The text without spaces around it; refused when empty."""
    plain = text.strip()
    if not plain:
        raise Refused(message, field)
    return plain


def check_day(on: datetime.date, field: str = "on") -> None:
    if on > timezone.localdate():
        raise Refused(_("日期不能晚于今天。请核对年份。"), field)


def seen(row: Row, version: int, typed: Mapping[str, Any]) -> Row:
    """Refuse when the row is no longer the one that the person saw; what they typed goes back with the refusal."""
    if getattr(row, "version") != version:  # noqa: B009 - models of several kinds
        raise Stale(
            _("您打开以后，别人已经改过这里。下面是现在的内容和您写的内容，请合并后再保存。"),
            current=row,
            typed=typed,
        )
    return row
