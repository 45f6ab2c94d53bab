"""What waits for one person, each row with its next page."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laoyou.access.decorators import allow
from laoyou.console.loading import acting
from laoyou.progress import queries

TITLES: dict[str, tuple[str | Promise, str | Promise]] = {
    "sign": (_("待签发"), _("签发")),
    "review": (_("待审核"), pgettext_lazy("verb", "审核")),
    "returned": (_("退回修改的"), _("修改")),
    "drafts": (_("我单位的草稿"), _("接着写")),
    "rectify": (_("要整改的督办单"), _("报整改")),
    "measures": (_("逾期和 30 天内到期的年度措施"), _("报进展")),
    "consolidate": (_("待汇总的配合单位进展"), _("汇总")),
    "owed": (_("还没有报进展，或已逾期的任务"), _("报进展")),
    "claims": (_("申请完成，待确认"), _("确认")),
    "recheck": (_("待复查的督办单"), _("复查")),
    "overdue": (_("逾期的任务"), _("查看")),
    "unsorted": (_("还没有分类的任务"), _("分类")),
}
MOST = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """A section of the worklist as the page has it; `more` rows are not shown."""

    key: str
    title: Any
    verb: Any
    rows: list[tuple[queries.Row, str]]
    count: int
    all_url: str

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@allow("plan.read")
def worklist(request: HttpRequest) -> HttpResponse:
    sections = [_shown(section, MOST) for section in queries.worklist(acting(request))]
    return render(request, "console/progress/worklist.html", {"waiting": sections})


def _shown(section: queries.Section, most: int) -> Shown:
    title, verb = TITLES[section.key]
    rows = [(row, url_of(section.key, row)) for row in section.rows[:most]]
    return Shown(section.key, title, verb, rows, section.count, all_url(section))


def url_of(key: str, row: queries.Row) -> str:
    """Where the person does what the row asks."""
    if row.what == "draft":
        return reverse("draft", args=[row.pk])
    if row.what == "order":
        return reverse("order", args=[row.pk])
    if key == "unsorted":
        return reverse("tracking", args=[row.plan.pk, row.no])
    if key in {"measures", "owed", "consolidate"}:
        return reverse("entry-add", args=[row.plan.pk, row.no])
    return reverse("task", args=[row.plan.pk, row.no])


def all_url(section: queries.Section) -> str:
    plan = section.rows[0].plan.pk
    board = reverse("plan", args=[plan])
    return {
        "unsorted": reverse("tasks-sort", args=[plan]),
        "overdue": f"{board}?state=overdue",
        "claims": f"{board}?state=claimed",
        "recheck": f"{reverse('orders', args=[plan])}?state=rectified",
        "rectify": f"{reverse('orders', args=[plan])}?state=open",
        "measures": reverse("measures", args=[plan]),
    }.get(section.key, f"{reverse('worklist')}#work-{section.key}")
