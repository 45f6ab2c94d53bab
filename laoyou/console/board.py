"""The board of a plan: tasks, indicators, parameters, each with search, filters, order and export."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.downloads import EXCEL, as_file
from laoyou.console.known import period_words
from laoyou.console.live.finding import lives
from laoyou.console.loading import acting, plan_or_404
from laoyou.console.progress.board_states import SORTS, BoardStates
from laoyou.indicators.trajectory import URGENCY
from laoyou.plans import exports, queries
from laoyou.plans.models import Plan
from laoyou.ui.listing import Filter, Listing, Pages
from laoyou.ui.marks import ACCEPTANCE, MARKS, ROLES

VIEWS = ("tasks", "indicators", "parameters")


@allow("plan.read")
def plans(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    context = {"rows": queries.plans(actor), "reviews": actor.holds("plan.review"), "periods": period_words()}
    return render(request, "console/plans.html", context)


@allow("plan.read")
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    found = plan_or_404(request, pk)
    asked = request.GET.get("view", "")
    view = asked if asked in VIEWS else "tasks"
    context = {"tasks": tasks, "indicators": indicators, "parameters": parameters}[view](request, found)
    manages = acting(request).may("plan.publish", found.division_id)
    shell: dict[str, Any] = {"plan": found, "view": view, "manages": manages, "counts": counts_of(found)}
    shell["leads"] = acting(request).may("progress.manage", found.division_id)
    shell["reports"] = acting(request).may("value.report", found.division_id)
    shell["words"] = queries.words_of(found)
    return render(request, f"console/board_{view}.html", {**context, **shell})


@allow("plan.read")
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan as an Excel file, a sheet for each view asked for."""
    found = plan_or_404(request, pk)
    asked = request.GET.get("view", "")
    sheets = (asked,) if asked in VIEWS else VIEWS
    states = BoardStates(found)
    book = exports.workbook(
        found, sheets=sheets, tasks=task_filter(request.GET, states), beside=states.beside()
    )
    response = HttpResponse(book, content_type=EXCEL)
    return as_file(response, f"{found.title[:60]}.xlsx")


def tasks(request: HttpRequest, found: Plan) -> dict[str, Any]:
    states = BoardStates(found)
    board = queries.board_tasks(found, task_filter(request.GET, states))
    filters = [
        *states.filters,
        Filter("group", _("任务类别"), facet_choices(board.groups)),
        Filter("unit", _("单位"), [*facet_choices(board.units), ("none", _("没有单位"))]),
        Filter("role", _("分工"), [(role, ROLES[role]) for role in ROLES]),
        Filter("nkey", _("主题"), facet_choices(board.nkeys)),
    ]
    sorts = ("no", "nkey", "units", *SORTS)
    listing = Listing(request.GET, filters, sorts, "no", {"view": "tasks"})
    pages = Pages(board.page.page, board.page.total)
    return {"listing": listing, "rows": states.rows(board.page.rows), "pages": pages}


def task_filter(given: QueryDict, states: BoardStates) -> queries.TaskFilter:
    sort = given.get("sort", "no")
    return queries.TaskFilter(
        group=given.get("group", ""),
        unit=given.get("unit", ""),
        role=given.get("role", ""),
        nkey=given.get("nkey", ""),
        search=Listing(given).text,
        sort=sort,
        page=Listing(given).number,
        only=states.only(given.get("state", ""), given.get("kind", "")),
        order=states.order(sort),
    )


def indicators(request: HttpRequest, found: Plan) -> dict[str, Any]:
    binding = [("yes", _("约束性")), ("no", _("预期性")), ("none", _("没有写明"))]
    states = [(state, MARKS[state].word) for state in URGENCY]
    filters = [
        Filter("state", _("结论"), states),
        Filter("binding", _("性质"), binding),
        Filter("status", _("审核"), list(ACCEPTANCE.items())),
    ]
    cards = request.GET.get("shape") == "cards"
    keep = {"view": "indicators", **({"shape": "cards"} if cards else {})}
    listing = Listing(request.GET, filters, ("no", "name", "owner", "state"), "urgency", keep)
    rows = queries.board_indicators(found, search=listing.text, sort=listing.sort, **listing.chosen)
    shown, pages = listing.cut(rows)
    switch = {"table": listing.url(shape=""), "cards": listing.url(shape="cards")}
    context = {"listing": listing, "rows": shown, "pages": pages, "cards": cards, "switch": switch}
    return {**context, "lives": lives(acting(request), found, shown, timezone.localdate())}


def parameters(request: HttpRequest, found: Plan) -> dict[str, Any]:
    who = [("none", _("还没有责任单位")), ("some", _("已有责任单位"))]
    listing = Listing(request.GET, [Filter("responsible", _("责任"), who)], (), "", {"view": "parameters"})
    rows = queries.board_parameters(found, search=listing.text, **listing.chosen)
    shown, pages = listing.cut(rows)
    return {"listing": listing, "rows": shown, "pages": pages}


def counts_of(found: Plan) -> dict[str, int]:
    """How many rows each view of the board has."""
    return {
        "tasks": found.tasks.count(),
        "indicators": found.targets.count(),
        "parameters": found.rules.count(),
    }


def facet_choices(facets: Sequence[queries.Facet]) -> list[tuple[str, str]]:
    """Each facet with its count, as a person choosing sees it."""
    english = get_language() == "en"
    return [
        (one.key, f"{one.label_en if english and one.label_en else one.label} {one.count}") for one in facets
    ]
