"""Each table with people in it × each role × own county, sibling county, provider, family, nobody: raw SQL through the
page role sees the rows that a computation apart from the database says, and no other. See tests/world/matrix."""

# ruff: noqa: S608 - names of tables come from the models

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import ProgrammingError, connection, models, transaction

from laoyou.access.scope import Actor, acting_as, load_actor
from laoyou.people.models import Resident
from tests.world import World
from tests.world.matrix import RULES, Ground, Row, Viewer, build_ground, employ, viewers

ANSWERED = {"people_handover: update"}  # the county that a person moves to takes over or sends back
NAMES_A_PERSON = {"resident_ref", "resident_id"}


def has_people(model: type[models.Model]) -> bool:
    """A resident, a row that points at one or counts one by number, a list of residents; or the history of such a row."""
    tracked = getattr(model, "pgh_tracked_model", None)
    if tracked is not None:
        return has_people(tracked)
    return model is Resident or any(_names_people(field) for field in model._meta.concrete_fields)


def _names_people(field: models.Field) -> bool:  # type: ignore[type-arg]
    if isinstance(field, models.ForeignKey):
        return field.related_model is Resident
    return field.name in NAMES_A_PERSON or (isinstance(field, ArrayField) and field.name == "residents")


def tables_with_people() -> set[str]:
    return {m._meta.db_table for m in apps.get_models() if m._meta.managed and has_people(m)}


def test_each_table_with_people_stands_in_the_matrix() -> None:
    assert tables_with_people() - set(RULES) == set(), "add a function for these to tests/world/matrix"


def _all(name: str) -> dict[int, Row]:
    key = "pgh_id" if name.endswith("event") else "id"
    with connection.cursor() as cursor:
        cursor.execute(f'select * from "{name}"')
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {row[key]: row for row in rows}


def _as(world: World, viewer: Viewer) -> Actor:
    if viewer.user_id is None:
        return Actor(None, "")
    return load_actor(viewer.user_id, viewer.name)


@pytest.fixture
def ground(world: World) -> Ground:
    employ(world)
    return build_ground(world)


@pytest.mark.django_db
def test_each_role_sees_in_each_table_what_the_rule_says(ground: Ground) -> None:
    """One building of the ground for all cells of the matrix; each that differs is named."""
    known = {name: _all(name) for name in RULES}
    wrong, cells, seen_by_somebody = [], 0, dict.fromkeys(RULES, 0)
    for viewer in viewers(ground.world):
        expected = {
            name: {key for key, row in rows.items() if RULES[name](viewer, row, ground)}
            for name, rows in known.items()
        }
        with acting_as(_as(ground.world, viewer)):
            seen = {name: set(_all(name)) for name in RULES}
        for name in RULES:
            cells += 1
            seen_by_somebody[name] += bool(seen[name])
            if seen[name] != expected[name]:
                more, less = seen[name] - expected[name], expected[name] - seen[name]
                wrong.append(f"{viewer.name} in {name}: {len(more)} rows too many, {len(less)} missing")
    assert wrong == []
    assert cells == len(RULES) * len(viewers(ground.world))
    assert [name for name, count in seen_by_somebody.items() if not count] == [], (
        "nobody sees these: proves nothing"
    )
    for name, rows in known.items():
        assert len({row["division_id"] for row in rows.values()}) > 1, f"{name}: put rows into both counties"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["village", "registrar", "provider_staff", "family", "security_admin"])
def test_nobody_changes_or_takes_a_row_of_another_county(ground: Ground, role: str) -> None:
    viewer = next(one for one in viewers(ground.world) if one.name == f"乙县 {role}")
    mine = ground.world.divisions["河口村"].pk
    changed = []
    with acting_as(_as(ground.world, viewer)):
        for name in sorted(RULES):
            for act in (f'update "{name}" set division_id = division_id', f'delete from "{name}"'):
                if _touched(f"{act} where division_id = %s", mine):
                    changed.append(f"{name}: {act.split()[0]}")
    assert set(changed) - ANSWERED == set()


def _touched(statement: str, division: int) -> int:
    """Rows touched; 0 where the role has not even the right to ask."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [division])
            return int(cursor.rowcount)
    except ProgrammingError:
        return 0
