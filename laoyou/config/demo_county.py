"""`laoyou demo --people N --seed S [--division CODE]`: a county full of invented people, through the actions of pages."""

import argparse
import datetime
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from laoyou.config.demo_people import AgeGroup, invented

if TYPE_CHECKING:
    from laoyou.access.scope import Actor

OLDEST = 100
VILLAGES = [
    "新华",
    "石坝",
    "龙井",
    "双河",
    "高桥",
    "白果",
    "大田",
    "三溪",
    "清水",
    "青杠",
    "黄泥",
    "木桥",
    "松林",
    "茶园",
    "长岭",
    "河坝",
]


def parser() -> argparse.ArgumentParser:
    given = argparse.ArgumentParser(
        prog="laoyou demo", description="Load the demonstration county, and with --people invented people."
    )
    given.add_argument("--people", type=int, default=0, metavar="N", help="so many residents")
    given.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed gives the same people")
    given.add_argument("--division", default="511722", metavar="CODE", help="the county (511722)")
    return given


def fill_people(count: int, seed: int, code: str) -> str:
    """Load them; what was done in one line. Django is set up. A second time changes nothing."""
    from laoyou.access.scope import Actor, acting_as
    from laoyou.people.bulk import load_residents

    start = time.perf_counter()
    with acting_as(Actor.system("laoyou demo")) as by:
        villages_of(by, code)
    with acting_as(Actor.system("laoyou demo")) as by:
        villages = villages_of(by, code)
        groups, on = census_of(code)
        people = invented(seed, count, region=code, villages=villages, groups=groups, on=on)
        done = load_residents(by, people)
        from laoyou.access.actions import record
        from laoyou.places.queries import by_code

        county = by_code(code)
        detail = {"added": done.added, "seed": seed}
        record(
            by=by,
            action="config.residents.invent",
            obj=county,
            division=county,
            detail=detail,
        )
    seconds = time.perf_counter() - start
    return (
        f"{done.added} residents added, {done.same} were there, in {len(villages)} villages, {seconds:.0f} s."
    )


def villages_of(by: "Actor", code: str) -> list[int]:
    """Ids of the county's villages; where none are loaded, invented ones for each township."""
    from laoyou.places.actions import load_divisions
    from laoyou.places.models import Division
    from laoyou.places.queries import by_code, descendant_ids

    county = by_code(code)
    if county is None:
        raise SystemExit(f"laoyou: there is no division {code}. Load the demonstration first: laoyou demo")
    within = Division.objects.filter(pk__in=descendant_ids([county.pk]))
    if not within.filter(level="village").exists():
        towns = list(within.filter(level="township").order_by("code"))
        load_divisions(by=by, rows=[row for town in towns for row in _villages(town.code)])
    return list(within.filter(level="village").order_by("code").values_list("pk", flat=True))


def _villages(town: str) -> list[dict[str, str]]:
    return [{"code": f"{town}{200 + place}", "name": f"{name}村"} for place, name in enumerate(VILLAGES)]


def census_of(code: str) -> tuple[Sequence[AgeGroup], datetime.date]:
    """The latest count of the pack by sex and age."""
    from laoyou.packs.queries import population

    counts = [row for row in population(code=code) if row.get("groups")]
    if not counts:
        raise SystemExit(f"laoyou: the pack {code} has no census by age. Add population/2020.toml to it.")
    latest = max(counts, key=lambda row: str(row["on"]))
    groups = [
        AgeGroup(each["age_from"], each.get("age_to", OLDEST), each["male"], each["female"])
        for each in latest["groups"]
    ]
    return groups, datetime.date.fromisoformat(latest["on"])
