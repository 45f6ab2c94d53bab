"""Reports are written here; nothing else writes them."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.errors import Refused
from laoyou.access.scope import Actor
from laoyou.indicators.periods import parse_period
from laoyou.plans.models import Plan
from laoyou.progress.models import Cycle
from laoyou.reports.building import build
from laoyou.reports.errors import Changed
from laoyou.reports.facts import Facts, digest_of, dump, load
from laoyou.reports.kinds import KINDS
from laoyou.reports.models import Issue, Report
from laoyou.reports.queries.facts import gather
from laoyou.reports.queries.reports import texts

LONGEST = 40_000
YEARLY = "yearly"


@transaction.atomic
def create_report(
    *,
    by: Actor,
    plan: Plan,
    kind: str,
    period: str = "",
    cycle: Cycle | None = None,
    on: datetime.date | None = None,
) -> Report:
    """A draft with the data of the day; its words are those that the kind begins with."""
    _check_may(by, plan.division_id)
    period = cycle.period if cycle else period
    _check_asked(plan, kind, period, cycle, on)
    facts = gather(plan, period=period, on=on, cycle=cycle)
    made = Report.objects.create(
        division_id=plan.division_id,
        plan=plan,
        cycle=cycle,
        kind=kind,
        period=period,
        on=datetime.date.fromisoformat(facts.on),
        title=KINDS[kind].title(facts),
        organ=facts.organ,
        recipient=KINDS[kind].recipient or facts.recipient,
        printer=facts.organ,
        created_by_id=by.user_id,
        updated_by_id=by.user_id,
        **_snapshot(facts),
    )
    _record(by, "create", made, {"kind": kind, "period": period})
    return made


@transaction.atomic
def follow_plan(*, by: Actor, plan: Plan) -> int:
    """Reports still being written on the version before go on with the corrected plan; their data stay until re-filled."""
    _check_may(by, plan.division_id)
    before = plan.previous
    if before is None or before.state != Plan.State.SUPERSEDED:
        return 0
    rows = list(
        Report.objects.select_for_update(of=("self",)).filter(plan=before).exclude(state=Report.State.ISSUED)
    )
    for row in rows:
        row.plan, row.version = plan, row.version + 1
    Report.objects.bulk_update(rows, ["plan", "version"])
    if rows:
        record(by=by, action="reports.plan.follow", obj=plan, detail={"reports": [row.pk for row in rows]})
    return len(rows)


@transaction.atomic
def write_section(*, by: Actor, report: Report, key: str, text: str, version: int) -> Report:
    """The office's own words of a section. `version` of the section as its editor saw it; 0 where nobody wrote before."""
    held = _held(by, report)
    _check_section(held, key)
    text = text.replace("\0", "").strip()
    if not text:
        raise Refused(_("这一节不能为空。不想要自己写的内容，可以恢复自动生成的文字。"), "text")
    if len(text) > LONGEST:
        raise Refused(_("这一节超过 %(most)d 字。请分段精简，或把明细放进附件。") % {"most": LONGEST}, "text")
    now = held.words.get(key, {"text": "", "version": 0})
    _check_section_version(by, held, key, now, version)
    if now["text"] == text:
        return held
    held.words = {**held.words, key: {"text": text, "version": now["version"] + 1, "by": by.user_id}}
    return _save(by, held, "write", {"section": key, "characters": len(text)})


@transaction.atomic
def reset_section(*, by: Actor, report: Report, key: str, version: int) -> Report:
    """Back to the words that the kind begins with; what was written stays in the history."""
    held = _held(by, report)
    _check_section(held, key)
    now = held.words.get(key, {"text": "", "version": 0})
    _check_section_version(by, held, key, now, version)
    held.words = {**held.words, key: {"text": "", "version": now["version"] + 1, "by": by.user_id}}
    return _save(by, held, "reset", {"section": key})


@transaction.atomic
def change_head(
    *,
    by: Actor,
    report: Report,
    version: int,
    title: str,
    organ: str,
    recipient: str,
    copies: str = "",
    printer: str = "",
) -> Report:
    """`copies` and `printer` make the imprint on the last page; without either there is none."""
    held = _held(by, report, version)
    if not title.strip():
        raise Refused(_("请填写标题。"), "title")
    if not organ.strip():
        raise Refused(_("请填写发文单位。"), "organ")
    held.title, held.organ, held.recipient = title.strip(), organ.strip(), recipient.strip()
    held.copies, held.printer = copies.strip(), printer.strip()
    return _save(by, held, "head", {})


@transaction.atomic
def refill(
    *, by: Actor, report: Report, version: int, digest: str, on: datetime.date | None = None
) -> Report:
    """Take the newest data. `digest` of those that were shown before: others are never taken unseen."""
    held = _held(by, report, version)
    facts = gather(held.plan, period=held.period, on=on or held.on, cycle=held.cycle)
    if facts.digest != digest:
        raise Refused(_("数据刚才又有变化。请再看一遍变化，然后更新。"))
    before = held.facts_digest
    for name, value in _snapshot(facts).items():
        setattr(held, name, value)
    held.on = datetime.date.fromisoformat(facts.on)
    held.facts_at = Now()
    return _save(by, held, "refill", {"from": before, "to": digest, "on": facts.on})


