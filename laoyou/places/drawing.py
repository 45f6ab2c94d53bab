"""An outline as the path of an SVG drawing: a small map needs no library in the browser. Pure."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Box = tuple[float, float, float, float]  # west, south, east, north
_ROOM = 6


@dataclass(frozen=True, slots=True)
class Drawing:
    """`paths` in the order of the outlines, `dots` as (x, y); `width` and `height` of the view."""

    width: int
    height: int
    paths: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]


def draw(
    outlines: Sequence[dict[str, Any]],
    box: Box,
    *,
    dots: Iterable[tuple[float, float]] = (),
    width: int = 420,
    most: int = 420,
) -> Drawing:
    """Degrees east are shortened by the cosine of the middle latitude, so that a county keeps its shape."""
    west, south, east, north = box
    narrow = math.cos(math.radians((south + north) / 2))
    across, up = max((east - west) * narrow, 1e-9), max(north - south, 1e-9)
    scale = min((width - 2 * _ROOM) / across, (most - 2 * _ROOM) / up)

    def at(lon: float, lat: float) -> tuple[float, float]:
        return round(_ROOM + (lon - west) * narrow * scale, 1), round(_ROOM + (north - lat) * scale, 1)

    paths = tuple(
        "".join(_ring([at(*corner[:2]) for corner in ring]) for ring in _rings(each)) for each in outlines
    )
    size = (round(across * scale) + 2 * _ROOM, round(up * scale) + 2 * _ROOM)
    return Drawing(*size, paths, tuple(at(*dot) for dot in dots))


def _rings(geometry: dict[str, Any]) -> Iterator[Sequence[Any]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        yield from polygon


def _ring(corners: Sequence[tuple[float, float]]) -> str:
    """Corners that fall on the same tenth of a pixel are one."""
    kept = [one for place, one in enumerate(corners) if place == 0 or one != corners[place - 1]]
    return "M" + "L".join(f"{x} {y}" for x, y in kept) + "Z"
