"""Outlines and points, replaced as a whole by their source."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from laoyou.lib.refusal import Refused
from laoyou.places import actions, queries
from laoyou.places.drawing import draw
from laoyou.places.lists.geojson import code_of, read_shapes
from laoyou.places.models import Outline, Point
from tests.world import SYSTEM, World

SAMPLE = Path(settings.ROOT).parent / "shared" / "data" / "geo" / "county_polygons_sample.geojson"
SQUARE = [[[108.0, 31.0], [109.0, 31.0], [109.0, 32.0], [108.0, 32.0], [108.0, 31.0]]]


def outline(code: str, key: str = "adcode") -> dict[str, object]:
    return {
        "type": "Feature", "properties": {key: code, "name": "x"},
        "geometry": {"type": "Polygon", "coordinates": SQUARE},
    }  # fmt: skip


def load(*features: dict[str, object], name: str = "县测绘图") -> dict[str, int]:
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    return actions.load_map(by=SYSTEM, name=name, shapes=read_shapes("a.geojson", content), crs="EPSG:4490")


def test_a_map_is_replaced_and_drawn(world: World) -> None:
    county, east = world.divisions["甲县"], world.divisions["东河镇"]
    assert load(outline("156990121", "gb"), outline("880000")) == {
        "outlines": 1, "points": 0, "left_out": 1,
    }  # fmt: skip
    load(outline("990121"), outline("990121101"))
    assert Outline.objects.count() == 2
    points = b"township_code,lon,lat\n990121101000,108.5,31.5\n"
    actions.load_map(by=SYSTEM, name="点", shapes=read_shapes("p.csv", points), crs="EPSG:4326")
    assert Point.objects.get().division == east
    found = queries.map_of(county)
    assert found is not None
    assert (len(found.drawing.paths), found.inside) == (2, ["东河镇"])
    assert found.drawing.paths[0].startswith("M6")
    x, y = found.drawing.dots[0]
    assert abs(x - found.drawing.width / 2) < 1
    assert abs(y - found.drawing.height / 2) < 1
    assert queries.map_of(world.divisions["乙县"]) is None


def test_what_is_no_map_is_told(world: World) -> None:
    with pytest.raises(Refused, match="代码"):
        load({"properties": {"name": "x"}, "geometry": {"type": "Polygon", "coordinates": SQUARE}})
    far = outline("990121") | {"geometry": {"type": "Point", "coordinates": [39500000.0, 3400000.0]}}
    with pytest.raises(Refused, match="度"):
        load(far)
    with pytest.raises(Refused, match="在册"):
        load(outline("880000"))
    with pytest.raises(Refused):
        read_shapes("a.geojson", b"[1]")
    assert code_of({"gb": "156511722"}) == "511722"


def test_a_real_outline_is_small_and_keeps_its_shape() -> None:
    if not SAMPLE.exists():
        pytest.skip(f"There is no {SAMPLE}: real outlines are not tried.")
    shapes = read_shapes(SAMPLE.name, SAMPLE.read_bytes())
    assert (len(shapes.found), shapes.faults) == (16, [])
    first = shapes.found[0]
    assert first.code == "511722"
    assert first.outline
    assert first.box
    drawing = draw([first.outline], first.box)
    assert len(drawing.paths[0]) < 6000
    assert max(drawing.width, drawing.height) == 420
