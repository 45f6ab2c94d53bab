"""The audit lines, as the audit administrator reads them."""

import datetime

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laoyou.access import actions, queries
from laoyou.access.decorators import allow
from laoyou.access.models import AuditLine
from laoyou.access.scope import Actor
from laoyou.console.exporting import register_file
from laoyou.console.loading import acting
from laoyou.console.office.action_words import GROUPS, word_of
from laoyou.console.office.forms import divisions_where
from laoyou.console.office.lists import page_of
from laoyou.ui.listing import Filter, Listing

SORTS = {"at": "id", "username": "username", "action": "action"}


def _listing(request: HttpRequest, actor: Actor) -> Listing:
    places = [(str(one.pk), one.name) for one in divisions_where(actor, "audit.read")]
    days = [("1", _("今天")), ("7", _("近 7 天")), ("30", _("近 30 天")), ("365", _("近一年"))]
    filters = [
        Filter("division", _("地区"), places),
        Filter("action", _("操作"), list(GROUPS.items())),
        Filter("days", _("时间"), days),
    ]
    return Listing(request.GET, filters, tuple(SORTS), "-at")


def _found(listing: Listing, actor: Actor) -> QuerySet[AuditLine]:
    chosen = listing.chosen
    found = queries.audit_lines(actor, text=listing.text, action=chosen.get("action", ""))
    if chosen.get("division"):
        found = found.filter(division_id=chosen["division"])
    if chosen.get("days"):
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        found = found.filter(at__gte=midnight - datetime.timedelta(days=int(chosen["days"]) - 1))
    name = SORTS[listing.sort.lstrip("-")]
    return found.order_by(("-" + name) if listing.sort.startswith("-") else name, "-id")


@allow("audit.read")
def audit(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    listing = _listing(request, actor)
    page = page_of(listing, _found(listing, actor))
    # A detail may itself have a key "items", which a template would take for the method.
    rows = [(line, word_of(line.action), list(line.detail.items())) for line in page.rows]
    context = {"listing": listing, "rows": rows, "pages": page.pages, "integrity": queries.integrity()}
    return render(request, "console/office/audit.html", context)


@allow("audit.read")
def audit_export(request: HttpRequest) -> FileResponse:
    actor = acting(request)
    header = [
        _("时间"),
        _("用户名"),
        _("操作"),
        _("代码"),
        _("对象"),
        _("编号"),
        _("地区"),
        _("内容"),
        _("来源地址"),
    ]
    rows = (
        (timezone.localtime(e.at).isoformat(" ", "seconds"), e.username, word_of(e.action), e.action, e.label, e.object_id, e.division, e.detail or "", e.ip)
        for e in _found(_listing(request, actor), actor).iterator(2000)
    )  # fmt: skip
    return register_file(
        request, what="audit", title=_("审计记录"), heads=header, rows=rows, permission="audit.read"
    )


@allow("audit.read")
@require_POST
def audit_seal(request: HttpRequest) -> HttpResponse:
    """Seal what is new, and check all that was sealed."""
    count = actions.seal_lines(by=acting(request))
    broken = queries.broken_seals()
    if broken:
        numbers = "、".join(map(str, broken))
        messages.error(
            request,
            _("第 %(numbers)s 号封存的记录与封存时不一致，可能被改动。请保留现场并上报。")
            % {"numbers": numbers},
        )
    else:
        messages.success(request, _("已封存 %(count)d 条，全部封存记录核对无误。") % {"count": count})
    return redirect("audit")
