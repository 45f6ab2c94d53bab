"""What an installation begins with: the divisions and departments of its packs, and its first accounts."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from laoyou.access.actions import add_function, create_person, ensure_department, grant_role, move_function
from laoyou.access.models import Department
from laoyou.access.rules import Role
from laoyou.access.scope import Actor
from laoyou.census.actions import record_figures
from laoyou.census.rules import figures_of
from laoyou.packs import queries as packs
from laoyou.packs.models import PackRelease
from laoyou.places.actions import load_divisions
from laoyou.places.models import Division
from laoyou.places.queries import by_code, own_codes
from laoyou.places.rules import NATIONAL, DivisionRow

SHEET = "sign-ins.txt"
_LEVELS = {"municipality": "province"}


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the sheet of first sign-ins."""

    role: str
    where: str
    username: str
    password: str


def load_places(*, by: Actor) -> dict[str, Division]:
    """The nation, each loaded pack's own division and the level below it, by code. Again: nothing changes."""
    codes = sorted(set(PackRelease.objects.exclude(code="base").values_list("code", flat=True)))
    heads = {code: packs.pack_head(code=code) for code in codes}
    rows = [DivisionRow(NATIONAL, packs.pack_head(code="base")["name"]["zh"], "national")]
    for code, head in heads.items():
        level = str(_LEVELS.get(head["level"], head["level"]))
        rows.append(DivisionRow(code, head["name"]["zh"], level, name_en=head["name"]["en"]))
    load_divisions(by=by, rows=rows)
    for code in codes:
        load_divisions(by=by, rows=packs.divisions(code=code))
    return {code: found for code in [NATIONAL, *codes] if (found := by_code(code))}


def _pack_of(place: Division) -> str:
    """The code under which the packs have a division: a former one, where it was given another since."""
    codes = own_codes(place)
    held = set(PackRelease.objects.filter(code__in=codes).values_list("code", flat=True))
    return next((code for code in codes if code in held), place.code)


def load_population(*, by: Actor, places: Iterable[Division]) -> None:
    """The official counts of people that the packs know. Again: nothing changes."""
    rows = []
    for place in places:
        for said in packs.population(code=_pack_of(place)) if place.code != NATIONAL else []:
            whose = by_code(said["division"]) if "division" in said else place
            if whose is not None:
                rows.extend(figures_of(said, whose))
    record_figures(by=by, rows=rows)


def load_departments(*, by: Actor, division: Division) -> list[Department]:
    """The departments that the division's pack knows, with the names that documents use for them."""
    units = packs.units(code=_pack_of(division))
    departments = [
        ensure_department(
            by=by,
            division=division,
            name=unit["name"],
            short_name=(unit.get("aliases") or [""])[0],
            aliases=unit.get("aliases", []),
        )
        for unit in units
    ]
    _move_functions(by, departments, [unit.get("function") for unit in units])
    return departments


def _move_functions(by: Actor, departments: list[Department], functions: list[str | None]) -> None:
    """Say of each function that a reform moved where it lay before and since when it lies where it lies."""
    for move in packs.function_moves():
        if move["from"] in functions and move["to"] in functions:
            former = departments[functions.index(move["from"])]
            now = departments[functions.index(move["to"])]
            if not former.functions.filter(function=move["what"]["zh"]).exists():
                held = add_function(by=by, department=former, function=move["what"]["zh"])
                since = datetime.date.fromisoformat(str(move["since"]))
                move_function(by=by, function=held, to=now, since=since)


def open_first_accounts(*, by: Actor, nation: Division) -> list[Account]:
    """For an empty start: the three administrators and one office, over the whole nation until others are named."""
    roles = (Role.OFFICE, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
    return [open_account(by=by, role=role, username=role.value, division=nation) for role in roles]


def open_account(
    *,
    by: Actor,
    role: Role,
    username: str,
    division: Division,
    department: Department | None = None,
    password: str | None = None,
) -> Account:
    """Without a `password` one is made that must be changed at the first sign-in."""
    where = (department.short_name or department.name) if department else division.name
    user, secret = create_person(
        by=by, username=username, name=f"{role.label}·{where}"[:60], division=division, password=password
    )
    grant_role(by=by, user=user, role=role.value, division=division, department=department)
    return Account(role.value, department.name if department else division.name, username, secret)


def write_sheet(accounts: list[Account], opening: str) -> None:
    """Keep the first sign-ins where only this installation's owner reads them; printed at every start."""
    lines = [opening, ""]
    lines += [f"  {each.role:15} {each.username:15} {each.password:22} {each.where}" for each in accounts]
    lines += ["", "These lie in var/sign-ins.txt. Change the passwords, then delete the file."]
    path: Path = settings.VAR / SHEET
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n", "utf-8")
