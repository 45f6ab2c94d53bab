"""Recording of official counts: a correction is a newer row that names the old one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.errors import Refused
from laoyou.access.scope import Actor
from laoyou.census.rules import FigureRow
from laoyou.sheets.copying import copy_rows

_COLUMNS = {
    "division_id": "bigint", "on": "date", "basis": "text", "sex": "text", "age_from": "int", "age_to": "int",
    "count": "bigint", "source": "text", "note": "text",
}  # fmt: skip
_BRING = """
with current as (
    select f.* from census_figure f
    where not exists (select from census_figure later where later.supersedes_id = f.id)
), held as (
    select n.*, c.id as old_id, c.count is not distinct from n.count and c.source = n.source as same
    from pg_temp.census_new n left join current c
        on c.division_id = n.division_id and c."on" = n."on" and c.basis = n.basis and c.sex = n.sex
        and c.age_from = n.age_from and c.age_to is not distinct from n.age_to
), brought as (
    insert into census_figure
        (division_id, "on", basis, sex, age_from, age_to, count, source, note, recorded_by_id, supersedes_id)
    select division_id, "on", basis, sex, age_from, age_to, count, source, note, %s, old_id from held
    where same is not true returning supersedes_id
)
select (select count(*) from brought where supersedes_id is null),
       (select count(*) from brought where supersedes_id is not null),
       (select count(*) from held where same)
"""


@dataclass(frozen=True, slots=True)
class Recorded:
    added: int = 0
    changed: int = 0
    same: int = 0


@transaction.atomic
def record_figures(*, by: Actor, rows: Iterable[FigureRow]) -> Recorded:
    """Bring all rows in, or none. What is there already, of the same count and source, stays as it is."""
    wanted = list(rows)
    if not wanted:
        return Recorded()
    _check(by, wanted)
    copy_rows("census_new", _COLUMNS, (_values(row) for row in wanted))
    with connection.cursor() as cursor:
        cursor.execute(_BRING, [by.user_id])
        done = Recorded(*cursor.fetchone())
    if done.added or done.changed:
        first = wanted[0].division
        detail = {"added": done.added, "changed": done.changed, "on": wanted[0].on.isoformat()}
        record(by=by, action="census.figures.record", obj=first, division=first, detail=detail)
    return done


def _check(by: Actor, rows: Sequence[FigureRow]) -> None:
    for division in {row.division for row in rows}:
        if not by.may("census.manage", division.pk):
            raise Refused(
                _("“%(name)s”不在您管理的地区内，没有写入。请找管理该地区的方案办公室。")
                % {"name": division.name}
            )
    twice = [key for key, times in Counter(row.key for row in rows).items() if times > 1]
    if twice:
        raise Refused(_("同一地区、时点、口径、性别和年龄的人数写了两次。请只留一个。"), "groups")
    if any(not row.source.strip() for row in rows):
        raise Refused(_("请写明数据来源。"), "source")


def _values(row: FigureRow) -> tuple[object, ...]:
    return (
        row.division.pk, row.on, row.basis, row.sex, row.age_from, row.age_to, row.count, row.source, row.note,
    )  # fmt: skip
