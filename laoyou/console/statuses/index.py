"""All kinds, each with how many people hold it today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.loading import acting
from laoyou.statuses import queries
from laoyou.statuses.queries.lists import source_lists


def groups() -> list[tuple[str, str]]:
    return [
        ("income", _("收入")),
        ("body", _("身体")),
        ("living", _("居住")),
        ("family", _("家庭")),
        ("age", _("年龄")),
        ("honour", _("优抚")),
        ("child", _("儿童")),
    ]


@allow("resident.read")
def statuses(request: HttpRequest) -> HttpResponse:
    places = acting(request).divisions_for("resident.read")
    counted = queries.counts(division_ids=places)
    known = queries.kinds().values()
    rows = [
        (word, [(one, counted.get(one.key, 0)) for one in known if one.group == key])
        for key, word in groups()
    ]
    waiting = source_lists().filter(state="open").count()
    return render(request, "console/statuses/index.html", {"groups": rows, "waiting": waiting})
