"""Databases with a world in them, made once a process: building it anew for each test took half of the suite's time.

A test gets a copy of the Python objects and a transaction of its own on the shared rows. The connection stays where
the last test had it until one asks for another stage: a new one would read PostgreSQL's catalogue all over again.
"""

import copy
from collections.abc import Callable

from django.conf import settings
from django.db import connection

from tests.world import World, build, databases
from tests.world.plan import add_document, add_packs, add_plan, add_rest

# Each grows out of the one before it, the first out of the bare world.
GROWTH: dict[str, Callable[[World], None]] = {
    "packed": add_packs,
    "uploaded": add_document,
    "planned": add_plan,
    "filled": add_rest,
}
STAGES = ["world", *GROWTH]
_made: dict[str, World] = {}


def wanted(fixtures: list[str]) -> str | None:
    """The furthest stage among the fixtures of a test."""
    return next((stage for stage in reversed(STAGES) if stage in fixtures), None)


def point_at(stage: str | None) -> None:
    """Send the connection to the database of this stage, which is made at first use; to the bare one for None."""
    if stage is not None and stage not in _made:
        _make(stage)
    if str(connection.settings_dict["NAME"]) != _name(stage):
        _connect(stage)


def at(stage: str) -> World:
    """A copy of the world in the database of the connection, grown to this stage where it is short of it."""
    found = next((each for each in _made if _name(each) == connection.settings_dict["NAME"]), None)
    world = copy.deepcopy(_made[found]) if found else build()
    for each in STAGES[STAGES.index(found or "world") + 1 : STAGES.index(stage) + 1]:
        GROWTH[each](world)
    return world


def drop_all() -> None:
    point_at(None)
    for stage in list(_made):
        databases.drop(_name(stage))
        del _made[stage]


def _make(stage: str) -> None:
    before = STAGES[STAGES.index(stage) - 1] if stage in GROWTH else None
    point_at(before)
    databases.copy(_name(before), _name(stage))
    _connect(stage)
    world = copy.deepcopy(_made[before]) if before else build()
    if stage in GROWTH:
        GROWTH[stage](world)
    _made[stage] = world


def _name(stage: str | None) -> str:
    home = str(connection.settings_dict["TEST"]["NAME"])
    return f"{home}_{stage}" if stage else home


def _connect(stage: str | None) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = _name(stage)
