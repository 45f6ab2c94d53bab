"""Invented people of a county, family by family: the same seed gives the same people. Pure.

Age and sex follow the groups of a census, everything else `demo/people.toml` of the packs. Numbers have the county's first
six digits and a right check sign; mobile numbers begin with 12, which no network uses. Nobody is meant.
"""

import calendar
import datetime
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from stdnum.cn import ric

from laoyou.config.demo_households import Family, Person, families
from laoyou.config.demo_names import family_name, full_name
from laoyou.config.demo_rates import Rates
from laoyou.people.bulk import NewResident
from laoyou.people.rules import birthday

SMALLEST = 300  # people of a village, before a further one is filled
PART = 1500  # people of a village who are put together into families at a time
FIRST_DAY = datetime.date(2020, 1, 1)
STAYED = {"home": 900, "nursery": 150, "": 1}  # since at most so many days
INFANT = 3
GRANDCHILDREN = frozenset({"41", "42"})
OF_THE_NAME = frozenset({"02", "20", "30", "41", "42", "51"})  # who bear the name of the head


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """Whole years from `first` to `last` on the day of the census."""

    first: int
    last: int
    male: int
    female: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A status of an invented person."""

    kind: str
    source: str
    attributes: Mapping[str, str]
    since: datetime.date


@dataclass(frozen=True, slots=True)
class Invented:
    """`care`: "home" or "nursery" where they have a bed or a place, since `care_since`."""

    resident: NewResident
    statuses: tuple[Drawn, ...]
    care: str
    care_since: datetime.date


class County:
    """`count` people of a county; iterating again gives the same people. Memory is that of one part of a village."""

    def __init__(
        self,
        seed: int,
        count: int,
        *,
        region: str,
        villages: Sequence[int],
        groups: Sequence[AgeGroup],
        rates: Rates,
    ) -> None:
        self.seed, self.count, self.region, self.rates = seed, count, region, rates
        self.villages = villages[: max(1, count // SMALLEST)]
        self._kinds = [(group, sex) for group in groups for sex in "12"]
        self._ages = list(
            accumulate(group.male if sex == "1" else group.female for group, sex in self._kinds)
        )

    def __iter__(self) -> Iterator[Invented]:
        self._chance = random.Random(self.seed)  # noqa: S311 - repeatable, nothing secret
        self._serials: dict[tuple[datetime.date, str], int] = defaultdict(int)
        self._lines = 0
        self._households = 0
        sizes = list(accumulate(self._chance.uniform(*self.rates.village_sizes) for _each in self.villages))
        done = 0
        for village, size in zip(self.villages, sizes, strict=True):
            upto = round(self.count * size / sizes[-1])
            for first in range(done, upto, PART):
                yield from self._part(village, min(PART, upto - first))
            done = upto

    def _part(self, village: int, size: int) -> Iterator[Invented]:
        drawn = self._chance.choices(self._kinds, cum_weights=self._ages, k=size)
        people = [Person(self._chance.randint(group.first, group.last), sex) for group, sex in drawn]
        for family in families(self._chance, people, self.rates):
            self._households += 1
            yield from self._family(village, family)

    def _family(self, village: int, family: Family) -> Iterator[Invented]:
        chance = self._chance
        name = family_name(chance)
        lives = family.lives()
        address = f"{chance.randint(1, 9)}组{chance.randint(1, 180)}号"
        for person, relation in family.members():
            own = relation not in OF_THE_NAME
            called = family_name(chance) if own else name
            resident = self._resident(village, person, called, relation, address)
            how = "with_grandparents" if lives == "grandchildren" and relation in GRANDCHILDREN else lives
            yield self._with_statuses(resident, person.age, how)

    def _resident(
        self, village: int, person: Person, family: str, relation: str, address: str
    ) -> NewResident:
        chance, rates = self._chance, self.rates
        born = _birthday(chance, rates.on, person.age)
        self._serials[born, person.sex] += 1
        self._lines += 1
        number = _number(self.region, born, person.sex, self._serials[born, person.sex])
        if chance.random() < rates.without_number:
            number = ""
        away = chance.random() < rates.registered_elsewhere
        return NewResident(
            division_id=village,
            name=full_name(chance, family, person.sex, person.age),
            sex=person.sex,
            birth_date=born,
            id_kind="citizen" if number else "none",
            id_number=number,
            phone=f"12{self._lines:09d}" if chance.random() < rates.phones[person.age] else "",
            address=address,
            registered_id=None if away else village,
            registered_place=chance.choice(rates.elsewhere) if away else "",
            since=max(born, FIRST_DAY),
            household=f"{self.region}{self._households:08d}",
            relation=relation,
        )

    def _with_statuses(self, resident: NewResident, age: int, how: str) -> Invented:
        born = resident.birth_date or self.rates.on
        care = self._care(born, age)
        found = tuple(self._statuses(born, age, "home" if care == "home" else how))
        since = self.rates.on - datetime.timedelta(days=self._chance.randint(1, STAYED[care]))
        return Invented(resident, found, care, max(born, since))

    def _care(self, born: datetime.date, age: int) -> str:
        if self._chance.random() < self.rates.in_home[age]:
            return "home"
        if age < INFANT:
            months = (self.rates.on.year - born.year) * 12 + self.rates.on.month - born.month
            first, last = self.rates.enrolled_months
            if first <= months < last and self._chance.random() < self.rates.enrolled:
                return "nursery"
        return ""

    def _statuses(self, born: datetime.date, age: int, how: str) -> Iterator[Drawn]:
        chance, on = self._chance, self.rates.on
        for rate in self.rates.statuses:
            share = rate.shares[age]
            if not share or (rate.household and rate.household != how) or (rate.infant and age >= INFANT):
                continue
            if share < 1 and chance.random() >= share:
                continue
            attributes = {
                key: chance.choices(values, cum_weights=weights)[0]
                for key, (values, weights) in rate.attributes.items()
            }
            since = max(on - datetime.timedelta(days=chance.randint(30, 1800)), birthday(born, rate.from_age))
            if rate.from_birthday:
                since = birthday(born, rate.from_birthday)
            yield Drawn(rate.kind, rate.source, attributes, since)


def _birthday(chance: random.Random, on: datetime.date, age: int) -> datetime.date:
    """Such that the age on that day is this one."""
    day = min(on.day, calendar.monthrange(on.year - age - 1, on.month)[1])
    first = datetime.date(on.year - age - 1, on.month, day)
    return first + datetime.timedelta(days=chance.randint(1, 365))


def _number(region: str, born: datetime.date, sex: str, nth: int) -> str:
    """The serial is odd for men; empty once a day has no serial left."""
    serial = 2 * nth - (1 if sex == "1" else 0)
    if serial > 999:
        return ""
    body = f"{region}{born:%Y%m%d}{serial:03d}"
    return body + str(ric.calc_check_digit(body + "0"))