@transaction.atomic
def issue_report(
    *, by: Actor, report: Report, version: int, doc_number: str, issued_on: datetime.date, note: str = ""
) -> Issue:
    """Freeze the report as it stands, with its digest. A further issue of the same report says what it changed."""
    held = _held(by, report, version)
    number = held.issues.count() + 1
    _check_issue(held, number, doc_number, issued_on, note)
    content = content_of(held)
    made = Issue.objects.create(
        division_id=held.division_id,
        plan_id=held.plan_id,
        report=held,
        number=number,
        doc_number=doc_number.strip(),
        issued_on=issued_on,
        content=content,
        digest=digest_of(content),
        note=note.strip(),
        by_id=by.user_id,
    )
    held.state = Report.State.ISSUED
    _save(by, held, "issue", {"number": number, "digest": made.digest})
    return made


@transaction.atomic
def restate(*, by: Actor, report: Report, version: int) -> Report:
    """Open an issued report for a further version; the issue before it stays as it is."""
    _check_may(by, report.division_id)
    held = Report.objects.select_for_update().get(pk=report.pk)
    _check_version(held, version)
    if held.state != Report.State.ISSUED:
        raise Refused(_("这份报告还没有印发，直接修改即可。"))
    held.state = Report.State.RESTATING
    return _save(by, held, "restate", {})


def content_of(report: Report) -> dict[str, Any]:
    """Everything that an issue is built from again."""
    return {
        "kind": report.kind,
        "period": report.period,
        "title": report.title,
        "organ": report.organ,
        "recipient": report.recipient,
        "copies": report.copies,
        "printer": report.printer,
        "facts": report.facts,
        "words": texts(report.words),
    }


def _snapshot(facts: Facts) -> dict[str, Any]:
    data = dump(facts)
    return {"facts": data, "facts_digest": digest_of(data)}


def _held(by: Actor, report: Report, version: int | None = None) -> Report:
    _check_may(by, report.division_id)
    held = Report.objects.select_for_update().get(pk=report.pk)
    if held.state == Report.State.ISSUED:
        raise Refused(_("这份报告已经印发，不能直接修改。要改，请先开始修订，再印发新版。"))
    if version is not None:
        _check_version(held, version)
    return held


def _check_may(by: Actor, division_id: int) -> None:
    if not by.may("report.write", division_id):
        raise Refused(_("您没有为该地区编写报告的权限。请联系方案办公室。"))


def _check_asked(plan: Plan, kind: str, period: str, cycle: Cycle | None, on: datetime.date | None) -> None:
    if kind not in KINDS:
        raise Refused(_("没有这种报告。请从列表中选择。"), "kind")
    if cycle is not None and cycle.plan_id != plan.pk:
        raise Refused(_("这个周期属于另一份方案。请重新选择。"), "cycle")
    if period and parse_period(period) is None:
        raise Refused(_("期间应写成 2025、2025H1（上半年）、2025Q3（三季度）或 2025-07。"), "period")
    if KINDS[kind].cyclic and not period:
        raise Refused(_("请选择周期，或填写报告的是哪一期。"), "period")
    if kind == YEARLY and len(period) != 4:
        raise Refused(_("年度计划请填写年份，如 2026。"), "period")
    if on is not None and on > timezone.localdate():
        raise Refused(_("数据截止日期不能晚于今天。"), "on")


def _check_section(report: Report, key: str) -> None:
    if key not in {each.key for each in KINDS[report.kind].sections}:
        raise Refused(_("这份报告没有这一节。请刷新页面。"))


def _check_section_version(by: Actor, report: Report, key: str, now: dict[str, Any], version: int) -> None:
    if now["version"] == version or (by.user_id and now.get("by") == by.user_id):
        return
    who = report.updated_by.name if report.updated_by else _("别人")
    theirs = now["text"] or _words_at_first(report, key)
    raise Changed(
        _("%(who)s刚才改过这一节。您写的内容还在下面，对方的内容列在旁边；对照后再保存一次。") % {"who": who},
        theirs,
        now["version"],
    )


def _words_at_first(report: Report, key: str) -> str:
    section = next(each for each in KINDS[report.kind].sections if each.key == key)
    return section.words(load(report.facts))


def _check_version(report: Report, version: int) -> None:
    if report.version != version:
        raise Refused(_("这份报告刚被别人改过。请刷新页面，看过最新内容后再操作。"))


def _check_issue(report: Report, number: int, doc_number: str, issued_on: datetime.date, note: str) -> None:
    if not doc_number.strip():
        raise Refused(_("请填写发文字号，如：宣发改〔2026〕5号。"), "doc_number")
    if issued_on > timezone.localdate():
        raise Refused(_("成文日期不能晚于今天。"), "issued_on")
    if issued_on < report.on:
        raise Refused(_("成文日期早于数据截止日。请核对。"), "issued_on")
    if number > 1 and not note.strip():
        raise Refused(_("这是第 %(number)d 版。请写明改了什么、为什么改。") % {"number": number}, "note")
    found = build(load(report.facts), report.kind, texts(report.words))
    if found.problems:
        raise Refused(
            _("文中有认不出的数据：%(what)s。请改正或删去后再印发。")
            % {"what": "、".join(found.problems[:5])}
        )


def _save(by: Actor, report: Report, action: str, detail: dict[str, Any]) -> Report:
    report.version += 1
    report.updated_by_id = by.user_id
    report.updated_at = Now()
    report.save()
    report.refresh_from_db()
    _record(by, action, report, detail)
    return report


def _record(by: Actor, action: str, report: Report, detail: dict[str, Any]) -> None:
    record(by=by, action=f"reports.report.{action}", obj=report, division=report.division_id, detail=detail)
