"""laoyou compare A B --out FILE.xlsx"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from laoyou.access.scope import Actor, acting_as
from laoyou.places.queries import by_code
from laoyou.plans import comparing_book, queries
from laoyou.plans.models import Plan

SUFFIX = ".xlsx"


class Command(BaseCommand):
    help = "Compare two plans: tasks, clauses, standing rules, targets, units, and what only one has."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = "code of a division (511722), code and period (500000:14-5), or number of a plan"
        parser.add_argument("first", metavar="A", help=what)
        parser.add_argument("second", metavar="B", help=what)
        parser.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx", help="where it goes")

    def handle(self, *args: Any, first: str, second: str, out: Path, **options: Any) -> None:
        if out.suffix.lower() != SUFFIX:
            raise CommandError(
                f"{out} is no {SUFFIX} file. Name the file that --out writes {out.stem}{SUFFIX}."
            )
        with acting_as(Actor.system("laoyou compare")), translation.override("zh-hans"):
            plans = _plan(first), _plan(second)
            if plans[0] == plans[1]:
                raise CommandError(f"{first} and {second} are the same plan, no. {plans[0].pk}. Name two.")
            comparison = queries.compare(*plans)
            content = comparing_book.workbook(comparison)
        try:
            out.write_bytes(content)
        except OSError as error:
            raise CommandError(
                f"{out} cannot be written: {error.strerror}. Name another with --out."
            ) from error
        self._tell(comparison, out)

    def _tell(self, comparison: queries.Comparison, out: Path) -> None:
        for name, plan in (("A", comparison.first), ("B", comparison.second)):
            self.stdout.write(
                f"{name}: plan {plan.pk} of {plan.division.code}, {plan.period}, “{plan.title}”"
            )
        for tab in queries.TABS:
            counts = comparison.counts(tab)
            self.stdout.write(
                f"{tab:8} {counts['same']} same, {counts['differs']} differ, "
                f"{counts['only_first']} only in A, {counts['only_second']} only in B"
            )
        self.stdout.write(f"Wrote {out}")


def _plan(named: str) -> Plan:
    """The live plan of a division, or its closed one where none is live; else the plan of that number."""
    code, _colon, period = named.partition(":")
    division = by_code(code)
    if division is None:
        return _numbered(named, code)
    found = Plan.objects.filter(division=division).exclude(state=Plan.State.SUPERSEDED)
    found = (found.filter(period=period) if period else found).select_related("division")
    live = [plan for plan in found if plan.state == Plan.State.LIVE]
    candidates = live or list(found)
    if not candidates:
        of = f" for the period {period}" if period else ""
        raise CommandError(f"{division.name} ({code}) has no adopted plan{of}. Adopt one first: laoyou adopt")
    if len(candidates) > 1:
        choices = ", ".join(f"{plan.pk} ({plan.period}, “{plan.title}”)" for plan in candidates)
        raise CommandError(
            f"{division.name} ({code}) has {len(candidates)} plans. Name one by its number: {choices}"
        )
    return candidates[0]


def _numbered(named: str, number: str) -> Plan:
    plan = (
        Plan.objects.select_related("division").filter(pk=int(number)).first()
        if number.isascii() and number.isdigit() and len(number) < 19
        else None
    )
    if plan is None:
        raise CommandError(
            f"There is no division and no plan {named}. Give a division's code, a code with a period such as "
            "500000:14-5, or the number of a plan."
        )
    return plan
