"""A village's survey: the sheet is printed, and what was ticked comes in at once."""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.places.models import Division
from laoyou.privacy.models import ReadLine
from laoyou.privacy.reads import log_read
from laoyou.sheets.copying import copy_rows
from laoyou.statuses.errors import Refused
from laoyou.statuses.models import Survey, SurveyLine
from laoyou.statuses.queries.surveys import SOURCE, Line, boxes, sheet_lines
from laoyou.statuses.rules.declared import Box

_ADULT = 18
_END = """
update statuses_status s set until = greatest(s.since, %(day)s), why_ended = %(why)s
where s.resident_id = any(%(seen)s) and s.source = %(source)s and s.kind = any(%(kinds)s)
  and s.since <= %(day)s and (s.until is null or s.until > %(day)s) and not s.withdrawn
  and not exists (select from survey_ticks t where t.resident_id = s.resident_id and t.kind = s.kind
                  and s.attributes @> t.attributes)
"""
_NOT_STANDING = """not exists (
  select from statuses_status s where s.resident_id = t.resident_id and s.kind = t.kind and s.source = %(source)s
    and (s.until is null or s.until > %(day)s) and not s.withdrawn)"""
_OPEN = f"""
insert into statuses_status (resident_id, division_id, recorded_division_id, kind, source, attributes, since,
                             why_ended, withdrawn, reason, seen_in_id, recorded_by_id)
select r.id, r.division_id, r.division_id, t.kind, %(source)s, t.attributes,
       greatest(%(day)s, (
         select max(coalesce(s.until, s.since)) from statuses_status s
         where s.resident_id = r.id and s.kind = t.kind and s.source = %(source)s and not s.withdrawn)),
       '', false, '', %(survey)s, %(user)s
from survey_ticks t join people_resident r on r.id = t.resident_id
where {_NOT_STANDING}
on conflict do nothing
"""  # noqa: S608 - constants
_TO_OPEN = f"select count(*) from survey_ticks t where {_NOT_STANDING}"  # noqa: S608


@transaction.atomic
def save_survey(
    *,
    by: Actor,
    division: Division,
    day: datetime.date,
    who: str = "elder",
    seen: Mapping[int, Sequence[str]],
) -> Survey:
    """`seen`: resident → keys of ticked boxes. Who is not in it was not seen, and stays as they were."""
    _may(by, division, day)
    if not seen:
        raise Refused(_("一个人也没有标为已见到。请按纸面逐人录入后再保存。"))
    asked = {box.key: box for box in boxes(division, who)}
    here = {line.resident.pk for line in sheet_lines(division, who)}
    if not set(seen) <= here:
        raise Refused(_("名册有变动：有人已不在本村名册上。请刷新页面后再录。"))
    kinds = sorted({box.kind for box in asked.values()})
    values = {"day": day, "seen": sorted(seen), "kinds": kinds, "source": SOURCE, "user": by.user_id}
    columns = {"resident_id": "bigint", "kind": "text", "attributes": "jsonb"}
    copy_rows("survey_ticks", columns, _ticks(seen, asked))
    survey = _written(by, division, values, unseen=len(here) - len(seen))
    lines = [
        SurveyLine(survey=survey, division=division, resident_id=pk, boxes=sorted(set(ticked) & set(asked)))
        for pk, ticked in seen.items()
    ]
    SurveyLine.objects.bulk_create(lines, batch_size=2000)
    record(by=by, action="statuses.survey.save", obj=survey, division=division, detail={"seen": survey.seen})
    return survey


def print_sheet(*, by: Actor, division: Division, who: str = "elder") -> list[Line]:
    """The people of the sheet; that they left on paper is logged."""
    if not by.may("resident.edit", division.pk):
        raise Refused(_("您不能打印这个村（社区）的排查表。"))
    lines = sheet_lines(division, who)
    people = [line.resident.pk for line in lines]
    minors = sum(line.age is not None and line.age < _ADULT for line in lines)
    log_read(
        by=by, kind=ReadLine.Kind.EXPORTED, residents=people, division_id=division.pk,
        purpose="survey-print", fields=["name", "address", "birth_date"], minors=minors,
    )  # fmt: skip
    record(by=by, action="statuses.survey.print", obj=division, division=division, detail={"n": len(people)})
    return lines


def _may(by: Actor, division: Division, day: datetime.date) -> None:
    if not by.may("resident.edit", division.pk):
        raise Refused(_("您不能录入这个村（社区）的排查。"))
    if day > timezone.localdate():
        raise Refused(_("排查日期不能晚于今天。"), "day")
    last = Survey.objects.filter(division=division).order_by("-day").first()
    if last and last.day > day:
        raise Refused(_("%(day)s 已有一次排查，不能再录更早的。") % {"day": last.day}, "day")


def _ticks(seen: Mapping[int, Sequence[str]], asked: Mapping[str, Box]) -> Iterator[tuple[int, str, str]]:
    """Of several boxes of a kind the first of the sheet counts."""
    for pk, ticked in seen.items():
        first: dict[str, Box] = {}
        for key, box in asked.items():
            if key in ticked:
                first.setdefault(box.kind, box)
        for box in first.values():
            yield pk, box.kind, json.dumps(box.attributes)


def _written(by: Actor, division: Division, values: dict[str, Any], *, unseen: int) -> Survey:
    with connection.cursor() as cursor:
        cursor.execute(_END, {**values, "why": _("排查时已不符合")})
        ended = cursor.rowcount
        cursor.execute(_TO_OPEN, values)
        opened = cursor.fetchone()[0]
        survey = Survey.objects.create(
            division=division, day=values["day"], seen=len(values["seen"]), unseen=unseen, opened=opened,
            ended=ended, recorded_by_id=by.user_id,
        )  # fmt: skip
        cursor.execute(_OPEN, {**values, "survey": survey.pk})
        cursor.execute("drop table survey_ticks")
    return survey
