"""What a location keeps: its staff and papers, fees, advances, insurance, clinic; and where the standards are not met."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from laoyou.access.decorators import SIGNED_IN, allow
from laoyou.access.scope import Actor
from laoyou.console.exporting import TAKES, register_file
from laoyou.console.loading import acting
from laoyou.console.providers.finding import home_url
from laoyou.console.upkeep.forms import FORMS, EndForm
from laoyou.providers import actions, queries
from laoyou.providers.models import Location
from laoyou.providers.queries.standards import Shortfall, open_locations, shortfalls
from laoyou.providers.queries.upkeep import row_of, sections
from laoyou.providers.standards import RULES
from laoyou.ui.listing import Filter, Listing

WORDS = {
    "staff": gettext_lazy("人员"),
    "paper": gettext_lazy("证明"),
    "fee": gettext_lazy("收费"),
    "advance": gettext_lazy("预收"),
    "cover": gettext_lazy("保险"),
    "clinic": gettext_lazy("内设医疗机构"),
}


def location_or_404(request: HttpRequest, pk: int, *, keeps: bool = False) -> Location:
    """One that this person sees; with `keeps`, one that they keep: the registrar's or their own provider's."""
    actor, found = acting(request), queries.location(pk)
    own = found is not None and found.provider_id in actor.provider_refs and actor.holds("provider.own")
    if found is None or not (
        own or actor.may("provider.edit" if keeps else "provider.read", found.division_id)
    ):
        raise Http404
    return found


def _keeps(actor: Actor, location: Location) -> bool:
    own = location.provider_id in actor.provider_refs and actor.holds("provider.own")
    return own or actor.may("provider.edit", location.division_id)


@allow(SIGNED_IN)
def upkeep(request: HttpRequest, pk: int) -> HttpResponse:
    location = location_or_404(request, pk)
    today = timezone.localdate()
    context = {
        "location": location,
        "kept": [(WORDS[each.key], each) for each in sections(location, today)],
        "home": home_url(acting(request), location),
        "listed": acting(request).holds("provider.read"),
        "shortfalls": shortfalls([location], today),
        "keeps": _keeps(acting(request), location),
    }
    return render(request, "console/upkeep/upkeep.html", context)


@allow(SIGNED_IN)
def add(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    location = location_or_404(request, pk, keeps=True)
    if what not in FORMS:
        raise Http404
    form = FORMS[what](location, request.POST or None)
    if form.is_valid():
        with form.refusals():
            form.keep(acting(request))
            messages.success(request, _("已登记。"))
            return redirect("upkeep", location.pk)
    context = {"location": location, "form": form, "title": form.title, "button": form.button}
    return render(request, "console/upkeep/form.html", context)


@allow(SIGNED_IN)
def end(request: HttpRequest, pk: int, what: str, row_pk: int) -> HttpResponse:
    location = location_or_404(request, pk, keeps=True)
    row = row_of(location, what, row_pk)
    if row is None:
        raise Http404
    form = EndForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.end_upkeep(by=acting(request), row=row, on=form.cleaned_data["on"])
            messages.success(request, _("已结束，原记录留在历史中。"))
            return redirect("upkeep", location.pk)
    context = {"location": location, "form": form, "title": _("结束这一项"), "button": _("结束")}
    return render(request, "console/upkeep/form.html", context)


def _found(listing: Listing, within: frozenset[int]) -> list[Shortfall]:
    today = timezone.localdate()
    places = open_locations(within, today, text=listing.text)
    rule = listing.chosen.get("rule")
    return [each for each in shortfalls(places, today) if rule in {None, each.rule.key}]


def _listing(request: HttpRequest) -> Listing:
    return Listing(request.GET, [Filter("rule", _("要求"), [(rule.key, rule.label) for rule in RULES])])


@allow("provider.read")
def findings(request: HttpRequest) -> HttpResponse:
    listing, actor = _listing(request), acting(request)
    rows, pages = listing.cut(_found(listing, actor.divisions_for("provider.read")))
    context = {"listing": listing, "rows": rows, "pages": pages, "takes": actor.holds(TAKES)}
    return render(request, "console/upkeep/findings.html", context)


@allow(TAKES)
def findings_export(request: HttpRequest) -> FileResponse:
    heads = [
        pgettext("providers", "机构"),
        _("服务点"),
        _("地区"),
        _("要求"),
        _("情况"),
        _("依据"),
        _("条款"),
        _("怎么办"),
    ]
    rows = map(_cells, _found(_listing(request), acting(request).divisions_for(TAKES)))
    return register_file(request, what="provider-findings", title=_("未达要求的机构"), heads=heads, rows=rows)


def _cells(each: Shortfall) -> list[str]:
    limit, place = each.finding.limit, each.location
    source = [str(limit.document["title"]), limit.clause] if limit else ["", ""]
    rule = each.rule
    return [
        place.provider.name, place.name, place.division.name, str(rule.label), each.words, *source, str(rule.remedy)
    ]  # fmt: skip
