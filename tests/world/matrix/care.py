"""Where people stay and are enrolled, and the sites of those places."""

from laoyou.providers.models import Enrolment, Location, Provider, Stay
from laoyou.spaces.models import Site
from tests.world import COUNTIES, VILLAGES
from tests.world.matrix.viewing import (
    ONE_DAY,
    PROVIDER,
    RULES,
    Ground,
    Row,
    Viewer,
    both,
    in_division,
    reached,
    table,
)
from tests.world.privacy import LONG_AGO, today


def location_of(ground: Ground, county: str) -> Location:
    """Of the provider whose staff stand in the matrix."""
    town = ground.world.divisions[COUNTIES[county]]
    provider, _made = Provider.objects.get_or_create(
        pk=PROVIDER[county],
        defaults={
            "division": town, "name": f"{county}示例院", "kind": "elder_home", "no_uscc_why": "示例",
            "operation": "private", "legal_form": "nonprofit", "opened_on": LONG_AGO,
        },
    )  # fmt: skip
    place = {"division": town, "name": provider.name, "since": LONG_AGO}
    site, _made = Site.objects.get_or_create(address="一号", defaults=place, name=provider.name)
    location, _made = Location.objects.get_or_create(provider=provider, site=site, defaults=place)
    return location


def _with_provider(viewer: Viewer, row: Row, ground: Ground) -> bool:
    if viewer.provider is None:
        return in_division(viewer, row, ground)
    return Location.objects.filter(pk=row["location_id"], provider_id=viewer.provider).exists()


def _sees_care(viewer: Viewer, row: Row, ground: Ground) -> bool:
    return _with_provider(viewer, row, ground) or reached(viewer, row["resident_id"])


@table("providers_stay", _sees_care)
def _nights(ground: Ground) -> None:
    """Of the sibling county's people too: a home takes in whoever comes."""
    for county, one in zip(COUNTIES, both(ground, "plain"), strict=True):
        location = location_of(ground, county)
        for who, until in ((one, None), (ground.residents[VILLAGES[county], "stayed"], today() - ONE_DAY)):
            Stay.objects.create(
                location=location, division=location.division, resident=who, mode="full", since=LONG_AGO, until=until
            )  # fmt: skip


@table("providers_enrolment", _sees_care)
def _enrolments(ground: Ground) -> None:
    for county, one in zip(COUNTIES, both(ground, "away"), strict=True):
        location = location_of(ground, county)
        Enrolment.objects.create(
            location=location, division=location.division, resident=one, mode="full", since=LONG_AGO
        )


def _sees_site(viewer: Viewer, row: Row, ground: Ground) -> bool:
    if viewer.provider is None:
        return row["division_id"] in viewer.divisions
    return Location.objects.filter(site_id=row["id"], provider_id=viewer.provider).exists()


@table("spaces_site", _sees_site)
def _sites(ground: Ground) -> None:
    """Where the provider works, and the house next door."""
    for county in COUNTIES:
        town = location_of(ground, county).division
        Site.objects.create(division=town, name=f"{county}隔壁", address="二号", since=LONG_AGO)


RULES |= dict.fromkeys(("providers_stayevent", "providers_enrolmentevent"), _with_provider)
