"""One typing serves all: a return that is submitted is frozen, and its lines become entries and reported figures."""

import datetime
import hashlib
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.models import User
from laoyou.access.scope import Actor
from laoyou.indicators import queries as indicators
from laoyou.indicators.models import Observation
from laoyou.plans.actions import report_figure
from laoyou.plans.errors import Doubtful
from laoyou.plans.models import Target
from laoyou.plans.queries.specs import figure_key
from laoyou.progress.actions.common import check_day
from laoyou.progress.actions.entries import file_entry
from laoyou.progress.errors import Faulty, Refused
from laoyou.progress.models import Entry, Filed, Return
from laoyou.progress.queries import returns
from laoyou.progress.rules.cycles import ends_on
from laoyou.progress.rules.returns import Fault, date_of, frozen, over_whole


def file_return(
    *,
    by: Actor,
    found: Return,
    page: returns.Sheet,
    received_on: datetime.date | None,
    reviewer_id: int | None,
) -> Filed:
    """Part of the action that submits; all or nothing. The first submission says whether it was late."""
    moment = _moment(found, received_on)
    because = str(found.content.get("because", ""))
    content = {**frozen(page.content, page.rows), "because": because}
    filed = Filed.objects.create(
        division_id=found.division_id, of=found, number=found.filed.count() + 1, content=content,
        digest=digest(content), entered_for=found.entered_for, reviewer_id=reviewer_id, by_id=by.user_id,
        at=moment,
    )  # fmt: skip
    if found.submitted_at is None:
        found.submitted_at = moment
        found.late = timezone.localdate(moment) > page.cycle.due
    wrong = [*_entries(by, found, page, content, reviewer_id), *_figures(by, page, content, because)]
    if wrong:
        raise Faulty(wrong)
    return filed


def digest(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(
        json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


def _moment(found: Return, received_on: datetime.date | None) -> datetime.datetime:
    """Now, or noon of the day on which a unit's paper came in: that is what lateness is counted from."""
    if received_on is None:
        return timezone.now()
    if not found.entered_for:
        raise Refused(_("只有代录的报送表要填收到日期。"), "received_on")
    check_day(received_on, "received_on")
    if received_on < found.cycle.opens:
        raise Refused(_("收到日期早于周期开始的日期。请核对年份。"), "received_on")
    noon = timezone.make_aware(datetime.datetime.combine(received_on, datetime.time(12)))
    return min(noon, timezone.now())


def _entries(
    by: Actor, found: Return, page: returns.Sheet, content: Mapping[str, Any], reviewer_id: int | None
) -> list[Fault]:
    """A line that says the same as the entry it made before makes no new one; another one corrects it."""
    standing = returns.entries_of(page.cycle, page.department)
    day = min(ends_on(page.cycle.period), timezone.localdate())
    people = User.objects.in_bulk({pk for pk in (found.author_id, reviewer_id, by.user_id) if pk})
    shared: dict[str, Any] = {
        "by": by,
        "department": page.department,
        "on": day,
        "cycle": page.cycle,
        "entered_for": found.entered_for,
        "author": people.get(found.author_id or 0),
        "reviewer": people.get(reviewer_id or 0),
        "signer": None if found.entered_for else people.get(by.user_id or 0),
    }
    wrong: list[Fault] = []
    for line, said in zip(page.tasks, content["tasks"], strict=True):
        before = standing.get(line.task.pk)
        if _same(before, said):
            continue
        told = {"text": said["text"], "figures": _noted(said["figures"], content), "claims": said["claims"]}
        row = f"task:{line.task.pk}"
        do = _filing(line, shared | told, before)
        wrong.extend(_tried(row, said["label"], do))
    return wrong


def _noted(figures: list[dict[str, str]], content: Mapping[str, Any]) -> list[dict[str, str]]:
    """A share above 100 % carries the reason that the return was sent with."""
    why = str(content["because"])
    return [{**each, "note": why} if over_whole(each) else each for each in figures]


def _filing(line: returns.TaskLine, said: Mapping[str, Any], before: Entry | None) -> Callable[[], object]:
    return lambda: file_entry(**said, task=line.task, corrects=before)


def _same(before: Entry | None, said: Mapping[str, Any]) -> bool:
    if not said["text"].strip() and not said["figures"]:
        return True
    if before is None:
        return False
    figures = [{key: each[key] for key in ("name", "value", "unit")} for each in before.figures]
    same_words = before.text == said["text"].strip() and before.claims == said["claims"]
    return bool(same_words and figures == said["figures"])


def _figures(by: Actor, page: returns.Sheet, content: Mapping[str, Any], because: str) -> list[Fault]:
    """A figure that stands already with the same counts is left alone; another becomes a correction."""
    cycle = page.cycle
    keys = {figure_key(line.target) for line in page.figures}
    standing = indicators.latest(cycle.division_id, keys, cycle.period)
    wrong: list[Fault] = []
    for line, said in zip(page.figures, content["figures"], strict=True):
        amounts = {name: said[name] or None for name in ("numerator", "denominator", "value")}
        before = standing.get(figure_key(line.target))
        if not any(amounts.values()) or (before is not None and _equal(before, amounts)):
            continue
        row = f"figure:{line.target.pk}"
        if before is not None and before.department_id not in (None, page.department.pk) and not because:
            words = _("%(unit)s已经报过另一个数，提交后将按本表更正。") % {"unit": before.department}
            wrong.append(Fault(row, "value", said["label"], words, True))
            continue
        wrong.extend(
            _tried(row, said["label"], _reporting(by, line.target, cycle.period, said, before, because))
        )
    return wrong


def _reporting(
    by: Actor, target: Target, period: str, said: Mapping[str, Any], before: Observation | None, because: str
) -> Callable[[], object]:
    note = said["note"].strip()
    day = date_of(said["as_of"]) or min(ends_on(period), timezone.localdate())
    return lambda: report_figure(
        by=by, target=target, period=period, numerator=said["numerator"] or None,
        denominator=said["denominator"] or None, value=said["value"] or None, as_of=day,
        note=note or (_("按报送表更正") if before else ""), corrects=before, keep_because=because,
    )  # fmt: skip


def _equal(before: Observation, amounts: Mapping[str, str | None]) -> bool:
    return all(
        getattr(before, name) == (None if said is None else Decimal(said)) for name, said in amounts.items()
    )


def _tried(row: str, label: str, do: Callable[[], object]) -> list[Fault]:
    """What the action refused, as a fault of this row; the others are tried too, so that all is told at once."""
    try:
        do()  # an action of its own, which takes back what it wrote when it refuses
    except Doubtful as doubtful:
        return [Fault(row, "value", label, each.words, True) for each in doubtful.doubts]
    except Refused as refused:
        return [Fault(row, refused.field or "text", label, refused.message)]
    return []
