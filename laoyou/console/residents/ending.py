"""A tie, or the membership of a household, ends on a day: asked first, with what ends."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from laoyou.access.decorators import allow
from laoyou.console.loading import acting
from laoyou.console.residents.finding import person_or_404
from laoyou.console.residents.forms import EndForm
from laoyou.console.residents.steps import Step, step_page
from laoyou.people import actions, queries
from laoyou.people.models import Membership, Relation, Resident, Tie


@allow("resident.edit")
def end(request: HttpRequest, pk: int, part: str, row_id: int) -> HttpResponse:
    person = person_or_404(request, pk, "resident.edit")
    step = _step(person, part, row_id)
    if step is None:
        raise Http404
    return step_page(
        request, person, step, EndForm(request.POST or None),
        lambda typed: actions.end_part(by=acting(request), part=part, row_id=row_id, **typed),
    )  # fmt: skip


def _step(person: Resident, part: str, row_id: int) -> Step | None:
    """None where this person has no such row that stands."""
    if part == "tie":
        ties = [one for one in queries.ties(person) if one.until is None]
        found = next((one for one in ties if one.pk == row_id), None)
        return _of_tie(person, found, ties) if found else None
    member = queries.membership(person) if part == "membership" else None
    return _of_membership(member) if member and member.pk == row_id else None


def _of_tie(person: Resident, tie: Tie, ties: list[Tie]) -> Step:
    words = {
        "name": tie.other.name if tie.other else tie.name,
        "relation": tie.get_relation_display(),
        "role": tie.get_role_display(),
    }
    notes = [
        _("%(name)s（%(relation)s）从这一天起不再是%(role)s。") % words,
        _("登记的电话等内容留在记录里。"),
    ]
    others = [one for one in ties if one.pk != tie.pk]
    if tie.role == Tie.Role.GUARDIAN and queries.needs_guardian(person, others):
        notes.append(_("这是唯一的监护人。未满十四周岁，结束以后请接着登记新的监护人。"))
    title = _("结束关系：%(role)s %(name)s") % words
    return Step(
        title,
        pgettext("a tie of kin", "结束"),
        _("已结束，记录保留。"),
        tuple(notes),
        True,
        (tie.other,) if tie.other else (),
    )


def _of_membership(member: Membership) -> Step:
    others = [one for one in queries.members(member.household) if one.pk != member.pk]
    notes = [_("从这一天起不在这一户，以前的同户记录保留。")]
    if others:
        names = "、".join(one.resident.name for one in others)
        notes.append(_("户里还有：%(names)s。") % {"names": names})
    if member.relation == Relation.HEAD and others:
        notes.append(_("本人是户主。离开以后，请给这一户登记新的户主。"))
    return Step(
        _("离开这一户"),
        _("离开这一户"),
        _("已离开这一户，记录保留。"),
        tuple(notes),
        True,
        tuple(one.resident for one in others),
    )
