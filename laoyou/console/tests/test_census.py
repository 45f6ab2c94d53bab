"""Pages of counts and divisions ask the database as often for many rows as for few."""

import datetime
import time

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laoyou.census.actions import record_figures
from laoyou.census.rules import FigureRow
from laoyou.places.actions import load_divisions
from tests.world import SYSTEM, World

DAY = datetime.date(2020, 11, 1)


def test_pages_do_not_grow_with_villages(world: World) -> None:
    office, admin = world.signed_in("甲县", "office"), world.signed_in("甲县", "system_admin")
    division = reverse("division", args=[world.divisions["甲县"].pk])
    pages = [(office, reverse("census")), (admin, reverse("divisions")), (admin, division)]

    def asked() -> list[int]:
        found = []
        for client, url in pages:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(url).status_code == 200
            found.append(len(queries))
        return found

    _count(world, ["甲县"])
    asked()
    few = asked()
    load_divisions(
        by=SYSTEM,
        rows=[{"code": f"990121101{number:03}", "name": f"第{number}村"} for number in range(100, 600)],
    )
    _count(world, ["东河镇", "西山乡", "河口村"])
    assert asked() == few
    assert max(few) < 40
    began = time.perf_counter()
    assert len(world.actor("甲县", "office").division_ids) > 500
    assert time.perf_counter() - began < 1
    form = office.get(reverse("census-record")).content.decode()
    assert "第100村" not in form
    export = office.get(reverse("census-export"), {"basis": "resident"})
    assert export.status_code == 200


def _count(world: World, names: list[str]) -> None:
    rows = [FigureRow(world.divisions[name], DAY, "resident", 100, "普查") for name in names]
    record_figures(by=SYSTEM, rows=rows)
