"""Databases with a world in them, made once a process: building it anew for each test took half of the suite's time.

A test gets a copy of the Python objects and a transaction of its own on the shared rows.
"""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from tests.world import World, build, databases
from tests.world.plan import add_plan


def _filled() -> World:
    world = build()
    add_plan(world)
    return world


BUILDERS: dict[str, Callable[[], World]] = {"filled": _filled, "world": build}
_made: dict[str, World] = {}


def wanted(fixtures: list[str]) -> str | None:
    """The prebuilt database that a test with these fixtures runs on."""
    return next((name for name in BUILDERS if name in fixtures), None)


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """The connection goes to the database of this name, which is made at first use."""
    home = str(connection.settings_dict["NAME"])
    own = f"{home}_{name}"
    if name not in _made:
        databases.copy(home, own)
    with _connected_to(own):
        if name not in _made:
            _made[name] = BUILDERS[name]()
            connection.close()
        yield


def current() -> World | None:
    """A copy of the world that lies in the database of the connection."""
    name = str(connection.settings_dict["NAME"]).rpartition("_")[2]
    return copy.deepcopy(_made[name]) if name in _made else None


def drop_all() -> None:
    for name in list(_made):
        databases.drop(f"{connection.settings_dict['NAME']}_{name}")
        del _made[name]


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    home = connection.settings_dict["NAME"]
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = home
