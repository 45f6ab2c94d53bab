"""The divisions there are, found by any of their codes while a file is loaded."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from laoyou.lib.refusal import Refused
from laoyou.places.models import Division, DivisionCode, DivisionMove, DivisionShare, FormerName
from laoyou.places.rules import DivisionRow, parent_codes


class Known:
    """One source's code may be another's for a different township, so codes are kept with their source.

    `moved`, `ended` and `former` hold what an event decided: a file that is older than the event does not undo it.
    """

    def __init__(self) -> None:
        divisions = {division.pk: division for division in Division.objects.all()}
        self.by_code = {division.code: division for division in divisions.values()}
        codes = DivisionCode.objects.order_by("until").values_list("source", "code", "division_id")
        self.by_source = {  # those in force last: they win over former ones
            (source, code): divisions[pk] for source, code, pk in codes
        }
        self.moved = set(DivisionMove.objects.values_list("moved_id", flat=True))
        shared = DivisionShare.objects.values_list("old_id", flat=True)
        self.ended = {pk for pk in shared if divisions[pk].until is not None}
        self.former = set(FormerName.objects.values_list("division_id", "name"))

    def __getitem__(self, row: DivisionRow) -> Division:
        division = self.find(row)
        if division is None:
            raise KeyError(row.code)
        return division

    def find(self, row: DivisionRow) -> Division | None:
        """By the pairs (source, code) first, then by the code itself."""
        found = {self.by_source[pair] for pair in row.codes if pair in self.by_source}
        if len(found) > 1:
            names = "、".join(sorted(f"{division.name}({division.code})" for division in found))
            raise Refused(
                _("“%(name)s”的代码分属两个已有的行政区划：%(found)s。请核对代码后再载入。")
                % {"name": row.name, "found": names}
            )
        return found.pop() if found else self.by_code.get(row.code)

    def learn(self, divisions: Iterable[Division]) -> None:
        self.by_code |= {division.code: division for division in divisions}

    def parent(self, row: DivisionRow) -> Division | None:
        """The nearest division that the digits of the code lie in, by the same source where it has codes."""
        for code in parent_codes(row.code):
            for source, _own in row.codes:
                for written in (code, code.ljust(12, "0")):
                    if (source, written) in self.by_source:
                        return _now(self.by_source[source, written])
            if code in self.by_code:
                return _now(self.by_code[code])
        return None


def _now(division: Division) -> Division:
    """What a merged division went into, for what is loaded after the merge."""
    while division.until is not None and division.successor is not None:
        division = division.successor
    return division
