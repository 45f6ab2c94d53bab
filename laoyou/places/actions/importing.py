"""An official list brought in: all of it or nothing."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.lib.acting import By
from laoyou.lib.refusal import Refused
from laoyou.places.actions.loading import replant
from laoyou.places.lists.matching import Matched, match
from laoyou.places.lists.reading import Line
from laoyou.places.lists.register import Node
from laoyou.places.models import Division, DivisionCode, Level
from laoyou.places.rules import SOURCES


@transaction.atomic
def import_divisions(
    *, by: By, source: str, lines: Iterable[Line], under: str = "", dry_run: bool = False
) -> Matched:
    """What the list brings; with any fault, or in a dry run, nothing is written. Twice changes nothing."""
    if source not in SOURCES:
        raise Refused(_("请选择名单的来源。"), "source")
    found = match(lines, source, under)
    _check_allowed(by, found)
    if found.faults or dry_run or not (found.new or found.coded):
        return found
    made = _add(found.new)
    DivisionCode.objects.bulk_create(
        [
            *(DivisionCode(division=made[each], source=source, code=each.code) for each in found.new),
            *(DivisionCode(division_id=each.pk or 0, source=source, code=code) for each, code in found.coded),
        ],
        batch_size=2000,
    )
    first = Division.objects.get(pk=_known(found).pk or 0)
    counts = {"source": source, "added": len(found.new), "coded": len(found.coded), "same": found.same}
    by.record(action="places.divisions.import", obj=first, division_id=first.pk, detail=counts)
    return found


def _add(nodes: list[Node]) -> dict[Node, Division]:
    """Level by level, since a division needs the number of what it lies in."""
    made: dict[Node, Division] = {}
    for level in Level.values:
        here = [each for each in nodes if each.level == level]
        rows = [
            Division(code=each.code, name=each.name, level=level, parent_id=_parent_id(each, made))
            for each in here
        ]
        made |= dict(zip(here, Division.objects.bulk_create(rows, batch_size=2000), strict=True))
    replant({each.pk for each in made.values()})
    return made


def _parent_id(node: Node, made: dict[Node, Division]) -> int | None:
    parent = node.parent
    if parent is None:
        return None
    return made[parent].pk if parent in made else parent.pk


def _known(found: Matched) -> Node:
    """The division under which the first change falls."""
    return found.coded[0][0] if found.coded else _saved(found.new[0])


def _saved(node: Node) -> Node:
    while node.pk is None and node.parent is not None:
        node = node.parent
    return node


def _check_allowed(by: By, found: Matched) -> None:
    for node in {_saved(each) for each in [*found.new, *(known for known, _code in found.coded)]}:
        if not by.may("division.manage", node.pk or 0):
            raise Refused(
                _("“%(name)s”不在您管理的地区内，没有改动。请找管理该地区的系统管理员。")
                % {"name": node.name}
            )
