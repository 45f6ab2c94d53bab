"""What the sheets of institutions share: which location a row names, and how a fault is said."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.access.scope import Actor
from laoyou.lib.identity import plain
from laoyou.providers.models import Location
from laoyou.sheets.targets import Column, Fault, Row

WHERE = (
    Column(
        "provider", gettext_lazy("机构"), required=True,
        also=("机构名称", "养老机构", "养老机构名称", "托育机构", "托育机构名称", "统一社会信用代码"),
        help=gettext_lazy("全称或统一社会信用代码。"),
    ),
    Column(
        "location", gettext_lazy("服务点"), also=("服务点名称", "园区", "院区"),
        help=gettext_lazy("机构只有一个服务点的可以空着。"),
    ),
)  # fmt: skip


class Wrong(Exception):
    """A cell that cannot be taken: why, and what to do."""

    def __init__(self, column: str, why: str, do: str) -> None:
        super().__init__(why)
        self.column, self.why, self.do = column, why, do

    def at(self, row: Row) -> Fault:
        return Fault(row.line, self.column, "", self.why, self.do)


class Places:
    """The open locations that this person keeps, by the institution's name or code: one query."""

    def __init__(self, by: Actor) -> None:
        kept = by.divisions_for("provider.edit")
        standing = Q(until=None) | Q(until__gt=timezone.localdate())
        rows = Location.objects.filter(standing, division_id__in=kept).select_related("provider", "division")
        self._by_name: dict[str, list[Location]] = defaultdict(list)
        for row in rows:
            names = {row.provider.name, row.provider.short_name, row.provider.uscc or ""}
            for name in filter(None, names):
                self._by_name[name].append(row)

    def find(self, row: Row) -> Location:
        said, point = text(row, "provider"), text(row, "location")
        found = self._by_name.get(said) or self._by_name.get(plain(said)) or []
        if not found:
            why = _("在您负责的地区里没有这家在营的机构。")
            raise Wrong("provider", why, _("核对名称或代码；还没有登记的，先导入“服务机构”。"))
        if point:
            found = [one for one in found if one.name == point]
        if len(found) == 1:
            return found[0]
        if point and not found:
            raise Wrong("location", _("这家机构没有叫这个名字的服务点。"), _("照机构页上的名称填写。"))
        why = _("这家机构（或同名机构）有 %(n)d 个服务点，看不出是哪一个。") % {"n": len(found)}
        raise Wrong("location", why, _("写上服务点；机构重名的，“机构”一栏改填统一社会信用代码。"))


def text(row: Row, key: str) -> str:
    return str(row.values.get(key) or "").strip()


def within(
    location: Location, since: datetime.date, until: datetime.date | None, today: datetime.date
) -> None:
    """Raises Wrong where the days do not fit the location or one another."""
    if since > today:
        raise Wrong("since", _("日期还没有到。"), _("到那天再登记，或核对年份。"))
    if since < location.since:
        said = {"day": location.since}
        raise Wrong("since", _("服务点 %(day)s 才开放。") % said, _("核对日期，或先改正服务点的开放日期。"))
    if until is not None and until <= since:
        raise Wrong("until", _("结束日期不晚于开始日期。"), _("核对两个日期。"))


def overlaps(
    since: datetime.date, until: datetime.date | None, other: datetime.date, ends: datetime.date | None
) -> bool:
    return (ends is None or ends > since) and (until is None or until > other)


def values_of(rows: Iterable[Row], key: str) -> set[Any]:
    return {value for row in rows if (value := row.values.get(key)) is not None}
