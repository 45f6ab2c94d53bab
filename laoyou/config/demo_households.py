"""People of a village put together into families: couples, their children, parents who live with them. Pure.

Children come to mothers of a fitting age, or to grandparents where the parents work elsewhere; old people live alone, as a
couple, or with a child. Everyone is in exactly one family.
"""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from laoyou.config.demo_rates import Rates

ELDER = 60
CHILD = 16  # older ones live with their parents by the share of their age
BETWEEN = (20, 41)  # years between a parent and a child, where nothing else is known
GENERATIONS = (42, 68)  # between a grandmother and a child
APART = 2  # years between a mother's children, where another family can be found
TRIES = 4
SPREAD = 3.0  # years around the usual between husband and wife


@dataclass(slots=True, eq=False)
class Person:
    age: int
    sex: str


@dataclass(slots=True, eq=False)
class Family:
    head: Person
    spouse: Person | None = None
    children: list[Person] = field(default_factory=list)
    grandchildren: list[Person] = field(default_factory=list)
    parents: list[Person] = field(default_factory=list)

    @property
    def oldest_mother(self) -> int:
        return self.spouse.age if self.spouse else self.head.age

    def members(self) -> Iterator[tuple[Person, str]]:
        """With the relation to the head, by GB/T 4761."""
        yield self.head, "02"
        if self.spouse:
            yield self.spouse, "10"
        for child in self.children:
            yield child, "20" if child.sex == "1" else "30"
        for child in self.grandchildren:
            yield child, "41" if child.sex == "1" else "42"
        for parent in self.parents:
            yield parent, "51" if parent.sex == "1" else "52"

    def lives(self) -> str:
        """How: alone, elders, grandchildren, or nothing of note."""
        size = sum(1 for _member in self.members())
        if self.grandchildren and not self.children and not self.parents:
            return "grandchildren"
        if any(member.age < ELDER for member, _relation in self.members()):
            return ""
        return "alone" if size == 1 else "elders"


def families(chance: random.Random, people: Sequence[Person], rates: Rates) -> list[Family]:
    """The same chance and people give the same families."""
    grown = [one for one in people if one.age >= CHILD]
    made, single = _couples(chance, grown, rates)
    made.sort(key=lambda family: family.oldest_mother)
    stay: list[Person] = []
    alone: list[Person] = []
    for one in single:
        (stay if chance.random() < rates.at_home[one.age] else alone).append(one)
    alone = [*alone, *_to_parents(chance, made, stay, rates)]
    left = _to_parents(chance, made, [one for one in people if one.age < CHILD], rates)
    made, alone = _with_children(chance, made, alone, rates)
    made += [Family(one) for one in alone]
    _take_in(chance, made, left)
    return made


def _couples(
    chance: random.Random, grown: Iterable[Person], rates: Rates
) -> tuple[list[Family], list[Person]]:
    """From the oldest down, husbands mostly a little older; who finds nobody of a fitting age stays single."""

    def in_turn(sex: str, older: int) -> list[tuple[float, Person]]:
        turns = [(one.age - older + chance.uniform(-SPREAD, SPREAD), one) for one in grown if one.sex == sex]
        return sorted(turns, key=lambda each: -each[0])

    women = in_turn("2", 0)
    made, single, place = [], [], 0
    for turn, man in in_turn("1", rates.husband_older):
        while place < len(women) and women[place][0] > turn + 1:
            single.append(women[place][1])
            place += 1
        if (
            place < len(women)
            and _fit(man, women[place][1], rates)
            and chance.random() < rates.married[man.age]
        ):
            made.append(Family(man, women[place][1]))
            place += 1
        else:
            single.append(man)
    return made, [*single, *(one for _turn, one in women[place:])]


def _fit(man: Person, woman: Person, rates: Rates) -> bool:
    return woman.age >= rates.mother[0] and -rates.younger <= man.age - woman.age <= rates.older


def _to_parents(
    chance: random.Random, made: Sequence[Family], young: Iterable[Person], rates: Rates
) -> list[Person]:
    """`made` by the age of its mothers. Gives those who found none."""
    mothers = [family.oldest_mother for family in made]
    left = []
    for child in young:
        away = child.age < CHILD and chance.random() < rates.left_behind
        years = GENERATIONS if away else rates.mother
        first, last = bisect_left(mothers, child.age + years[0]), bisect_right(mothers, child.age + years[1])
        for left_tries in range(TRIES if first < last else 0, 0, -1):
            family = made[chance.randrange(first, last)]
            kept = family.grandchildren if away else family.children
            if (
                len(kept) < rates.most_children
                and not (family.children if away else family.grandchildren)
                and (left_tries == 1 or all(abs(one.age - child.age) >= APART for one in kept))
            ):
                kept.append(child)
                break
        else:
            left.append(child)
    return left


def _with_children(
    chance: random.Random, made: list[Family], alone: list[Person], rates: Rates
) -> tuple[list[Family], list[Person]]:
    """Some of the old move in with a couple that could be their child's."""
    young = sorted((family for family in made if family.head.age < ELDER), key=lambda one: one.head.age)
    heads = [family.head.age for family in young]

    def taken(old: Sequence[Person], share: float) -> bool:
        youngest = min(one.age for one in old)
        if youngest < ELDER or chance.random() >= share:
            return False
        first, last = bisect_left(heads, youngest - BETWEEN[1]), bisect_right(heads, youngest - BETWEEN[0])
        for _try in range(TRIES if first < last else 0):
            family = young[chance.randrange(first, last)]
            if not family.parents and not family.grandchildren:
                family.parents.extend(old)
                return True
        return False

    couples = [
        family
        for family in made
        if family.children
        or family.grandchildren
        or family.parents
        or family.spouse is None
        or not taken((family.head, family.spouse), rates.couples_with_child)
    ]
    return couples, [one for one in alone if not taken((one,), rates.singles_with_child)]


def _take_in(chance: random.Random, made: list[Family], left: Sequence[Person]) -> None:
    """Children for whom the village has no mother of a fitting age: with a grown-up who could be one, else the oldest."""
    if not made:
        made.extend(Family(child) for child in left)
        return
    by_age = sorted(made, key=lambda family: family.head.age)
    ages = [family.head.age for family in by_age]
    for child in left:
        first, last = bisect_left(ages, child.age + BETWEEN[0]), bisect_right(ages, child.age + BETWEEN[1])
        family = by_age[chance.randrange(first, last)] if first < last else by_age[-1]
        family.children.append(child)
