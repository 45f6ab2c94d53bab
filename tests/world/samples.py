"""For each address that names a row: a row of 甲县, so that the guard can ask for it as everyone.

A package that adds such an address adds its line here; the guard names the addresses that have none.
"""

from collections.abc import Callable
from typing import Any

from laoyou.access.models import DepartmentFunction, Grant
from laoyou.plans.queries import adoption_state
from tests.world import (
    LEADING,
    World,
    census,
    live,
    privacy,
    providers,
    residents,
    sheets,
    spaces,
    statuses,
    upkeep,
)
from tests.world.bodies import BODY_SAMPLES
from tests.world.plan import item_of

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


def _plan(world: World) -> dict[str, Any]:
    return {"pk": world.rows["plan"].pk}


def _report(world: World) -> dict[str, Any]:
    return {"pk": world.rows["report"].pk}


def _document(world: World) -> dict[str, Any]:
    return {"pk": world.rows["document"].pk}


def _task(world: World) -> dict[str, Any]:
    return _plan(world) | {"no": world.rows["plan"].tasks.first().no}


def _target(world: World) -> dict[str, Any]:
    return _plan(world) | {"target_id": world.rows["plan"].targets.first().pk}


def _rule(world: World) -> dict[str, Any]:
    return _plan(world) | {"rule_id": world.rows["plan"].rules.first().pk}


def _item(world: World) -> dict[str, Any]:
    return _document(world) | {"item_id": item_of(world, kind="task").pk}


def _goal(world: World) -> dict[str, Any]:
    return _document(world) | {"item_id": item_of(world, kind="target").pk}


def _clause(world: World) -> dict[str, Any]:
    row = next(row for row in adoption_state(world.rows["document"]).uncovered)
    return _document(world) | {"item_id": row.item.pk}


def _unit_name(world: World) -> dict[str, Any]:
    return _document(world) | {"unit_id": world.rows["document"].unit_names.first().pk}


def _two_plans(world: World) -> dict[str, Any]:
    return _plan(world) | {"other": world.rows["second_plan"].pk}


def _list(world: World) -> dict[str, Any]:
    return {"pk": world.rows["list"].pk}


def _list_item(world: World) -> dict[str, Any]:
    return _list(world) | {"item_id": world.rows["list_item"].pk}


def _edition(world: World) -> dict[str, Any]:
    return _list(world) | {"number": world.rows["edition"].number}


def _cycle(world: World) -> dict[str, Any]:
    return {"pk": world.rows["cycle"].pk}


