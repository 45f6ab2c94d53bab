"""A generated county for benchmarks: a database of its own, the demonstration filled, a registrar over all of it."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

CODE = "511722"
SEED = 1
# Tables that the generator fills, in the order in which they refer to each other.
TABLES = (
    "people_resident", "people_residency", "people_household", "people_membership", "people_tie", "statuses_status",
    "providers_stay", "providers_enrolment",
)  # fmt: skip


@dataclass(frozen=True)
class Ground:
    county: Any
    registrar: Any  # the account
    villages: list[int]

    def actor(self) -> Any:
        from laoyou.access.scope import load_actor

        return load_actor(self.registrar.pk, self.registrar.username)


def report(
    name: str,
    value: float,
    unit: str,
    goal: float,
    *,
    peer: str | None = None,
    ratio: float | None = None,
    exact: bool = False,
    by_value: bool = False,
) -> None:
    """`goal`: of the ratio where there is one and it is not `by_value`, else of the value; at most, or `exact`."""
    judged = value if ratio is None or by_value else ratio
    figure = {"name": name, "value": round(value, 4), "unit": unit, "peer": peer}
    figure |= {"ratio": None if ratio is None else round(ratio, 2), "goal": goal}
    ok = judged == goal if exact else judged <= goal
    print(json.dumps({**figure, "ok": ok}, ensure_ascii=False), flush=True)


@contextmanager
def ground() -> Iterator[Ground]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laoyou.config.settings")
    django.setup()
    from django.conf import settings
    from django.db import connection

    from laoyou.privacy.keys import ensure_keys

    with tempfile.TemporaryDirectory(prefix="laoyou-bench-") as folder:
        settings.FIELD_KEYS = Path(folder) / "field_keys.json"
        settings.VAR, settings.JOBS = Path(folder), "inline"
        settings.ALLOWED_HOSTS = ["testserver"]
        settings.SECOND_FACTOR = "optional"
        ensure_keys(settings.FIELD_KEYS)
        name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield _filled()
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)


def _filled() -> Ground:
    from django.conf import settings

    from laoyou.access.models import User
    from laoyou.access.scope import Actor, acting_as
    from laoyou.config.demo import fill
    from laoyou.config.demo_county import villages_of
    from laoyou.packs.actions import load_releases
    from laoyou.places.queries import by_code

    load_releases(root=Path(settings.PACKS), codes=[], by="benchmark")
    fill()
    system = Actor.system("benchmark")
    with acting_as(system) as by:
        county = by_code(CODE)
        assert county is not None
        villages = villages_of(by, county)
    return Ground(county, User.objects.get(username="registrar"), villages)


def empty() -> None:
    """No people any more, and no rows that point to them. As the owner."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select tgrelid::regclass::text from pg_trigger where tgname = 'append_only_truncate'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"alter table {table} disable trigger append_only_truncate")
        events = ", ".join(f"{table}event" for table in TABLES)
        cursor.execute(f"truncate {', '.join(TABLES)}, {events} cascade")
