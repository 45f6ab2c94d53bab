"""One site, one space, one housing project, with what was recorded of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.loading import acting
from laoyou.console.spaces.asking import EDIT, row_or_404
from laoyou.console.spaces.forms import ProjectForm, SiteForm, SpaceForm
from laoyou.console.spaces.registers import step_of
from laoyou.spaces import queries, rules
from laoyou.spaces.actions.common import PUBLISH
from laoyou.spaces.models import HousingProject, ProjectStage, Site, Space


def _labels(form: type) -> dict[str, object]:
    fields = form.base_fields  # type: ignore[attr-defined]
    return {name: field.label for name, field in fields.items() if name not in {"version", "files"}}


@allow("space.read")
def site(request: HttpRequest, pk: int) -> HttpResponse:
    found = row_or_404(request, Site, pk)
    actor = acting(request)
    rooms = queries.spaces(actor).filter(site=found)
    edits = queries.history(found, _labels(SiteForm))
    context = {"site": found, "rooms": rooms, "edits": edits}
    context["may_edit"] = found.until is None and actor.may(EDIT, found.division_id)
    return render(request, "console/spaces/site.html", context)


@allow("space.read")
def space(request: HttpRequest, pk: int) -> HttpResponse:
    found = row_or_404(request, Space, pk)
    actor = acting(request)
    used = list(queries.uses(found))
    uses = [
        (use, rules.whole_years(use.since, use.agreed_until) if use.agreed_until else None) for use in used
    ]
    steps = [(row, hasattr(row, "corrected_by")) for row in queries.steps(found)]
    context = {"space": found, "uses": uses, "steps": steps, "mark": f"space_{found.state}"}
    context["edits"] = queries.history(found, {**_labels(SpaceForm), "published": _("是否公开")})
    context["overlong"] = queries.overlong(found.division_id, used)
    context["may_edit"] = actor.may(EDIT, found.division_id)
    context["may_publish"] = actor.may(PUBLISH, found.division_id)
    if found.use_changed_on:
        context["term"] = queries.standard(found.division_id, "land_use_grace", found.use_changed_on)
    return render(request, "console/spaces/space.html", context)


@allow("space.read")
def project(request: HttpRequest, pk: int) -> HttpResponse:
    found = row_or_404(request, HousingProject, pk)
    known = {row.stage: row for row in found.stages.select_related("by").prefetch_related("files")}
    labels = _labels(ProjectForm)
    context = {
        "project": found,
        "stages": [(stage.label, known.get(stage.value)) for stage in ProjectStage.Stage],
        "dues": [(labels[due.field], due) for due in queries.dues([found])[found.pk]],
        "edits": queries.history(found, labels),
        "may_edit": acting(request).may(EDIT, found.division_id),
        "mark": step_of(found),
    }
    return render(request, "console/spaces/project.html", context)
