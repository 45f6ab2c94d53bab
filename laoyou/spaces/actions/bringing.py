"""Many rows of the registers at once, from sheets that were checked. A row that is known is changed only where it differs.

An empty cell leaves what is there. One audit line is written by the batch that calls these.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.utils import timezone

from laoyou.access.scope import Actor
from laoyou.places.models import Division
from laoyou.sheets.targets import Counts, Row
from laoyou.spaces.actions.common import edits
from laoyou.spaces.models import HousingProject, ProjectStage, Site, Space

Kept = TypeVar("Kept", Site, Space, HousingProject)
SITE = ("longitude", "latitude", "floor_area", "land_area", "ownership", "land_use")
SPACE = ("kind", "area", "owner", "contact", "condition", "former_use")
PROJECT = (
    "developer", "kind", "households", "residents", "phases", "land_on", "first_phase_on", "completed_on",
    "elder_rooms", "nursery_places", "elder_land", "note",
)  # fmt: skip
STAGES = ("planned", "built", "accepted", "handed_over")
WHOLE = ("households", "residents", "phases", "nursery_places")


def key_of(row: Row) -> tuple[int, str]:
    return row.values["division"], row.values["name"]


def sites_by_name(rows: Iterable[Row], *, lock: bool = False) -> dict[tuple[int, str], list[Site]]:
    """Sites in use of the places that the rows name."""
    found: dict[tuple[int, str], list[Site]] = {}
    places = {row.values["division"] for row in rows}
    held = Site.objects.filter(division__in=places, until=None)
    for site in held.select_for_update() if lock else held:
        found.setdefault((site.division_id, site.name), []).append(site)
    return found


def sites_of(row: Row, known: Mapping[tuple[int, str], list[Site]]) -> list[Site]:
    found = known.get((row.values["division"], row.values["site"]), [])
    address = row.values.get("address")
    return [site for site in found if not address or site.address == address]


def projects_by_name(rows: Iterable[Row], *, lock: bool = False) -> dict[tuple[int, str], HousingProject]:
    places = {row.values["division"] for row in rows}
    found = HousingProject.objects.filter(division__in=places).prefetch_related("stages")
    found = found.select_for_update() if lock else found
    return {(project.division_id, project.name): project for project in found}


def bring_sites(by: Actor, _home: Division, rows: Iterable[Row]) -> Counts:
    lines = _allowed(by, rows)
    known = {
        (one.division_id, one.name, one.address): one
        for some in sites_by_name(lines, lock=True).values()
        for one in some
    }

    def paired() -> Iterator[tuple[Row, Site]]:
        for row in lines:
            key = (*key_of(row), row.values["address"])
            since = row.values.get("since") or timezone.localdate()
            made = Site(division_id=key[0], name=key[1], address=key[2], since=since)
            yield row, known.setdefault(key, made)

    return _kept(by, Site, paired(), SITE)


def bring_spaces(by: Actor, _home: Division, rows: Iterable[Row]) -> Counts:
    lines = _allowed(by, rows)
    sites = sites_by_name(lines, lock=True)
    held = Space.objects.filter(site__in=[site for some in sites.values() for site in some])
    known = {(one.site_id, one.name, one.floor): one for one in held.select_for_update()}

    def paired() -> Iterator[tuple[Row, Space]]:
        for row in lines:
            [site] = sites_of(row, sites)
            key = (site.pk, row.values["name"], row.values.get("floor") or "")
            since = row.values.get("since") or timezone.localdate()
            made = Space(
                site=site,
                division_id=site.division_id,
                name=key[1],
                floor=key[2],
                since=since,
                state_since=since,
            )
            yield row, known.setdefault(key, made)

    return _kept(by, Space, paired(), SPACE)


def bring_projects(by: Actor, _home: Division, rows: Iterable[Row]) -> Counts:
    lines = _allowed(by, rows)
    known = projects_by_name(lines, lock=True)

    def paired() -> Iterator[tuple[Row, HousingProject]]:
        for row in lines:
            division_id, name = key_of(row)
            yield (
                row,
                known.setdefault((division_id, name), HousingProject(division_id=division_id, name=name)),
            )

    counts = _kept(by, HousingProject, paired(), PROJECT)
    fresh = [stage for row in lines for stage in _stages(by, row, known[key_of(row)])]
    ProjectStage.objects.bulk_create(fresh)
    return Counts(counts.added, counts.changed, counts.same, {"stages": len(fresh)} if fresh else {})


def _stages(by: Actor, row: Row, project: HousingProject) -> Iterator[ProjectStage]:
    known = {one.stage for one in project.stages.all()}
    for stage, key in enumerate(STAGES, start=1):
        on = row.values.get(key)
        if on is not None and stage not in known:
            yield ProjectStage(
                project=project, division_id=project.division_id, stage=stage, on=on, by_id=by.user_id
            )


def _allowed(by: Actor, rows: Iterable[Row]) -> list[Row]:
    """Registers of places are thousands of lines at most, never people: they are held at once."""
    lines = list(rows)
    for division_id in {row.values["division"] for row in lines}:
        edits(by, division_id)
    return lines


def _kept(by: Actor, model: type[Kept], paired: Iterable[tuple[Row, Kept]], fields: Sequence[str]) -> Counts:
    added: dict[int, Kept] = {}
    changed: dict[int, Kept] = {}
    total = 0
    for row, kept in paired:
        total += 1
        differs = _filled(row, kept, fields)
        if kept.pk is None:
            added.setdefault(id(kept), kept)
        elif differs:
            kept.version += 1 if kept.pk not in changed else 0
            changed[kept.pk] = kept
    for one in (*added.values(), *changed.values()):
        one.updated_by_id = by.user_id
    manager: Any = model._default_manager
    manager.bulk_create(added.values())
    manager.bulk_update(changed.values(), [*fields, "version", "updated_by"])
    return Counts(len(added), len(changed), total - len(added) - len(changed))


def _filled(row: Row, kept: Any, fields: Sequence[str]) -> bool:
    """Whether a cell says something else than what is kept."""
    differs = False
    for name in fields:
        value = row.values.get(name)
        if value is None or value == "":
            continue
        value = int(value) if name in WHOLE else value
        if isinstance(value, Decimal):
            value = _rounded(kept, name, value)
        if getattr(kept, name) != value:
            setattr(kept, name, value)
            differs = True
    return differs


def _rounded(kept: Any, name: str, value: Decimal) -> Decimal:
    """As the column keeps it: else 12.345 would differ from itself at the second time."""
    places = kept._meta.get_field(name).decimal_places
    return value.quantize(Decimal(1).scaleb(-places))
