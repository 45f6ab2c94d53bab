"""Kinds as they are declared where a division lies."""

from laoyou.packs import queries as packs
from laoyou.places.models import Division
from laoyou.places.queries import codes_upwards
from laoyou.statuses.rules.declared import Kind, kinds_of


def codes_of(division: Division | None) -> list[str]:
    return codes_upwards(division) if division else []


def kinds(division: Division | None = None) -> dict[str, Kind]:
    """By key, in the packs' order; without a division those of the whole country."""
    codes = codes_of(division)
    return kinds_of(packs.status_kinds(division_codes=codes), packs.status_sources(division_codes=codes))


def kind(key: str, division: Division | None = None) -> Kind | None:
    return kinds(division).get(key)
