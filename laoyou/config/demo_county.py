"""`laoyou demo --people N --seed S [--division CODE]`: a county full of invented people, through the actions of pages.

Residents with their households, kin and guardians, statuses, stays and enrolments in the institutions that are there. The
same seed gives the same people; a second time changes nothing. Whole or not at all: a killed run leaves nobody.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from laoyou.access.scope import Actor
    from laoyou.config.demo_people import AgeGroup, County, Invented
    from laoyou.places.models import Division
    from laoyou.providers.actions.filling import Placed
    from laoyou.statuses.actions.bulk import NewStatus

T = TypeVar("T")
OLDEST = 100
NAME = "laoyou demo"
ACTION = "config.residents.invent"


def parser() -> argparse.ArgumentParser:
    given = argparse.ArgumentParser(
        prog="laoyou demo",
        description="Load the demonstration county without residents, and with --people as many invented ones. In a county whose "
        "first start brought its own (LAOYOU_DEMO_PEOPLE) nothing is added: choose another folder by LAOYOU_VAR.",
    )
    given.add_argument("--people", type=_count, default=0, metavar="N", help="so many residents")
    given.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed gives the same people")
    given.add_argument("--division", default="511722", metavar="CODE", help="the county (511722)")
    return given


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 20_000_000):
        raise argparse.ArgumentTypeError(f"{text} is no number of people: from 1 to 20000000")
    return int(text)


def fill_people(count: int, seed: int, code: str) -> str:
    """What was done, in one line. Django is set up. Refused where people are registered who were not invented here."""
    from laoyou.access.scope import Actor, acting_as

    start = time.perf_counter()
    with acting_as(Actor.system(NAME)) as by:
        county = _county(code)
        if there := _standing(county, count, seed):
            return there
        villages_of(by, county)
    with acting_as(Actor.system(NAME)) as by:  # again, so that the scope holds villages that were just made
        said = fill_county(by, county, invented(county, count, seed, villages_of(by, county)))
    return f"{said}, {time.perf_counter() - start:.0f} s."


def fill_county(by: "Actor", county: "Division", people: "County", *, quiet: bool = False) -> str:
    """`quiet` says nothing on the way."""
    from laoyou.access.actions import record
    from laoyou.config.demo_rates import WHOLE
    from laoyou.people.actions.kinship import tie_households
    from laoyou.people.bulk import load_residents
    from laoyou.providers.actions.filling import Placed, fill_places
    from laoyou.statuses.actions.bulk import load_statuses

    placed: list[Placed] = []  # no more than institutions have places for
    told: Callable[..., Iterable[Invented]] = (lambda _what, _count, rows: rows) if quiet else _told
    done = load_residents(by, (one.resident for one in told("people", people.count, people)))
    ties = tie_households(by=by, division=county, on=people.rates.on)
    statuses = load_statuses(
        by=by, division=county, rows=_statuses(told("statuses", people.count, people), placed)
    )
    stays = fill_places(by=by, division=county, rows=placed, near=people.count < WHOLE)
    detail = {"people": people.count, "seed": people.seed, "added": done.added}
    record(by=by, action=ACTION, obj=county, division=county, detail=detail)
    return (
        f"{done.added} residents in {len(people.villages)} villages, {ties} guardians and kin, "
        f"{statuses} statuses, {stays} stays and enrolments"
    )


def _statuses(people: Iterable["Invented"], placed: "list[Placed]") -> "Iterator[NewStatus]":
    """Of those who have a number, by which both are known; who has a place goes to `placed`."""
    from laoyou.providers.actions.filling import Placed
    from laoyou.statuses.actions.bulk import NewStatus

    for one in people:
        number = one.resident.id_number
        if not number:
            continue
        for each in one.statuses:
            yield NewStatus(number, each.kind, each.source, each.since, each.attributes)
        if one.care:
            placed.append(Placed(number, one.care, one.care_since))


def _county(code: str) -> "Division":
    from laoyou.places.queries import by_code

    county = by_code(code)
    if county is None:
        raise SystemExit(f"laoyou: there is no division {code}. Load the demonstration first: laoyou demo")
    return county


def _standing(county: "Division", count: int, seed: int) -> str:
    """What to say where these very people are there; empty where nobody is. Refused where others are."""
    from laoyou.access.models import AuditLine
    from laoyou.people.models import Resident

    entered = Resident.objects.exclude(recorded_by=None).count()
    if entered:
        raise SystemExit(
            f"laoyou: this installation holds {entered} residents whom somebody entered or imported. Invented people do not go "
            "among them: nobody could tell them apart. Nothing was changed. Use an installation of its own: "
            "LAOYOU_VAR=another/folder laoyou demo --people N"
        )
    line = AuditLine.objects.filter(action=ACTION, division=county).first()
    if line is None:
        if Resident.objects.filter(division__above__ancestor=county).exists():
            raise SystemExit(
                f"laoyou: {county.name} has residents who were not invented here. Nothing was changed."
            )
        return ""
    there = (line.detail.get("people"), line.detail.get("seed"))
    if there != (count, seed):
        raise SystemExit(
            f"laoyou: {county.name} has {there[0]} invented people of seed {there[1]} already; a first start brings some unless "
            "LAOYOU_DEMO_PEOPLE=0. Nothing was changed. For others use a folder of their own: LAOYOU_VAR=another/folder laoyou demo "
            "--people N, then LAOYOU_VAR=another/folder make run"
        )
    return f"the {count} invented people of seed {seed} are there already; nothing was changed."


def _told(what: str, count: int, rows: Iterable[T]) -> Iterator[T]:
    """One line that moves at a terminal, ten lines in a log."""
    moving = sys.stderr.isatty()
    step = max(1, count // (200 if moving else 10))
    for number, row in enumerate(rows, 1):
        if number % step == 0:
            line = f"laoyou:   {what}: {number:,} of {count:,}"
            print(f"\r{line}" if moving else line, end="" if moving else "\n", file=sys.stderr, flush=True)
        yield row
    if moving:
        print(file=sys.stderr)


def villages_of(by: "Actor", county: "Division") -> list[int]:
    """Ids of the county's villages; where none are loaded, invented ones for each township."""
    from laoyou.places.actions import load_divisions
    from laoyou.places.models import Division
    from laoyou.places.queries import descendant_ids

    within = Division.objects.filter(pk__in=descendant_ids([county.pk]))
    if not within.filter(level="village").exists():
        towns = list(within.filter(level="township").order_by("code"))
        load_divisions(by=by, rows=_villages(towns))
        within = Division.objects.filter(pk__in=descendant_ids([county.pk]))
    return list(within.filter(level="village").order_by("code").values_list("pk", flat=True))


