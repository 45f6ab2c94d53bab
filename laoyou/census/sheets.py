"""Counts of people read from a sheet."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.access.scope import Actor
from laoyou.census.actions import record_figures
from laoyou.census.models import Basis, Sex
from laoyou.census.rules import FigureRow
from laoyou.places.models import Division
from laoyou.sheets.targets import Choice, Column, Counts, Fault, Row, Target

COLUMNS = (
    Column("division", gettext_lazy("地区"), "division", required=True, also=("行政区划", "乡镇", "区划")),
    Column("on", gettext_lazy("时点"), "date", required=True, also=("日期", "截至日期")),
    Column(
        "basis",
        gettext_lazy("口径"),
        "choice",
        required=True,
        choices=(
            Choice(Basis.RESIDENT.value, Basis.RESIDENT.label, ("常住人口",)),
            Choice(Basis.REGISTERED.value, Basis.REGISTERED.label, ("户籍人口",)),
        ),
    ),
    Column(
        "sex",
        gettext_lazy("性别"),
        "choice",
        choices=(
            Choice(Sex.ALL.value, Sex.ALL.label, ("总计", "全部", "0")),
            Choice(Sex.MALE.value, Sex.MALE.label, ("男性", "1")),
            Choice(Sex.FEMALE.value, Sex.FEMALE.label, ("女性", "2")),
        ),
    ),
    Column("age_from", gettext_lazy("年龄自"), "number", help=gettext_lazy("周岁；空着是 0 岁。")),
    Column("age_to", gettext_lazy("年龄至"), "number", help=gettext_lazy("周岁，含；空着是及以上。")),
    Column("count", gettext_lazy("人数"), "number", required=True, also=("人口数", "人口")),
    Column("source", gettext_lazy("来源"), required=True, also=("数据来源",)),
)


def check(actor: Actor, _home: Division, rows: Sequence[Row]) -> Iterator[Fault]:
    managed = actor.divisions_for("census.manage")
    named = _divisions(row for row in rows if row.values["division"] not in managed)
    for row in rows:
        values = row.values
        if values["division"] in named:
            yield Fault(
                row.line,
                "division",
                named[values["division"]].name,
                _("不在您管理的地区内。"),
                _("请由该地区的方案办公室导入。"),
            )
        for column in ("age_from", "age_to", "count"):
            value = values.get(column)
            if value is not None and (value < 0 or value != int(value)):
                yield Fault(row.line, column, str(value), _("应为不小于 0 的整数。"), _("改成整数。"))
        if values.get("age_to") is not None and values["age_to"] < (values.get("age_from") or 0):
            yield Fault(row.line, "age_to", str(values["age_to"]), _("比“年龄自”小。"), _("核对两个年龄。"))


def apply(actor: Actor, _home: Division, rows: Iterable[Row]) -> Counts:
    lines = list(rows)
    named = _divisions(lines)
    done = record_figures(by=actor, rows=[_figure(row, named[row.values["division"]]) for row in lines])
    return Counts(done.added, done.changed, done.same)


def _divisions(rows: Iterable[Row]) -> dict[int, Division]:
    """By number, which is what cells of divisions are read as."""
    return Division.objects.in_bulk({row.values["division"] for row in rows})


def _figure(row: Row, division: Division) -> FigureRow:
    values = row.values
    age_to = values.get("age_to")
    return FigureRow(
        division=division,
        on=values["on"],
        basis=values["basis"],
        count=int(values["count"]),
        source=values["source"],
        sex=values.get("sex") or Sex.ALL.value,
        age_from=int(values.get("age_from") or 0),
        age_to=None if age_to is None else int(age_to),
    )


TARGET = Target(
    "census", gettext_lazy("人口数据"), "census.manage", COLUMNS, check, apply,
    gettext_lazy("按地区、时点、口径、性别和年龄的官方人数。"),
    ("division", "on", "basis", "sex", "age_from", "age_to"),
)  # fmt: skip
