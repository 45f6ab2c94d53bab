"""The list of residents as it is narrowed, as a file: numbers and phones hidden, for a purpose, with its lines of record."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.exporting import Leaving, export_page
from laoyou.console.loading import acting
from laoyou.console.residents.index import listing_of, wanted
from laoyou.people import queries, revealing, rules
from laoyou.people.models import Resident
from laoyou.sheets.exporting import Line, Out

MOST = 100_000  # of one file


@allow("resident.export")
def residents_export(request: HttpRequest) -> HttpResponseBase:
    actor = acting(request)
    listing = listing_of(request, actor)
    asked, may = wanted(listing), sorted(actor.divisions_for("resident.export"))
    within = may if asked.within is None else sorted(set(may) & set(asked.within))
    ids = queries.find(replace(asked, within=within), most=MOST).ids
    leaving = Leaving(
        "residents", _("居民"), len(ids), _columns(), lambda: _lines(ids, listing.sort),
        reverse("residents") + listing.here,
    )  # fmt: skip
    return export_page(request, leaving, "resident.export")


def _columns() -> list[Out]:
    heads = [_("姓名"), _("性别"), _("出生日期"), _("证件类型")]
    more = [_("乡镇"), _("村（社区）"), _("住址"), _("去世日期")]
    hidden = [Out(_("证件号码"), "id_number"), Out(_("电话"), "phone")]
    return [*map(Out, heads), *hidden, *map(Out, more)]


def _lines(ids: Sequence[int], sort: str) -> Iterator[Line]:
    today = timezone.localdate()
    for one in queries.each(ids, sort):
        kind = one.get_id_kind_display() if one.id_hint else ""
        cells = [one.name, one.get_sex_display(), one.birth_date, kind, one.id_hint]
        yield Line(
            [*cells, revealing.opened_phone(one.phone_sealed), *_place(one), one.address, one.died_on],
            resident=one.pk, minor=rules.is_child(one.birth_date, today),
        )  # fmt: skip


def _place(one: Resident) -> tuple[str, str]:
    if one.division.level != "village" or one.division.parent is None:
        return one.division.name, ""
    return one.division.parent.name, one.division.name