def _villages(towns: "Sequence[Division]") -> list[dict[str, str]]:
    from laoyou.config.demo_villages import villages_of_town

    return [
        row for number, town in enumerate(towns) for row in villages_of_town(number, town.code, town.name)
    ]


def invented(county: "Division", count: int, seed: int, villages: Sequence[int]) -> "County":
    """`villages` in which they may live; a small number lives in some of them."""
    from django.conf import settings

    from laoyou.config.demo_people import SMALLEST, County
    from laoyou.config.demo_rates import of_so_many, read_rates
    from laoyou.config.demo_villages import chosen
    from laoyou.places.models import Division

    codes = list(Division.objects.filter(pk__in=villages).values_list("code", "pk"))
    return County(
        seed,
        count,
        region=county.code[:6],
        villages=chosen(codes, max(1, count // SMALLEST)),
        groups=census_of(county.code),
        rates=of_so_many(read_rates(Path(settings.PACKS), county.code), count),
    )


def census_of(code: str) -> "Sequence[AgeGroup]":
    """The latest count of the pack by sex and age."""
    from laoyou.config.demo_people import AgeGroup
    from laoyou.packs.queries import population

    counts = [row for row in population(code=code) if row.get("groups")]
    if not counts:
        raise SystemExit(f"laoyou: the pack {code} has no census by age. Add population/2020.toml to it.")
    latest = max(counts, key=lambda row: str(row["on"]))
    return [
        AgeGroup(each["age_from"], each.get("age_to", OLDEST), each["male"], each["female"])
        for each in latest["groups"]
    ]
