"""laoyou report --division CODE --cycle PERIOD --out FILE"""

import datetime
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.dateparse import parse_date

from laoyou.access.scope import Actor, acting_as
from laoyou.indicators.periods import parse_period
from laoyou.places.models import Division
from laoyou.places.queries import by_code
from laoyou.plans.models import Plan
from laoyou.progress.models import Cycle
from laoyou.reports.building import Wrapping, build
from laoyou.reports.content import Document
from laoyou.reports.kinds import KINDS
from laoyou.reports.models import Report
from laoyou.reports.queries.facts import gather
from laoyou.reports.queries.reports import cycle_of, opened
from laoyou.reports.rendering import RENDERERS


class Command(BaseCommand):
    help = "Write a report of a plan as .docx, .xlsx or .html: as the office has it, or anew from the data of the day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--division", required=True, metavar="CODE", help="whose plan it is")
        parser.add_argument("--cycle", default="", metavar="PERIOD", help="such as 2025H2, 2025Q3 or 2025")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help=".docx, .xlsx or .html")
        parser.add_argument("--kind", default="half_year", choices=list(KINDS), help="default: half_year")
        parser.add_argument(
            "--plan", default="", help="its number or part of its title, where there are several"
        )
        parser.add_argument(
            "--on", default="", metavar="DATE", help="data up to this day, such as 2025-12-31"
        )
        parser.add_argument(
            "--fresh", action="store_true", help="anew from the data, though the office has written one"
        )

    def handle(
        self, *args: Any, division: str, cycle: str, out: Path, kind: str, plan: str, on: str, fresh: bool,
        **options: Any,
    ) -> None:  # fmt: skip
        suffix = out.suffix.lower().removeprefix(".")
        if suffix not in RENDERERS:
            raise CommandError(
                f"{out.name} is no kind of file that a report is written as. Name one that ends in .docx, .xlsx or .html."
            )
        day = _day(on)
        period = _period(cycle, kind)
        with acting_as(Actor.system("laoyou report")) as actor:
            found = _plan(_place(division), plan)
            round_ = _cycle(found, period, kind)
            written = None if fresh or day else _written(found, kind, period)
            if written:
                document = _as_written(actor, written)
                self.stdout.write(f"As the office has it: report {written.pk}. --fresh builds it anew.")
            else:
                facts = gather(found, period=period, on=day, cycle=round_)
                to = KINDS[kind].recipient or facts.recipient
                document = build(facts, kind, None, Wrapping(recipient=to, printer=facts.organ))
        _write(out, RENDERERS[suffix][1](document))
        self.stdout.write(f"{document.head.title}: {_content(document)}. Data up to {document.as_of}.")
        self.stdout.write(f"Wrote {out}")


def _place(code: str) -> Division:
    found = by_code(code)
    if found is None:
        raise CommandError(
            f"There is no division {code}. See the codes on the page 行政区划, or load its pack: laoyou packs load."
        )
    return found


def _plan(place: Division, wanted: str) -> Plan:
    plans = Plan.objects.filter(division=place).exclude(state=Plan.State.SUPERSEDED)
    found = list(plans.select_related("division").order_by("id"))
    if wanted:
        found = [each for each in found if wanted == str(each.pk) or wanted in each.title]
    if not found:
        which = f" called {wanted!r}" if wanted else ""
        raise CommandError(
            f"{place.name} ({place.code}) has no adopted plan{which}. Adopt one first, or check --plan."
        )
    if len(found) > 1:
        names = "\n".join(f"  --plan {each.pk}  {each.title}" for each in found)
        raise CommandError(f"{place.name} has {len(found)} plans. Say which one:\n{names}")
    return found[0]


def _period(cycle: str, kind: str) -> str:
    period = cycle.strip().upper()
    if period and parse_period(period) is None:
        raise CommandError(
            f"{cycle} is no period. Write 2025H2 (half-year), 2025Q3 (quarter), 2025-07 (month) or 2025."
        )
    if not period and (KINDS[kind].cyclic or kind == "yearly"):
        raise CommandError(
            f"Say which period it is about: --cycle {'2026' if kind == 'yearly' else '2025H2'}."
        )
    return period


def _cycle(plan: Plan, period: str, kind: str) -> Cycle | None:
    if not period or not KINDS[kind].cyclic:
        return None
    found = cycle_of(plan, period)
    if found is None:
        known = sorted(set(plan.cycles.values_list("period", flat=True)))
        there = f" It has {', '.join(known)}." if known else " It has none yet."
        raise CommandError(
            f"{plan.title} has no reporting cycle {period}.{there} Set one up on the page 报送周期."
        )
    return found


def _written(plan: Plan, kind: str, period: str) -> Report | None:
    return Report.objects.filter(plan=plan, kind=kind, period=period).order_by("-updated_at", "-id").first()


def _as_written(actor: Actor, report: Report) -> Document:
    found = opened(actor, report.pk)
    if found is None:
        raise CommandError(f"Report {report.pk} cannot be read. Try --fresh.")
    return found.document


def _day(on: str) -> datetime.date | None:
    if not on:
        return None
    try:
        found = parse_date(on)
    except ValueError:
        found = None
    if found is None:
        raise CommandError(f"{on} is no date. Write it as 2025-12-31.")
    return found


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise CommandError(
            f"{out} cannot be written: {error.strerror}. Check the folder and its rights."
        ) from error


def _content(document: Document) -> str:
    return f"{len(document.sections)} sections, {len(document.annexes)} annexes, {len(document.figures())} figures"
