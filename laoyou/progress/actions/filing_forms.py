"""A return form that came back is taken in: its words stand online, and the file is kept beside them."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.evidence.models import File
from laoyou.progress.actions.returns import save_return, submit_return
from laoyou.progress.errors import Refused
from laoyou.progress.models import Cycle, Return
from laoyou.progress.queries.form_check import check_form, chosen


@transaction.atomic
def take_form(
    *,
    by: Actor,
    cycle: Cycle,
    file: File,
    version: int,
    department: Department | None = None,
    keep_online: Iterable[str] = (),
    submit: bool = False,
    because: str = "",
    received_on: datetime.date | None = None,
) -> Return:
    """As it was checked: `version` is that of the return the person saw, `keep_online` the fields where the form loses."""
    check = check_form(cycle, file, department)
    if check.refused or check.department is None or check.page is None:
        raise Refused(check.refused or _("这份填报表不能导入。"))
    unit, content = check.department, chosen(check, set(keep_online))
    now = save_return(by=by, cycle=cycle, department=unit, content=content, version=version)
    now.files.add(file)
    record(by=by, action="progress.return.import", obj=now, detail={"unit": unit.name, "file": file.name})
    if not submit:
        return now
    return submit_return(
        by=by, cycle=cycle, department=unit, version=now.version, because=because, received_on=received_on
    )
