"""Who comes to an age today, and what ends or begins with it, or with a death. Other packages register what is theirs.

A hook is called inside the transaction and says how many rows it touched. The night calls `turn_up_to`.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.packs import queries as packs
from laoyou.people.leaving import end_empty
from laoyou.people.models import Membership, Resident, Tie, Turned
from laoyou.people.rules import birthday, months_later
from laoyou.places.queries import codes_upwards_of


@dataclass(frozen=True, slots=True)
class Age:
    """An age at which something ends or begins for everyone: a parameter of the packs, with its clause there."""

    key: str
    months: int


@dataclass(frozen=True, slots=True)
class Born:
    """Whose birth dates became known: an SQL select of their numbers, be it one or a register of them, and where they are kept."""

    numbers: str
    division_ids: Sequence[int]


AGES = ("infant_until_months", "elder_age", "health_check_age", "high_age")
OnDeath = Callable[[Actor, Resident, datetime.date], int]
OnBirth = Callable[[Actor, "Born"], int]
OnAge = Callable[[Actor, Age, datetime.date, Sequence[int]], int]
_on_death: dict[str, OnDeath] = {}
_on_birth: dict[str, OnBirth] = {}
_on_age: dict[str, OnAge] = {}


def on_death(key: str, hook: OnDeath) -> None:
    """Called once a process by the owning package, in its AppConfig.ready()."""
    _on_death[key] = hook


def on_birth(key: str, hook: OnBirth) -> None:
    """The hook gets all at once who are new to the register, or whose birth date or death was put right."""
    _on_birth[key] = hook


def on_age(key: str, hook: OnAge) -> None:
    """The hook gets all residents who come to that age on that day, at once."""
    _on_age[key] = hook


def died(by: Actor, resident: Resident, on: datetime.date) -> dict[str, int]:
    """What each hook touched."""
    own = {"members": _leave_household(resident, on), "carers": _end_ties(resident, on)}
    return own | {key: hook(by, resident, on) for key, hook in _on_death.items()}


def birth_known(by: Actor, resident: Resident) -> None:
    """What an age has opened or ended by today does not wait for the night."""
    if resident.died_on is None:
        births_known(by, Born(f"select {resident.pk:d}", [resident.division_id]))


def births_known(by: Actor, born: Born) -> None:
    for hook in _on_birth.values():
        hook(by, born)


def _leave_household(resident: Resident, on: datetime.date) -> int:
    """What began after a death that was recorded late never was: it ends on its first day."""
    held = list(Membership.objects.filter(resident=resident, until=None))
    for one in held:
        one.until = max(one.since, on)
        one.save(update_fields=["until"])
        end_empty(one, one.until)
    return len(held)


def _end_ties(resident: Resident, on: datetime.date) -> int:
    """The dead need no carer and are nobody's; kin stay kin."""
    stand = Tie.objects.filter(until=None).exclude(role=Tie.Role.KIN)
    return stand.filter(Q(resident=resident) | Q(other=resident)).update(until=Greatest(F("since"), on))


def born_on(age: Age, day: datetime.date) -> list[datetime.date]:
    """Birth dates that come to the age on this day: two of them where a 29 February falls on the 28th, none where
    this day is the 29th and the birth month had no such day. 28 February, because 民法典 202 ends a period that lacks
    its day with the month."""
    year, month = divmod(day.year * 12 + day.month - 1 - age.months, 12)
    first = datetime.date(year, month + 1, 1)
    days = [first + datetime.timedelta(offset) for offset in range(31)]
    reached = birthday if age.months % 12 == 0 else months_later
    amount = age.months // 12 if age.months % 12 == 0 else age.months
    return [born for born in days if born.month == first.month and reached(born, amount) == day]


def who_turns(age: Age, day: datetime.date, places: Sequence[int]) -> list[int]:
    """The living of these divisions who come to the age on this day, in the reader's scope. A birth date known to the
    month only counts by its first day as recorded."""
    found = Resident.objects.filter(birth_date__in=born_on(age, day), died_on=None, merged_into=None)
    return list(found.filter(division_id__in=places).order_by("id").values_list("pk", flat=True))


def by_release(division_ids: Sequence[int] | None = None) -> dict[int, list[int]]:
    """The release of the packs that holds for each division, of all where none are named: release → divisions."""
    places: dict[int, list[int]] = {}
    for pk, release in packs.releases_for(division_codes=codes_upwards_of(division_ids)).items():
        places.setdefault(release, []).append(pk)
    return places


def ages(release: int, day: datetime.date) -> list[Age]:
    """As they hold on a day under a release; one that an official has yet to say is left out."""
    found = [packs.parameter(key=key, on=day, release_id=release) for key in AGES]
    return [
        Age(one.key, int(one.value) * (1 if one.unit == "month" else 12))
        for one in found
        if one is not None and one.value is not None
    ]


MOST_DAYS = 366  # a machine that was off for longer starts afresh


def turn_up_to(by: Actor, today: datetime.date) -> int:
    """Today, and before it each day that was not told because nothing ran: a machine may be off at night."""
    last = Turned.objects.filter(day__lt=today).order_by("-day").values_list("day", flat=True).first()
    missed = min((today - last).days, MOST_DAYS) if last else 1
    return sum(turn(by, today - datetime.timedelta(ago)) for ago in reversed(range(missed)))


@transaction.atomic
def turn(by: Actor, day: datetime.date) -> int:
    """Tell every hook of each age; a day that was told is not told again. How many people came to an age."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into people_turned (day, people) values (%s, 0) on conflict (day) do nothing", [day]
        )
        if cursor.rowcount == 0:
            return 0
    total, touched = 0, dict.fromkeys(_on_age, 0)
    for release, places in by_release().items():
        for age in ages(release, day):
            people = who_turns(age, day, places)
            total += len(people)
            for key, hook in _on_age.items():
                touched[key] += hook(by, age, day, people) if people else 0
    Turned.objects.filter(day=day).update(people=total)
    record(
        by=by, action="people.ages.turn", obj="", detail={"day": day.isoformat(), "people": total, **touched}
    )
    return total
