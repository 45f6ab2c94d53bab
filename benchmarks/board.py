"""How fast the board of a plan is with 200 tasks, 60 units and five years of entries; one JSON line a figure.

The floor is one bare query that groups the same entries, as the owner of the tables: what no board can go below.
Run: .venv/bin/python -m laoyou.config.run --test .venv/bin/python -m benchmarks.board
"""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import django

TASKS, UNITS, PERIODS = 200, 60, 10
GROUPED = 'select task_id, department_id, max("on") from progress_entry where plan_id = %s group by 1, 2'
UNITS_SQL = """
insert into access_department (division_id, name, short_name, kind, recorded_at)
select %(division)s, '单位' || n, '', 'department', now() from generate_series(1, %(units)s) n returning id
"""
TASKS_SQL = """
insert into plans_task (plan_id, division_id, no, number, "group", text, raw, clause, origin, nkey)
select %(plan)s, %(division)s, 1000 + n, '', '', '建成第' || n || '个服务点', '', '', 'read', 'N' || (n %% 23 + 1)
from generate_series(1, %(tasks)s) n
"""
OBLIGATIONS_SQL = """
insert into plans_obligation (plan_id, division_id, task_id, department_id, role, named_as, note, by_office, since)
select %(plan)s, %(division)s, t.id, u, case when u = (%(ids)s)[1] then 'lead' else 'support' end, 'x', '', false, now()
from plans_task t, unnest(%(ids)s) u where t.plan_id = %(plan)s and t.no > 1000
"""
TRACKING_SQL = """
insert into progress_tracking (division_id, plan_id, task_id, kind, completion_mark, due, state, version)
select %(division)s, %(plan)s, id, 'deliverable', '建成', '2025-12-31', 'open', 1
from plans_task where plan_id = %(plan)s and no > 1000
"""
ENTRIES_SQL = """
insert into progress_entry (division_id, plan_id, task_id, department_id, role, "on", text, figures, claims, entered_for, recorded_at)
select %(division)s, %(plan)s, o.task_id, o.department_id, o.role, '2021-06-30'::date + 180 * n, '已推进', '[]', false, true, now()
from plans_obligation o, generate_series(0, %(periods)s - 1) n where o.plan_id = %(plan)s and o.task_id is not null
"""


def best_of(times: int, work: Callable[[], object]) -> float:
    """Seconds of the quickest run: the others measure the machine's other work."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def report(name: str, value: float, unit: str, goal: float, ratio: float | None = None) -> None:
    figure = {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "peer": "bare grouping query" if ratio else None,
    }
    figure |= {"ratio": round(ratio, 2) if ratio else None, "goal": goal}
    print(json.dumps({**figure, "ok": value <= goal}, ensure_ascii=False), flush=True)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laoyou.config.settings")
    django.setup()
    from django.db import connection

    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        measure()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure() -> None:
    from django.conf import settings
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from laoyou.access.scope import acting_as
    from laoyou.console.progress.board_states import BoardStates
    from laoyou.packs.actions import load_releases
    from laoyou.plans import actions, queries
    from laoyou.plans.tests.conftest import adopted
    from laoyou.plans.tests.samples import PLAN
    from tests.world import build

    world = build()
    load_releases(root=Path(settings.PACKS), codes=["base"], by="benchmark")
    county = world.divisions["甲县"]
    with acting_as(world.actor("甲县", "office")) as office:
        document = actions.upload_text(by=office, division=county, text=PLAN).document
        assert document is not None
        plan = adopted(office, document)
    _fill({"plan": plan.pk, "division": county.pk, "tasks": TASKS, "units": UNITS, "periods": PERIODS})

    def floor() -> object:
        with connection.cursor() as cursor:
            cursor.execute(GROUPED, [plan.pk])
            return cursor.fetchall()

    def board() -> object:
        states = BoardStates(plan)
        return states.rows(queries.board_tasks(plan, queries.TaskFilter()).page.rows)

    low = best_of(5, floor)
    with acting_as(world.actor("甲县", "office")):
        with CaptureQueriesContext(connection) as asked:
            board()
        seconds = best_of(5, board)
    report("board: 200 tasks, 60 units, 120,000 entries", seconds, "s", 1.5, seconds / low)
    report("board: queries", len(asked), "queries", 20)


def _fill(given: dict[str, object]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(UNITS_SQL, given)
        given = {**given, "ids": [row[0] for row in cursor.fetchall()]}
        for statement in (TASKS_SQL, OBLIGATIONS_SQL, TRACKING_SQL, ENTRIES_SQL):
            cursor.execute(statement, given)
        cursor.execute("analyze")


if __name__ == "__main__":
    main()
