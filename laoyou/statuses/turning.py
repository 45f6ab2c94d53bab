"""What the passing of days and a death do to statuses. Set-based; done twice, they change nothing the second time."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.packs.queries import status_kinds, status_sources
from laoyou.people.rules import years_before
from laoyou.people.turning import Born, by_release
from laoyou.statuses.rules.declared import Kind, kinds_of

Step = tuple[str, dict[str, Any]]
_DEATH = """
update statuses_status s set until = greatest(s.since, %(day)s), why_ended = %(why)s
where s.resident_id = any(%(residents)s) and not s.withdrawn
  and (s.until is null or s.until > greatest(s.since, %(day)s))
"""
_OPEN = """
insert into statuses_status (resident_id, division_id, recorded_division_id, kind, source, attributes, since,
                             why_ended, withdrawn, reason)
select r.id, r.division_id, r.division_id, %(kind)s, %(source)s, '{{}}',
       (r.birth_date + make_interval(years => %(years)s))::date, '', false, ''
from people_resident r
where r.division_id = any(%(places)s) and {among} and r.died_on is null and r.merged_into_id is null
  and r.birth_date <= %(born)s
  and not exists (select from statuses_status s where s.resident_id = r.id and s.kind = %(kind)s
                  and s.source = %(source)s and not s.withdrawn)
on conflict do nothing
"""
# Opened by a birth date that was wrong, or ended by a death that was none: nobody may correct by hand what age alone says,
# so it stays, crossed out, and the right one opens.
_WRONG = """
update statuses_status s set withdrawn = true, reason = %(why)s
from people_resident r
where r.id = s.resident_id and s.kind = %(kind)s and s.source = %(source)s and not s.withdrawn
  and s.division_id = any(%(places)s) and {among}
  and r.died_on is null and r.merged_into_id is null
  and (r.birth_date is null or s.until is not null
       or s.since <> (r.birth_date + make_interval(years => %(years)s))::date)
"""
_OUTGROWN = """
update statuses_status s
set until = greatest(s.since, (r.birth_date + make_interval(months => %(months)s))::date), why_ended = %(why)s
from people_resident r
where r.id = s.resident_id and s.kind = %(kind)s and not s.withdrawn
  and s.division_id = any(%(places)s) and {among}
  and (r.birth_date + make_interval(months => %(months)s))::date <= %(day)s
  and (s.until is null or s.until > greatest(s.since, (r.birth_date + make_interval(months => %(months)s))::date))
"""


@transaction.atomic
def end_at_death(by: Actor, resident_ids: Iterable[int], day: datetime.date) -> int:
    """Nothing holds from the day of death on; how many rows ended."""
    values = {"residents": sorted(resident_ids), "day": day, "why": _("去世")}
    return _done(by, "statuses.turn.death", [(_DEATH, values)])


@transaction.atomic
def open_high_age(by: Actor, day: datetime.date) -> int:
    """Kinds that an age opens hold from that birthday on, by the age that the pack of the place sets."""
    return _done(by, "statuses.turn.age", _opened(day))


@transaction.atomic
def end_infants_at_36_months(by: Actor, day: datetime.date) -> int:
    """Kinds for infants end at the age in months that the pack of the place sets."""
    return _done(by, "statuses.turn.infants", _outgrown(day))


@transaction.atomic
def follow_birth(by: Actor, born: Born, day: datetime.date) -> int:
    """What an age opens holds from that birthday and from no other day; what it ended by then has ended."""
    opened = _done(by, "statuses.turn.age", _opened(day, born))
    return opened + _done(by, "statuses.turn.infants", _outgrown(day, born))


def _opened(day: datetime.date, born: Born | None = None) -> Iterator[Step]:
    """For each source that is age alone, of these or of all; `born`: who was born by then is of that age."""
    for kind, places in _by_place(born):
        for source in kind.sources:
            if kind.opens_at_years is not None and source.derived:
                values = {
                    "kind": kind.key,
                    "source": source.key,
                    "years": kind.opens_at_years,
                    "born": years_before(day, kind.opens_at_years),
                    "places": places,
                    "why": _("出生日期或去世登记已更正"),
                }
                yield from ((_among(statement, born), values) for statement in (_WRONG, _OPEN))


def _outgrown(day: datetime.date, born: Born | None = None) -> Iterator[Step]:
    why = _("已满月龄")
    for kind, places in _by_place(born):
        if kind.ends_at_months is not None:
            values = {
                "kind": kind.key,
                "months": kind.ends_at_months,
                "places": places,
                "day": day,
                "why": why,
            }
            yield _among(_OUTGROWN, born), values


def _among(statement: str, born: Born | None) -> str:
    return statement.format(among=f"r.id in ({born.numbers})" if born else "true")


def _done(by: Actor, action: str, steps: Iterable[Step]) -> int:
    ended = 0
    with connection.cursor() as cursor:
        for statement, values in steps:
            cursor.execute(statement, values)
            ended += cursor.rowcount
    if ended:
        record(by=by, action=action, obj="statuses", detail={"n": ended})
    return ended


def _by_place(born: Born | None) -> Iterator[tuple[Kind, list[int]]]:
    """Each kind that an age opens or ends, with the divisions in which it is declared so."""
    for release, found in by_release(born.division_ids if born else None).items():
        declared = kinds_of(status_kinds(release_id=release), status_sources(release_id=release))
        yield from ((kind, found) for kind in declared.values() if kind.opens_at_years or kind.ends_at_months)
