"""Figures come in here; nothing else writes them."""

import datetime
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.errors import Refused
from laoyou.access.models import Department
from laoyou.access.rules import Role
from laoyou.access.scope import Actor
from laoyou.evidence.models import File
from laoyou.indicators.amounts import Number, amounts_of
from laoyou.indicators.models import Observation
from laoyou.indicators.periods import parse_period
from laoyou.indicators.sanity import usual_day
from laoyou.packs import queries as packs
from laoyou.places.models import Division
from laoyou.places.queries import codes_upwards

__all__ = ["Number", "report_value"]


@transaction.atomic
def report_value(
    *,
    by: Actor,
    division: Division,
    indicator: str,
    period: str,
    numerator: Number | None = None,
    denominator: Number | None = None,
    value: Number | None = None,
    unit: str = "",
    as_of: datetime.date | None = None,
    note: str = "",
    department: Department | None = None,
    corrects: Observation | None = None,
    evidence: Sequence[File] = (),
) -> Observation:
    """Two counts, or a value where no ratio is meant; "70%" is 70 in the unit %. A correction names what it replaces."""
    _check_allowed(by, division, department)
    day = as_of or _usual_day(period)
    _check_time(period, day)
    _check_replaced(division, indicator, period, corrects, note)
    observation = Observation(
        division=division,
        indicator=indicator,
        period=period,
        **amounts_of(numerator, denominator, value, unit),
        as_of=day,
        note=note.strip(),
        department=department,
        recorded_by_id=by.user_id,
        pack_release_id=_release(division),
        supersedes=corrects,
        office_of_id=_office(by, division),
    )
    return _insert(by, observation, evidence)


def _office(by: Actor, division: Division) -> int | None:
    """The division whose office speaks: the nearest above, or the division's own. None: a unit speaks."""
    held = [each for each in by.grants if each.role == Role.OFFICE and division.pk in each.covers]
    nearest = min(held, key=lambda each: len(each.covers), default=None)
    if nearest is None:
        return division.pk if by.is_system else None
    return nearest.division_id


def _check_allowed(by: Actor, division: Division, department: Department | None) -> None:
    if not by.may("value.report", division.pk):
        raise Refused(_("您没有为该地区上报数据的权限。请联系方案办公室。"))
    office = _office(by, division) is not None
    if not office and (department is None or department.pk not in by.department_ids):
        raise Refused(_("只能为本单位负责的指标上报数据。请选择本单位，或请方案办公室代报。"), "department")


def _usual_day(period: str) -> datetime.date:
    parsed, today = parse_period(period), timezone.localdate()
    return usual_day(parsed, today) if parsed else today


def _check_time(period: str, day: datetime.date) -> None:
    parsed = parse_period(period)
    if parsed is None:
        raise Refused(_("期间应写成 2025、2025H1（上半年）、2025Q3（三季度）或 2025-07。"), "period")
    today = timezone.localdate()
    if day > today:
        raise Refused(_("数据截止日期不能晚于今天。"), "as_of")
    if (parsed.year, parsed.first) > (today.year, today.month):
        raise Refused(_("这个期间还没有开始，不能上报。"), "period")


def _check_replaced(
    division: Division, indicator: str, period: str, corrects: Observation | None, note: str
) -> None:
    now = Observation.objects.filter(
        division=division,
        indicator=indicator,
        period=period,
        source=Observation.Source.REPORTED,
        superseded_by=None,
    ).first()
    if now is not None and corrects is None:
        raise Refused(
            _("%(period)s的数据已经上报。要改，请用“更正”，并写明原因。") % {"period": period}, "period"
        )
    if corrects is not None and (now is None or now.pk != corrects.pk):
        raise Refused(_("这个数据刚被别人更正过。请刷新页面，对照最新数据后再更正。"))
    if corrects is not None and not note.strip():
        raise Refused(_("更正数据时，请写明原因。"), "note")


def _insert(by: Actor, observation: Observation, evidence: Sequence[File]) -> Observation:
    if any(file.division_id != observation.division_id for file in evidence):
        raise Refused(_("佐证文件不属于这个地区。请重新上传。"), "files")
    try:
        with transaction.atomic():
            observation.save()
            observation.evidence.add(*evidence)
    except IntegrityError as clash:
        raise Refused(_("别人刚上报了同一期的数据。请刷新页面，对照后再报。")) from clash
    replaced = observation.supersedes_id
    action = "indicators.value.correct" if replaced else "indicators.value.report"
    detail = {
        "indicator": observation.indicator,
        "period": observation.period,
        "corrects": replaced,
        "evidence": [file.pk for file in evidence],
    }
    record(by=by, action=action, obj=observation, division=observation.division_id, detail=detail)
    return observation


def _release(division: Division) -> int | None:
    try:
        return packs.release_for(division_codes=codes_upwards(division)).pk
    except packs.NoRelease:
        return None
