"""The national packs, loaded where they are not yet."""

from pathlib import Path

from django.conf import settings

from laoyou.packs.actions import load_releases
from laoyou.packs.models import PackRelease


def packs() -> None:
    if not PackRelease.objects.filter(code="base").exists():
        load_releases(root=Path(settings.PACKS), codes=["base"], by="test")
