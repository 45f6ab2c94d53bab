"""Kinds and limits that hold in a division."""

import datetime
from collections.abc import Iterable, Mapping

from laoyou.packs import queries as packs
from laoyou.packs.queries import ParameterValue
from laoyou.places.models import Division
from laoyou.places.queries import codes_upwards, codes_upwards_of
from laoyou.providers.rules import Kind

# Classes of a nursery as the parameters name them.
CLASS_KEYS = {
    "infant": "months_6_12",
    "toddler": "months_12_24",
    "senior": "months_24_36",
    "mixed": "mixed",
}


def kinds(division: Division) -> dict[str, Kind]:
    """By key, in the order of the packs."""
    rows = packs.provider_kinds(division_codes=codes_upwards(division))
    return {row["key"]: Kind.of(row) for row in rows}


def releases_of(division_ids: Iterable[int]) -> dict[int, int]:
    """By division, the release of the packs that holds there: two questions, however many divisions."""
    return packs.releases_for(division_codes=codes_upwards_of(division_ids))


def kinds_of(division_ids: Iterable[int]) -> Mapping[int, dict[str, Kind]]:
    """Of many divisions at once: as many questions as packs apply."""
    releases = releases_of(division_ids)
    known = {
        release: {row["key"]: Kind.of(row) for row in packs.provider_kinds(release_id=release)}
        for release in set(releases.values())
    }
    return {number: known[release] for number, release in releases.items()}


def kinds_within(division_ids: Iterable[int]) -> dict[str, Kind]:
    """By key, of all these divisions together; where one calls a kind otherwise, the last one's word stands."""
    return {key: kind for known in kinds_of(division_ids).values() for key, kind in known.items()}


def most_taken_in(kind: Kind, division: Division, on: datetime.date) -> ParameterValue | None:
    """How many an institution of this kind may take in; None without a limit, or where the packs are unsure of it."""
    if not kind.most:
        return None
    found = packs.parameter(key=kind.most, on=on, division_codes=codes_upwards(division))
    return found if found is not None and found.value is not None else None


def class_size(age_class: str, division: Division, on: datetime.date) -> ParameterValue | None:
    found = packs.parameter(
        key="childcare_class_size",
        on=on,
        division_codes=codes_upwards(division),
        class_key=CLASS_KEYS[age_class],
    )
    return found if found is not None and found.value is not None else None
