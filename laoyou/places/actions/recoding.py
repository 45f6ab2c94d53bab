"""New codes for a division and for all that lies in it, the former ones kept with the day they ended."""

import datetime

from django.utils.translation import gettext as _

from laoyou.lib.refusal import Refused
from laoyou.places.models import Division, DivisionCode
from laoyou.places.rules import significant


def recode(division: Division, code: str, on: datetime.date) -> int:
    """Gives how many divisions have another code than before."""
    old, new = significant(division.code), significant(code)
    if len(new) != len(old) or new == old:
        raise Refused(
            _("新代码应与原代码 %(code)s 同级，且不同。") % {"code": division.code},
            "code",
        )
    inside = list(Division.objects.filter(above__ancestor=division, code__startswith=old))
    wanted = {each.pk: _changed(each.code, old, new) for each in inside}
    if taken := Division.objects.filter(code__in=wanted.values()).exclude(pk__in=wanted).first():
        raise Refused(
            _("代码 %(code)s 已是“%(name)s”的代码。请核对新代码。")
            % {"code": taken.code, "name": taken.name},
            "code",
        )
    _recode_sources(inside, old, new, on)
    for each in inside:
        each.code = wanted[each.pk]
    Division.objects.bulk_update(inside, ["code"], batch_size=2000)
    division.refresh_from_db()
    return len(inside)


def _recode_sources(inside: list[Division], old: str, new: str, on: datetime.date) -> None:
    """Each source's codes are kept as former ones. A division without any keeps its own as the ministry's."""
    held = list(DivisionCode.objects.filter(division__in=inside, until=None))
    coded = DivisionCode.objects.filter(division__in=inside).values_list("division_id", flat=True)
    bare = {each.pk for each in inside} - set(coded)
    DivisionCode.objects.bulk_create(
        DivisionCode(division=each, source="civil", code=each.code, until=on)
        for each in inside
        if each.pk in bare
    )
    ended = [each for each in held if each.code.startswith(old)]
    DivisionCode.objects.filter(pk__in=[each.pk for each in ended]).update(until=on)
    DivisionCode.objects.bulk_create(
        DivisionCode(
            division_id=each.division_id, source=each.source, code=_changed(each.code, old, new), since=on
        )
        for each in ended
    )


def _changed(code: str, old: str, new: str) -> str:
    return new + code[len(old) :]
