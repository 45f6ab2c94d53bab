"""Outlines and points from a GeoJSON or CSV file, each with the code of the division that it is of. Pure."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from laoyou.lib.refusal import Refused
from laoyou.places.lists.heads import LON_LAT, SHAPE_CODES
from laoyou.places.lists.matching import Fault
from laoyou.places.rules import significant

_COUNTRY = "156"  # of China in ISO 3166-1, which surveying puts before the code


@dataclass(frozen=True, slots=True)
class Shape:
    """`outline` is a GeoJSON geometry with its box (west, south, east, north); `point` lon and lat."""

    line: int
    code: str
    outline: dict[str, Any] | None = None
    box: tuple[float, float, float, float] | None = None
    point: tuple[float, float] | None = None


@dataclass(slots=True)
class Shapes:
    found: list[Shape] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_shapes(filename: str, content: bytes) -> Shapes:
    shapes = Shapes()
    try:
        text = content.decode("utf-8-sig")
        rows = list(_csv(text)) if filename.lower().endswith(".csv") else list(_features(json.loads(text)))
    except (ValueError, TypeError, AttributeError) as error:
        raise Refused(_("这个文件不是 GeoJSON，也不是带经纬度的 CSV。请核对后再试。"), "file") from error
    for line, properties, geometry in rows:
        code = code_of(properties)
        shape = _shape(line, code, geometry) if code else None
        if shape is None:
            shapes.faults.append(_fault(line, properties, bool(code)))
        else:
            shapes.found.append(shape)
    if not rows:
        raise Refused(_("文件里没有图形。请核对后再试。"), "file")
    return shapes


def code_of(properties: dict[str, Any]) -> str:
    """Significant digits; 156511722 is 511722 with the country before it."""
    for name in SHAPE_CODES:
        code = str(properties.get(name) or "").removesuffix(".0")
        if name == "gb" and len(code) == 9 and code.startswith(_COUNTRY):
            code = code.removeprefix(_COUNTRY)
        if code.isdigit() and len(code) in {6, 9, 12}:
            return significant(code)
    return ""


def _features(data: Any) -> Iterator[tuple[int, dict[str, Any], dict[str, Any]]]:
    for number, each in enumerate(data.get("features", [data]), start=1):
        yield number, dict(each.get("properties") or {}), dict(each.get("geometry") or {})


def _csv(text: str) -> Iterator[tuple[int, dict[str, Any], dict[str, Any]]]:
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        lon, lat = (row.get(long) or row.get(short) for long, short in LON_LAT)
        yield number, dict(row), {"type": "Point", "coordinates": [float(lon or "nan"), float(lat or "nan")]}


def _shape(line: int, code: str, geometry: dict[str, Any]) -> Shape | None:
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    corners = list(_corners(coordinates))
    if not corners or not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in corners):
        return None
    if kind == "Point":
        return Shape(line, code, point=corners[0])
    if kind not in {"Polygon", "MultiPolygon"}:
        return None
    xs, ys = [x for x, _y in corners], [y for _x, y in corners]
    outline = {"type": kind, "coordinates": coordinates}
    return Shape(line, code, outline, (min(xs), min(ys), max(xs), max(ys)))


def _corners(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates, list) and coordinates:
        if isinstance(coordinates[0], int | float):
            yield float(coordinates[0]), float(coordinates[1])
        else:
            for each in coordinates:
                yield from _corners(each)


def _fault(line: int, properties: dict[str, Any], has_code: bool) -> Fault:
    shown = str(properties.get("name") or properties.get("township") or "—")[:40]
    if has_code:
        return Fault(
            line, shown, _("没有可用的面或点，或者经纬度超出范围。"), _("用度为单位的经纬度重新导出。")
        )
    return Fault(
        line, shown, _("没有行政区划代码。"), _("属性里要有 code、adcode 或 gb，为 6、9 或 12 位数字。")
    )
