"""The review of access: who can see whom, and what was not used for long."""

import datetime
from collections.abc import Callable

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.rules import Role
from laoyou.console.exporting import register_file
from laoyou.console.loading import acting
from laoyou.console.privacy.tabs import tabs
from laoyou.privacy import review
from laoyou.privacy.review import Reach
from laoyou.ui.listing import Filter, Listing


def _listing(request: HttpRequest) -> Listing:
    used = [("unused", _("%(days)d 天没有登录") % {"days": review.UNUSED_DAYS}), ("used", _("近期登录过"))]
    kinds = [("people", _("能看到居民")), ("export", _("能导出")), ("outside", _("机构和家属"))]
    filters = [
        Filter("role", _("角色"), Role.choices),
        Filter("used", _("使用"), used),
        Filter("kind", _("范围"), kinds),
    ]
    return Listing(request.GET, filters)


def _found(request: HttpRequest, listing: Listing) -> list[Reach]:
    chosen, text, now = listing.chosen, listing.text.casefold(), timezone.now()
    tests: dict[str, Callable[[Reach], bool]] = {
        "role": lambda row: chosen["role"] in row.roles,
        "used": lambda row: row.unused(now) == (chosen["used"] == "unused"),
        "kind": lambda row: {"people": row.residents > 0, "export": row.exports, "outside": row.outside}[
            chosen["kind"]
        ],
    }
    found = [row for row in review.accounts(acting(request)) if all(tests[name](row) for name in chosen)]
    return [row for row in found if text in f"{row.username} {row.name}".casefold()]


@allow("access.review")
def access_review(request: HttpRequest) -> HttpResponse:
    listing = _listing(request)
    rows, pages = listing.cut(_found(request, listing))
    now = timezone.now()
    shown = [(row, [Role(role).label for role in row.roles], row.unused(now)) for row in rows]
    context = {"listing": listing, "rows": shown, "pages": pages, "tabs": tabs(request, "access-review")}
    return render(request, "console/privacy/review.html", context)


@allow("access.review")
def access_review_export(request: HttpRequest) -> FileResponse:
    found = _found(request, _listing(request))
    who = [_("用户名"), _("姓名"), _("角色"), _("地区")]
    header = [*who, _("可见居民"), _("最近登录"), _("最近查阅"), _("可导出")]
    rows = [
        (r.username, r.name, "、".join(str(Role(role).label) for role in r.roles), "、".join(r.places), r.residents,
         _day(r.signed_in), _day(r.read), _("是") if r.exports else "")
        for r in found
    ]  # fmt: skip
    return register_file(
        request,
        what="access-review",
        title=_("访问核查"),
        heads=header,
        rows=rows,
        permission="access.review",
    )


def _day(moment: datetime.datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
