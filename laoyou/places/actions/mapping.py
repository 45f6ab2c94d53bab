"""Outlines and points of a source, replaced as a whole."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.lib.acting import By
from laoyou.lib.refusal import Refused
from laoyou.places.lists.geojson import Shape, Shapes
from laoyou.places.lists.matching import Fault
from laoyou.places.lists.register import Register
from laoyou.places.models import Division, MapSource, Outline, Point


@transaction.atomic
def load_map(
    *,
    by: By,
    name: str,
    shapes: Shapes,
    crs: str,
    approval: str = "",
    since: datetime.date | None = None,
    codes: str = "civil",
) -> dict[str, int]:
    """What the source had before goes; shapes of divisions that are not known here are counted, and left out.

    `codes`: whose codes of townships the file uses.
    """
    if not name.strip() or not crs.strip():
        raise Refused(_("请写明地图的来源和坐标系，图上要注明。"), "name")
    if shapes.faults:
        raise Refused(_told(shapes.faults), "file")
    placed = _placed(shapes.found, codes)
    if not placed:
        raise Refused(_("文件里没有一个图形属于在册的行政区划。请先导入行政区划。"), "file")
    names = dict(Division.objects.filter(pk__in=[pk for pk, _shape in placed]).values_list("pk", "name"))
    for pk, place in names.items():
        if not by.may("division.manage", pk):
            raise Refused(_("“%(name)s”不在您管理的地区内，没有改动。") % {"name": place})
    MapSource.objects.filter(name=name.strip()).delete()
    source = MapSource.objects.create(
        name=name.strip(), crs=crs.strip(), approval=approval.strip(), since=since
    )
    counts = _store(source, placed) | {"left_out": len(shapes.found) - len(placed)}
    first = Division.objects.get(pk=placed[0][0])
    by.record(action="places.map.load", obj=first, division_id=first.pk, detail={"source": name, **counts})
    return counts


def _placed(shapes: Sequence[Shape], codes: str) -> list[tuple[int, Shape]]:
    register = Register()
    found: dict[tuple[int, bool], tuple[int, Shape]] = {}
    for shape in shapes:
        code = shape.code.ljust(6, "0")
        node = register.by_source.get((codes, shape.code)) or (
            register.by_code.get(code) if len(code) <= 6 else None
        )
        if node is not None and node.pk is not None:
            found[node.pk, shape.point is None] = node.pk, shape
    return list(found.values())


def _store(source: MapSource, placed: Sequence[tuple[int, Shape]]) -> dict[str, int]:
    outlines = [
        Outline(
            source=source, division_id=pk, geometry=shape.outline,
            west=shape.box[0], south=shape.box[1], east=shape.box[2], north=shape.box[3],
        )
        for pk, shape in placed
        if shape.box
    ]  # fmt: skip
    points = [
        Point(source=source, division_id=pk, lon=shape.point[0], lat=shape.point[1])
        for pk, shape in placed
        if shape.point
    ]
    Outline.objects.bulk_create(outlines, batch_size=500)
    Point.objects.bulk_create(points, batch_size=2000)
    return {"outlines": len(outlines), "points": len(points)}


def _told(faults: Sequence[Fault]) -> str:
    first = faults[0]
    return _("第 %(line)d 个图形（%(value)s）：%(why)s%(do)s这样的共 %(count)d 个，没有写入。") % {
        "line": first.line, "value": first.value, "why": first.why, "do": first.do, "count": len(faults),
    }  # fmt: skip
