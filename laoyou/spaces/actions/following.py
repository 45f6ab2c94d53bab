"""The state of a space follows from its steps and its use; the day its land use must change, from the packs."""

import datetime

from django.utils.translation import gettext as _

from laoyou.packs.queries import ParameterValue
from laoyou.spaces import rules
from laoyou.spaces.errors import Refused
from laoyou.spaces.models import Space, SpaceStep, SpaceUse
from laoyou.spaces.queries.standards import GRACE, standard


def follow(space: Space) -> None:
    """Reckon the space anew from all that stands, so that a corrected step undoes what it did."""
    steps = list(
        SpaceStep.objects.filter(space=space, corrected_by=None)
        .order_by("on", "id")
        .values_list("kind", "on")
    )
    try:
        state, since = rules.state_after(steps, space.since)
    except rules.OutOfOrder as fault:
        raise _refused(fault) from fault
    current = SpaceUse.objects.filter(space=space, until=None).first()
    if current is not None:
        if state == Space.State.WITHDRAWN:
            raise Refused(_("这处空间正在使用，不能退出。请先结束使用。"), "kind")
        state, since = Space.State.IN_USE, current.since
    space.state, space.state_since = state, since
    if state == Space.State.WITHDRAWN:
        space.published, space.published_at = False, None
    changed = [on for kind, on in steps if kind == SpaceStep.Kind.USE_CHANGED]
    _start_clock(space, max(changed, default=None))
    space.save()


def _start_clock(space: Space, changed: datetime.date | None) -> None:
    """The term is the one that held on the day of the change; where none is surely known, no day is given."""
    if changed == space.use_changed_on and space.grace_until is not None:
        return
    space.use_changed_on, space.grace_until, space.grace_release_id = changed, None, None
    if changed is None:
        return
    term: ParameterValue | None = standard(space.division_id, GRACE, changed)
    if term is not None:
        space.grace_until = rules.years_after(changed, int(term.value))
        space.grace_release_id = term.release_id


def _refused(fault: rules.OutOfOrder) -> Refused:
    said = {
        "step": SpaceStep.Kind(fault.step).label,
        "state": Space.State(fault.state).label,
    }
    return Refused(_("空间当时是“%(state)s”，不能登记“%(step)s”。请核对日期和先后。") % said, "kind")
