"""The invented people of a first start, and two who see some of them: a village's worker and somebody's family."""

from collections.abc import Iterator

from laoyou.access.actions.people import initial_password
from laoyou.access.rules import Role
from laoyou.access.scope import Actor, acting_as
from laoyou.config.demo_county import fill_county, invented, villages_of
from laoyou.config.demo_people import County
from laoyou.config.first import Account, open_account
from laoyou.people.models import Resident
from laoyou.places.models import Division
from laoyou.privacy import consents
from laoyou.privacy.models import Consent
from laoyou.providers.models import Stay

SEED = 1  # as `laoyou demo --people` has it where none is said


def fill_residents(system: Actor, county: Division, count: int) -> list[Account]:
    with acting_as(system) as by:
        villages_of(by, county)
    with acting_as(system) as by:  # again, so that the scope holds villages that were just made
        people = invented(county, count, SEED, villages_of(by, county))
        fill_county(by, county, people, quiet=True)
        return list(_accounts(by, county, people))


def _accounts(by: Actor, county: Division, people: County) -> Iterator[Account]:
    village = Division.objects.get(pk=people.villages[0])
    yield _open(by, Role.VILLAGE, village)
    yield _open(by, Role.FAMILY, county)
    stay = Stay.objects.select_related("resident").order_by("location", "bed__number", "pk").first()
    elder = stay.resident if stay else Resident.objects.earliest("birth_date", "pk")
    consents.give(
        by=by, resident_id=elder.pk, division_id=elder.division_id, kind=Consent.Kind.FAMILY, given_by=elder.name,
        relation="本人", username=Role.FAMILY.value,
    )  # fmt: skip


def _open(by: Actor, role: Role, place: Division) -> Account:
    return open_account(by=by, role=role, username=role.value, division=place, password=initial_password())
