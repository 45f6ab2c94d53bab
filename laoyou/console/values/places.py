"""A plan's indicators by the divisions below, and the way that the office sets for a target."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.loading import acting, plan_or_404
from laoyou.console.values.export import answer
from laoyou.console.values.forms import MilestonesForm
from laoyou.plans import actions, queries
from laoyou.plans.tabular import Sheet, exact


@allow("plan.read")
def divisions(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    table = queries.by_division(plan, request.GET.get("period", ""))
    return render(request, "console/values/divisions.html", {"plan": plan, "table": table})


@allow("plan.read")
def divisions_export(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    table = queries.by_division(plan, request.GET.get("period", ""))
    heads = (_("地区"), *(each.target.name for each in table.columns))
    own = (plan.division.name, *(exact(each.own.value) for each in table.columns))
    total = (_("下级合计"), *(exact(each.total) for each in table.columns))
    rows = ((place.name, *(exact(cell.value) for cell in cells)) for place, cells in table.rows)
    return answer(
        Sheet(table.period or _("分地区"), heads, (own, total, *rows)),
        _("分地区 %(period)s") % {"period": table.period},
    )


@allow("plan.adopt")
def milestones(request: HttpRequest, pk: int, target_id: int) -> HttpResponse:
    plan = plan_or_404(request, pk, "plan.adopt")
    page = queries.target(plan, target_id)
    if page is None:
        raise Http404
    target = page.row.target
    form = MilestonesForm(target, request.POST or None)
    if form.is_valid():
        with form.refusals():
            note, version = form.cleaned_data["note"], form.cleaned_data["version"]
            actions.set_milestones(
                by=acting(request), target=target, values=form.values, note=note, version=version
            )
            messages.success(request, _("阶段目标已保存，应有进度按它重新计算。"))
            return redirect("target", plan.pk, target_id)
    return render(request, "console/values/milestones.html", {"plan": plan, "page": page, "form": form})