def _return(world: World) -> dict[str, Any]:
    return _cycle(world) | {"department_id": world.departments["甲县", LEADING].pk}


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
    **dict.fromkeys(
        (
            "document-file",
            "document-corrected",
            "review",
            "items-decide",
            "accept-above",
            "item-add",
            "items-paste",
            "adopt",
            "adopt-about",
            "adopt-targets",
            "adopt-clauses",
            "adopt-leave-open",
            "adopt-confirm",
        ),
        _document,
    ),
    "evidence-file": lambda world: {"pk": world.rows["file"].pk},
    "document-diff": lambda world: {"pk": world.rows["correction"].pk},
    "item-edit": _item,
    "item-link": _goal,
    "item-image": lambda world: _document(world) | {"item_id": world.rows["pictured"].pk},
    "unread": lambda world: _document(world) | {"unread_id": world.rows["unread"].pk},
    "adopt-units": lambda world: _document(world) | {"kind": "named"},
    "adopt-unit": _unit_name,
    "adopt-target": _goal,
    "adopt-clause": _clause,
    **dict.fromkeys(("plan", "plan-export", "source", "plan-publish", "plan-withdraw", "plan-close"), _plan),
    "unit": lambda world: _plan(world) | {"department_id": world.departments["甲县", LEADING].pk},
    "task": _task,
    "target": _target,
    "report": _target,
    **dict.fromkeys(("figures", "figures-export", "plan-divisions", "plan-divisions-export"), _plan),
    "milestones": _target,
    "rule": _rule,
    "assign": lambda world: _plan(world) | {"part": "rule", "part_id": _rule(world)["rule_id"]},
    **dict.fromkeys(("portal-plan", "portal-goals", "portal-tasks", "portal-rules"), _plan),
    "portal-goal": _target,
    "portal-task": _task,
    "compare-choose": _plan,
    **dict.fromkeys(("compare", "compare-export", "compare-correct"), _two_plans),
    **BODY_SAMPLES,
    **dict.fromkeys(
        (
            "list",
            "list-settings",
            "list-close",
            "list-export",
            "list-import",
            "list-item-add",
            "list-editions",
            "list-draft",
            "list-compare",
            "portal-list",
            "portal-list-changes",
        ),
        _list,
    ),
    **dict.fromkeys(
        ("list-item", "list-item-edit", "list-item-state", "list-item-files", "list-item-remove"), _list_item
    ),
    **dict.fromkeys(("list-force", "list-publish", "list-withdraw", "list-draft-drop"), _edition),
    "list-import-check": lambda world: _list(world) | {"sheet_id": world.rows["sheet"].pk},
    "portal-list-item": lambda world: _list(world) | {"number": world.rows["list_item"].number},
    "report-words": lambda world: _report(world) | {"section": "overview"},
    "report-figure": lambda world: _report(world) | {"key": "tasks"},
    "report-figure-export": lambda world: _report(world) | {"key": "tasks"},
    "report-export": lambda world: _report(world) | {"suffix": "xlsx"},
    **dict.fromkeys(
        (
            "cycle",
            "cycle-edit",
            "cycle-export",
            "cycle-reminders",
            "cycle-accept",
            "cycle-forms-export",
            "cycle-import",
            "cycle-import-check",
        ),
        _cycle,
    ),
    "cycle-add": _plan,
    "cycles-generate": _plan,
    "cycle-step": lambda world: _cycle(world) | {"step": "close"},
    **dict.fromkeys(
        (
            "return",
            "return-save",
            "return-exempt",
            "return-files",
            "return-form-export",
            "return-paper",
        ),
        _return,
    ),
    "return-step": lambda world: _return(world) | {"step": "pass"},
    **dict.fromkeys(
        (
            "tasks-sort",
            "tasks-carry",
            "plan-timeline",
            "measures",
            "measures-compare",
            "measure-add",
            "measures-decide",
            "measures-export",
            "measures-upload",
            "orders",
            "orders-export",
            "plan-followed",
            "order-add",
            "remind",
            "bulletin",
        ),
        _plan,
    ),
    "tasks-decide": lambda world: _plan(world) | {"step": "confirm"},
    "tracking": _task,
    "entry-add": _task,
    "draft": lambda world: {"pk": world.rows["draft"].pk},
    "draft-save": lambda world: {"pk": world.rows["draft"].pk},
    "draft-step": lambda world: {"pk": world.rows["draft"].pk, "step": "discard"},
    "measure": lambda world: _plan(world) | {"measure_id": world.rows["measure"].pk},
    "measure-drop": lambda world: _plan(world) | {"measure_id": world.rows["measure"].pk},
    "order": lambda world: {"pk": world.rows["order"].pk},
    "order-step": lambda world: {"pk": world.rows["order"].pk, "step": "extend"},
    **dict.fromkeys(
        ("report-page", "report-head", "report-refill", "report-issue", "report-restate"), _report
    ),
    **residents.SAMPLES,
    **statuses.SAMPLES,
    **providers.SAMPLES,
    **spaces.SAMPLES,
    **census.SAMPLES,
    **sheets.SAMPLES,
    **privacy.SAMPLES,
    **upkeep.SAMPLES,
    **live.SAMPLES,
    # A person's own keys: nobody else's is found, whatever the number.
    "mfa_remove_webauthn": lambda _world: {"pk": 1},
    "mfa_edit_webauthn": lambda _world: {"pk": 1},
}
