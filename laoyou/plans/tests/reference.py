"""The reference plans beside the checkout, with the divisions and departments that the packs know."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from laoyou.access.actions import ensure_department
from laoyou.access.scope import Actor
from laoyou.packs import queries as packs
from laoyou.packs.actions import load_releases
from laoyou.places.actions import add_division, load_divisions
from laoyou.places.models import Division

SYSTEM = Actor.system("test")


def reference_plan(name: str) -> bytes:
    """The document, or a test skipped with the reason where it does not lie beside the checkout."""
    root = Path(os.environ.get("LAOYOU_SHARED", Path(settings.ROOT) / ".." / "shared"))
    path = root / "plans" / f"{name}.txt"
    if not path.exists():
        pytest.skip(
            f"The reference plan {path} is not here; set LAOYOU_SHARED to the folder that holds plans/."
        )
    return path.read_bytes()


def jurisdiction(code: str) -> Division:
    """A division with everything below it and every department that its pack knows."""
    load_releases(root=settings.PACKS, codes=[code], by="test")
    head = packs.pack_head(code=code)
    level = "province" if head["level"] == "municipality" else head["level"]
    division = add_division(by=SYSTEM, code=code, name=head["name"]["zh"], level=level, parent_code=None)
    load_divisions(by=SYSTEM, rows=packs.divisions(code=code))
    for unit in packs.units(code=code):
        ensure_department(by=SYSTEM, division=division, name=unit["name"], aliases=unit.get("aliases", []))
    return division
