"""The three headline figures counted from the records of a generated county, and the rows behind them; one JSON line a figure.

The floor is a bare count of the same rows by the owner, who is under no policy. Ours runs as the office, under row-level security,
by the queries of the packs.
Run: .venv/bin/python -m laoyou.config.run --test .venv/bin/python -m benchmarks.live [N]; or LAOYOU_BENCH_PEOPLE=N
"""

import datetime
import os
import statistics
import sys
import time
from collections.abc import Callable

from benchmarks.county import SEED, Ground, ground, report

PEOPLE = 100_000
KEYS = ("childcare_places_per_1000", "elder_beds_total", "nursing_bed_share")
DAY = datetime.date(2025, 12, 31)
# The places, beds and nursing-type beds that are licensed, one by one, and the count of residents.
BARE = """
select (select count(*) from providers_capacity c, generate_series(1, c.amount)
        where c.measure = 'nursery_place' and c.category = '' and c.state = 'licensed' and c.until is null),
       (select count(*) from providers_capacity c, generate_series(1, c.amount)
        where c.measure = 'bed' and c.category = '' and c.state = 'licensed' and c.until is null),
       (select count(*) from providers_capacity c, generate_series(1, c.amount)
        where c.measure = 'bed' and c.category = 'nursing' and c.state = 'licensed' and c.until is null),
       (select max(count) from census_figure)
"""


def main() -> None:
    count = int(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("LAOYOU_BENCH_PEOPLE", PEOPLE))
    with ground() as here:
        measure(here, count)


def measure(here: Ground, count: int) -> None:
    from django.db import connection

    from laoyou.access.models import User
    from laoyou.access.scope import acting_as, load_actor
    from laoyou.config.demo_county import fill_county, invented
    from laoyou.indicators.computed import Unit, compute, units
    from laoyou.packs.queries import indicator_queries
    from laoyou.places.queries import codes_upwards, descendant_ids

    with acting_as(here.actor()) as by:
        fill_county(by, here.county, invented(here.county, count, SEED, here.villages))
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(BARE)
            cursor.fetchall()

    low = seconds(bare)
    office = User.objects.get(username="office")
    with acting_as(load_actor(office.pk, office.username)):
        known = indicator_queries(division_codes=codes_upwards(here.county))
        wanted = [known[key] for key in KEYS]
        within = descendant_ids([here.county.pk])
        taken = seconds(lambda: compute(wanted, within, DAY))
        figures = compute(wanted, within, DAY)
        report("three figures from records", taken, "s", 0.25, peer="bare count by the owner", ratio=taken / low, by_value=True)  # fmt: skip
        for key in KEYS:
            figure = figures[key]
            start = time.perf_counter()
            rows: dict[str, list[Unit]] = {
                part: units(figure.definition, within, DAY, part) for part in figure.parts
            }
            taken = time.perf_counter() - start
            counted = sum(len(each) for each in rows.values())
            report(f"{key}: all {counted} rows behind it", taken, "s", 0.5, peer="bare count by the owner", ratio=taken / low, by_value=True)  # fmt: skip
            weights = sum(sum(row.weight for row in each) for each in rows.values())
            said = sum(figure.total(part) or 0 for part in figure.parts)
            report(f"{key}: its rows less the figure", weights - said, "rows", 0, exact=True)
        page = seconds(lambda: units(wanted[0], within, DAY, "numerator", limit=50, offset=2000))
        report("a page of 50 rows", page, "s", 0.25, peer="bare count by the owner", ratio=page / low, by_value=True)  # fmt: skip
        told = (figures[KEYS[0]].numerator, figures[KEYS[1]].numerator, figures[KEYS[2]].numerator)
        report("places, beds, nursing-type beds off the plan's 4293, 7000, 3850", sum(abs((each or 0) - goal) for each, goal in zip(told, (4293, 7000, 3850), strict=True)), "", 0, exact=True)  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
