"""Public pages: adopted plans in plain words. Nobody signs in here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from laoyou.access.decorators import PUBLIC, allow
from laoyou.plans import queries
from laoyou.plans.models import Plan
from laoyou.portal.reading import back_to, choose
from laoyou.ui.listing import Listing, Pages


@allow(PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    """The published plans; a search looks through their titles, tasks and goals."""
    listing = Listing(request.GET)
    rows = queries.public_plans()
    found = [(row.plan, *_mentions(row.plan, listing.text)) for row in rows] if listing.text else []
    hits = any(tasks or goals for _plan, tasks, goals in found)
    return render(
        request, "portal/home.html", {"listing": listing, "rows": rows, "found": found, "hits": hits}
    )


@allow(PUBLIC)
def reading(request: HttpRequest) -> HttpResponse:
    """Size of type and language, kept in cookies; a signed-in person's are kept with the person."""
    if request.method == "POST":
        return choose(request)
    return render(request, "portal/reading.html", {"next": back_to(request, request.GET)})


@allow(PUBLIC)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    found = _plan_or_404(pk)
    goals = queries.board_indicators(found)
    counts = {
        "goals": len(goals),
        "tasks": queries.printed_tasks(found).count(),
        "rules": found.rules.count(),
    }
    first = [row for row in goals if row.target.binding is not False][:4]
    return render(request, "portal/plan.html", {"plan": found, "goals": first, "counts": counts})


@allow(PUBLIC)
def goals(request: HttpRequest, pk: int) -> HttpResponse:
    found = _plan_or_404(pk)
    return render(request, "portal/goals.html", {"plan": found, "rows": queries.board_indicators(found)})


@allow(PUBLIC)
def goal(request: HttpRequest, pk: int, target_id: int) -> HttpResponse:
    found = _plan_or_404(pk)
    page = queries.target(found, target_id)
    if page is None:
        raise Http404
    return render(request, "portal/goal.html", {"plan": found, "page": page})


@allow(PUBLIC)
def tasks(request: HttpRequest, pk: int) -> HttpResponse:
    found = _plan_or_404(pk)
    listing = Listing(request.GET)
    board = queries.board_tasks(
        found, queries.TaskFilter(search=listing.text, page=listing.number, printed=True)
    )
    pages = Pages(board.page.page, board.page.total)
    context = {"plan": found, "listing": listing, "rows": board.page.rows, "pages": pages}
    return render(request, "portal/tasks.html", context)


@allow(PUBLIC)
def task(request: HttpRequest, pk: int, no: int) -> HttpResponse:
    found = _plan_or_404(pk)
    page = queries.task(found, no, printed=True)
    if page is None:
        raise Http404
    return render(request, "portal/task.html", {"plan": found, "page": page})


@allow(PUBLIC)
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    found = _plan_or_404(pk)
    return render(request, "portal/rules.html", {"plan": found, "rows": queries.board_parameters(found)})


def _plan_or_404(pk: int) -> Plan:
    found = queries.public_plan(pk)
    if found is None:
        raise Http404
    return found


def _mentions(found: Plan, text: str) -> tuple[list[queries.TaskRow], list[queries.TargetRow]]:
    tasks = queries.board_tasks(found, queries.TaskFilter(search=text, size=10, printed=True)).page.rows
    return list(tasks), queries.board_indicators(found, search=text)[:10]
