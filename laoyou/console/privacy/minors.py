"""The yearly audit of how children's data are handled: who read how much, and every line as a file."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.exporting import Leaving, export_page
from laoyou.console.loading import acting
from laoyou.console.privacy.tabs import tabs
from laoyou.privacy import minors
from laoyou.sheets.exporting import Line, Out
from laoyou.ui.listing import Listing
from laoyou.ui.numbers import whole


def _listing(request: HttpRequest) -> Listing:
    return Listing(request.GET, keep={"year": str(_year(request))})


def _year(request: HttpRequest) -> int:
    known = minors.years(timezone.localdate())
    asked = whole(request.GET.get("year", "")) or 0
    return asked if asked in known else known[0]


@allow("audit.read")
def minors_audit(request: HttpRequest) -> HttpResponse:
    listing = _listing(request)
    year, text = _year(request), listing.text.casefold()
    every = minors.by_account(acting(request), year)
    rows, pages = listing.cut([row for row in every if text in row["username"].casefold()])
    context = {"listing": listing, "rows": rows, "pages": pages, "year": year, "totals": minors.totals(every)}
    context |= {"years": minors.years(timezone.localdate()), "tabs": tabs(request, "minors-audit")}
    return render(request, "console/privacy/minors.html", context)


@allow("audit.read")
def minors_audit_export(request: HttpRequest) -> HttpResponseBase:
    """Residents by their number alone: an auditor sees none of them."""
    listing = _listing(request)
    year = _year(request)
    found = minors.lines(acting(request), year)
    heads = [
        _("时间"), _("账号"), _("网络地址"), _("地区"), _("做了什么"), _("查看人数"), _("其中未成年人"), _("内容"),
        _("用途"), _("审批编号"), _("档案编号"),
    ]  # fmt: skip
    leaving = Leaving(
        "minors_audit", _("%(year)d 年未成年人信息查看记录") % {"year": year}, found.count(), [*map(Out, heads)],
        lambda: _lines(year, request), reverse("minors-audit") + listing.here, people=False,
        purpose=_("%(year)d 年度未成年人个人信息合规审计") % {"year": year},
    )  # fmt: skip
    return export_page(request, leaving, "audit.read")


def _lines(year: int, request: HttpRequest) -> Iterator[Line]:
    for one in minors.lines(acting(request), year).iterator(2000):
        place = one.division.name if one.division else ""
        cells: list[Any] = [
            f"{timezone.localtime(one.at):%Y-%m-%d %H:%M:%S}",
            one.username,
            one.ip or "",
            place,
        ]
        cells += [
            str(one.get_kind_display()),
            len(one.residents),
            one.minors,
            "、".join(one.fields),
            one.purpose,
        ]
        numbers = " ".join(map(str, one.residents[:200]))
        yield Line([*cells, one.approval_ref, numbers])
