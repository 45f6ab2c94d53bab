"""Who may write, and the row as nobody else has changed it meanwhile."""

from typing import TypeVar

from django.utils.translation import gettext as _

from laoyou.access.errors import Refused
from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.bodies.errors import Stale
from laoyou.bodies.models import Body, Decision, Meeting, Post

Row = TypeVar("Row", Body, Post, Meeting, Decision)


def check(by: Actor, division_id: int) -> None:
    if not by.may("body.manage", division_id):
        raise Refused(_("您没有在该地区管理工作机构的权限。请联系方案办公室。"))


def locked(by: Actor, row: Row, version: int | None = None) -> Row:
    """The row, locked until the end of the transaction; refused where its version is not the one that was seen."""
    check(by, row.division_id)
    found: Row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if version is not None and found.version != version:
        raise Stale(
            _("“%(what)s”刚被别人改过。您填的内容还在，请与现在的内容核对；再提交一次，就以您填的为准。")
            % {"what": str(found)[:40]},
            version=found.version,
        )
    return found


def saved(row: Row) -> Row:
    row.version += 1
    row.save()
    return row


def said(text: str, field: str, words: str) -> str:
    """The text without blanks around it; refused when nothing is left."""
    text = text.strip()
    if not text:
        raise Refused(words, field)
    return text


def departments_by_name(division_id: int) -> list[tuple[int, list[str]]]:
    found = Department.objects.filter(division_id=division_id, until=None).prefetch_related("aliases")
    return [
        (one.pk, [one.name, one.short_name, *(str(alias) for alias in one.aliases.all())]) for one in found
    ]
