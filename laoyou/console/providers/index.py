"""All institutions: searched, narrowed, ordered, as a workbook too."""

from dataclasses import replace
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.console.exporting import TAKES, register_file
from laoyou.console.loading import acting
from laoyou.console.providers.forms import word
from laoyou.places.models import Division
from laoyou.providers import queries
from laoyou.providers.models import Operation
from laoyou.ui.listing import Filter, Listing, Pages
from laoyou.ui.numbers import whole

SORTS = ("name", "kind", "division", "beds", "places", "vacant", "contract")
MOST = 100_000
HEADS = (
    gettext_lazy("名称"), gettext_lazy("统一社会信用代码"), gettext_lazy("类型"), gettext_lazy("运营方式"),
    gettext_lazy("普惠"), gettext_lazy("地区"), gettext_lazy("开放床位"), gettext_lazy("其中护理型"),
    gettext_lazy("开放托位"), gettext_lazy("日间照料席位"), gettext_lazy("在住在托"), gettext_lazy("空余"),
)  # fmt: skip


@allow("provider.read")
def providers(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    kinds = _words(actor)
    listing = _listing(request, kinds)
    page = queries.directory(_wanted(listing), timezone.localdate())
    context: dict[str, Any] = {"listing": listing, "rows": page.rows, "pages": Pages(page.number, page.total)}
    context["kinds"] = kinds
    edits, takes, imports = (actor.holds(each) for each in ("provider.edit", TAKES, "sheet.import"))
    context |= {"edits": edits, "takes": takes, "brings": edits and imports}
    context["operations"] = dict(Operation.choices)
    return render(request, "console/providers/index.html", context)


@allow(TAKES)
def export(request: HttpRequest) -> FileResponse:
    """What the list shows, all its pages: no person stands in it."""
    actor = acting(request)
    kinds, operations = _words(actor), dict(Operation.choices)
    wanted = _wanted(_listing(request, kinds))
    chosen = {**wanted.chosen, "within": sorted(actor.divisions_for(TAKES))}
    rows = queries.directory(replace(wanted, chosen=chosen, size=MOST, page=1), timezone.localdate()).rows
    cells = (_cells(row, kinds, operations) for row in rows)
    return register_file(request, what="providers", title=_("服务机构"), heads=HEADS, rows=cells)


def _cells(row: queries.Row, kinds: dict[str, str], operations: dict[str, Any]) -> list[Any]:
    return [
        row.name, row.uscc or "", kinds.get(row.kind, row.kind), str(operations[row.operation]),
        _("是") if row.inclusive else _("否"), row.place, row.beds, row.nursing, row.places, row.day_places,
        row.taken, row.vacant,
    ]  # fmt: skip


def _words(actor: Actor) -> dict[str, str]:
    """Kinds of all places that the reader looks after; where a county calls one otherwise, its word is the nearest."""
    known = queries.kinds_within(actor.home_ids or actor.divisions_for("provider.read"))
    return {key: word(kind) for key, kind in known.items()}


def _listing(request: HttpRequest, kinds: dict[str, str]) -> Listing:
    within = Division.objects.filter(pk__in=acting(request).divisions_for("provider.read"), level="township")
    yes = [("yes", _("是")), ("no", _("否"))]
    filters = [
        Filter("kind", _("类型"), list(kinds.items())),
        Filter("operation", _("运营方式"), Operation.choices),
        Filter("inclusive", _("普惠"), yes),
        Filter("vacancy", _("空余"), [("yes", _("有空余"))]),
        Filter("contract", _("合同"), [("soon", _("半年内到期"))]),
        Filter("standing", _("状态"), [("open", _("在营")), ("closed", _("已停业"))]),
    ]
    if places := [(str(one.pk), one.name) for one in within]:
        filters.insert(1, Filter("division", _("乡镇（街道）"), places))
    return Listing(request.GET, filters, SORTS, "name")


def _wanted(listing: Listing) -> queries.Wanted:
    chosen: dict[str, Any] = dict(listing.chosen)
    if "division" in chosen:
        chosen["division"] = whole(chosen["division"])
    return queries.Wanted(listing.text, chosen, listing.sort, listing.number)
