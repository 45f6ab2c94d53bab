"""For each address that names a row: a row of 甲县, so that the guard can ask for it as everyone.

A package that adds such an address adds its line here; the guard names the addresses that have none.
"""

from collections.abc import Callable
from typing import Any

from laoyou.access.models import DepartmentFunction, Grant
from tests.world import LEADING, World

Sample = Callable[[World], dict[str, Any]]


def _department(world: World) -> dict[str, Any]:
    return {"pk": world.departments["甲县", LEADING].pk}


def _function(world: World) -> dict[str, Any]:
    unit = world.departments["甲县", LEADING]
    held, _new = DepartmentFunction.objects.get_or_create(department=unit, function="老龄工作")
    return {"pk": held.pk}


def _person(world: World) -> dict[str, Any]:
    return {"pk": world.people["甲县", "viewer"].pk}


def _grant(world: World) -> dict[str, Any]:
    return {"pk": Grant.objects.get(user=world.people["甲县", "viewer"]).pk}


SAMPLES: dict[str, Sample] = {
    "department": _department,
    "department-edit": _department,
    "department-function": _department,
    "function-move": _function,
    "person": _person,
    "person-edit": _person,
    "person-grant": _person,
    "person-step": lambda world: _person(world) | {"step": "deactivate"},
    "grant-revoke": _grant,
    # A person's own keys: nobody else's is found, whatever the number.
    "mfa_remove_webauthn": lambda _world: {"pk": 1},
    "mfa_edit_webauthn": lambda _world: {"pk": 1},
}
