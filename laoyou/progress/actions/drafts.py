"""A draft on its way through the desks of its unit, until it is filed as an entry."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.models import Department, User
from laoyou.access.scope import Actor
from laoyou.evidence.models import File
from laoyou.plans.models import Task
from laoyou.progress.actions.common import is_own, said, seen
from laoyou.progress.actions.entries import check_entry, figures_of, file_entry
from laoyou.progress.errors import Refused
from laoyou.progress.models import Draft, DraftStep, Entry, Measure
from laoyou.progress.queries.desk import Desks, desks
from laoyou.progress.rules import desk

OPEN = (Draft.Stage.DRAFT, Draft.Stage.IN_REVIEW, Draft.Stage.TO_SIGN)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a draft. `figures` as typed: they are checked when the draft leaves its author."""

    on: datetime.date
    text: str = ""
    figures: Sequence[Mapping[str, Any]] = ()
    claims: bool = False
    measure: Measure | None = None
    files: Iterable[File] = field(default_factory=tuple)
    consolidates: Iterable[Entry] = field(default_factory=tuple)


@transaction.atomic
def start_draft(
    *, by: Actor, task: Task, department: Department, typed: Typed, corrects: Entry | None = None
) -> Draft:
    """A new draft; refused where the unit has one open for the task. By a person of the unit."""
    if not is_own(by, department.pk):
        raise Refused(_("只有%(unit)s的人员能起草它的进展。") % {"unit": department.name})
    check_entry(by=by, task=task, department=department, on=typed.on, measure=typed.measure)
    open_ = Draft.objects.filter(task=task, department=department, stage__in=OPEN).first()
    if open_ is not None:
        raise Refused(_("本单位在这项任务上已有一份没有报出的草稿，请接着写那一份。"))
    draft = Draft.objects.create(
        division_id=department.division_id, plan_id=task.plan_id, task=task, department=department,
        on=typed.on, text=typed.text.strip(), figures=_plain(typed.figures), claims=typed.claims,
        measure=typed.measure, corrects=corrects, author_id=by.user_id, updated_by_id=by.user_id,
    )  # fmt: skip
    draft.files.set(typed.files)
    draft.consolidates.set(typed.consolidates)
    record(by=by, action="progress.draft.start", obj=draft, detail={"task": task.no})
    return draft


@transaction.atomic
def save_draft(*, by: Actor, draft: Draft, typed: Typed, version: int) -> Draft:
    """What stands in the draft now. Files are added to those it has; see drop_file."""
    locked = _locked(by, draft)
    if locked.stage != Draft.Stage.DRAFT:
        raise Refused(_("草稿已提交，要改请先撤回。"))
    seen(locked, version, {"text": typed.text, "on": typed.on})
    locked.on, locked.text, locked.claims, locked.measure = (
        typed.on,
        typed.text.strip(),
        typed.claims,
        typed.measure,
    )
    locked.figures = _plain(typed.figures)
    _touch(by, locked)
    locked.files.add(*typed.files)
    locked.consolidates.set(typed.consolidates)
    record(by=by, action="progress.draft.save", obj=locked)
    return locked


@transaction.atomic
def drop_file(*, by: Actor, draft: Draft, file: File) -> Draft:
    """Take a file off a draft; the file itself stays."""
    locked = _locked(by, draft)
    if locked.stage != Draft.Stage.DRAFT:
        raise Refused(_("草稿已提交，要改请先撤回。"))
    locked.files.remove(file)
    _touch(by, locked)
    record(by=by, action="progress.draft.drop_file", obj=locked, detail={"file": file.name})
    return locked


@transaction.atomic
def submit_draft(*, by: Actor, draft: Draft, version: int) -> Draft:
    """On to whoever reviews, or signs; filed at once where nobody does."""
    locked = seen(_locked(by, draft), version, {"text": draft.text})
    if locked.stage != Draft.Stage.DRAFT:
        raise Refused(_("草稿已经提交。"))
    said(locked.text, "text", _("请写明做了什么、做到哪一步。"))
    figures_of(locked.figures)
    check_entry(by=by, task=locked.task, department=locked.department, on=locked.on, measure=locked.measure)
    return _pass(by, locked, DraftStep.Kind.SUBMIT)


@transaction.atomic
def approve_draft(*, by: Actor, draft: Draft, version: int) -> Draft:
    """The reviewer's word. Nobody reviews their own draft where somebody else can."""
    locked = seen(_locked(by, draft), version, {})
    found = desks(locked.department_id)
    _check_desk(by, locked, Draft.Stage.IN_REVIEW, found.reviewers)
    if locked.author_id == by.user_id and found.reviewers - {by.user_id or 0}:
        raise Refused(_("自己起草的请由本单位另一位审核人审核。"))
    return _pass(by, locked, DraftStep.Kind.APPROVE, found)


@transaction.atomic
def sign_draft(*, by: Actor, draft: Draft, version: int) -> Draft:
    """The signer's word: the draft is filed and becomes an entry that nobody changes."""
    locked = seen(_locked(by, draft), version, {})
    found = desks(locked.department_id)
    _check_desk(by, locked, Draft.Stage.TO_SIGN, found.signers)
    return _pass(by, locked, DraftStep.Kind.SIGN, found)


@transaction.atomic
def return_draft(*, by: Actor, draft: Draft, reason: str, version: int) -> Draft:
    """Back to the author with what has to change; by the desk where it lies."""
    locked = seen(_locked(by, draft), version, {"reason": reason})
    found = desks(locked.department_id)
    holders = {Draft.Stage.IN_REVIEW: found.reviewers, Draft.Stage.TO_SIGN: found.signers}
    _check_desk(by, locked, Draft.Stage(locked.stage), holders.get(Draft.Stage(locked.stage), frozenset()))
    return _back(
        by, locked, DraftStep.Kind.RETURN, said(reason, "reason", _("请写明退回的原因，方便经办人修改。"))
    )


@transaction.atomic
def withdraw_draft(*, by: Actor, draft: Draft) -> Draft:
    """The unit takes it back before it is filed."""
    locked = _locked(by, draft)
    if locked.stage not in {Draft.Stage.IN_REVIEW, Draft.Stage.TO_SIGN}:
        raise Refused(_("这份草稿不在审核或签发中，不用撤回。"))
    return _back(by, locked, DraftStep.Kind.WITHDRAW, "")


@transaction.atomic
def discard_draft(*, by: Actor, draft: Draft) -> Draft:
    """The draft is given up; it stays in the record."""
    locked = _locked(by, draft)
    if locked.stage not in OPEN:
        raise Refused(_("这份草稿已经报出或作废。"))
    locked.stage = Draft.Stage.DISCARDED
    _touch(by, locked)
    _step(by, locked, DraftStep.Kind.DISCARD)
    record(by=by, action="progress.draft.discard", obj=locked)
    return locked


def _locked(by: Actor, draft: Draft) -> Draft:
    found = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("task__plan", "department")
        .get(pk=draft.pk)
    )
    if not is_own(by, found.department_id):
        raise Refused(_("这是%(unit)s的草稿，只有该单位的人员能办理。") % {"unit": found.department.name})
    return found


def _check_desk(by: Actor, draft: Draft, stage: Draft.Stage, holders: frozenset[int]) -> None:
    if draft.stage != stage or stage == Draft.Stage.DRAFT:
        raise Refused(_("草稿现在是“%(stage)s”，不能这样办理。") % {"stage": draft.get_stage_display()})
    if by.user_id not in holders:
        raise Refused(_("这一步由本单位的审核人或签发人办理。"))


def _pass(by: Actor, draft: Draft, kind: DraftStep.Kind, found: Desks | None = None) -> Draft:
    found = found or desks(draft.department_id)
    stage = desk.after(draft.stage, reviewers=bool(found.reviewers), signers=bool(found.signers))
    if stage == desk.FILED:
        draft.entry = _file(by, draft, kind)
    draft.stage = stage
    _touch(by, draft)
    _step(by, draft, kind)
    record(by=by, action=f"progress.draft.{kind}", obj=draft, detail={"stage": stage})
    return draft


def _file(by: Actor, draft: Draft, kind: DraftStep.Kind) -> Entry:
    approved = draft.steps.filter(kind=DraftStep.Kind.APPROVE).order_by("-id").first()
    person = User.objects.filter(pk=by.user_id or 0).first()
    reviewed = person if kind == DraftStep.Kind.APPROVE else approved.by if approved else None
    return file_entry(
        by=by, task=draft.task, department=draft.department, on=draft.on, text=draft.text, figures=draft.figures,
        files=draft.files.all(), claims=draft.claims, measure=draft.measure, corrects=draft.corrects,
        consolidates=draft.consolidates.all(), author=draft.author, reviewer=reviewed,
        signer=person if kind == DraftStep.Kind.SIGN else None,
    )  # fmt: skip


def _back(by: Actor, draft: Draft, kind: DraftStep.Kind, reason: str) -> Draft:
    draft.stage = Draft.Stage.DRAFT
    _touch(by, draft)
    _step(by, draft, kind, reason)
    record(by=by, action=f"progress.draft.{kind}", obj=draft, detail={"reason": reason})
    return draft


def _touch(by: Actor, draft: Draft) -> None:
    draft.version += 1
    draft.updated_by_id, draft.updated_at = by.user_id, timezone.now()
    draft.save()


def _step(by: Actor, draft: Draft, kind: DraftStep.Kind, reason: str = "") -> None:
    DraftStep.objects.create(
        division_id=draft.division_id, draft=draft, kind=kind, reason=reason, by_id=by.user_id
    )


def _plain(figures: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """As typed, for the form to show again."""
    keys = ("name", "value", "unit", "note")
    return [{key: str(each.get(key) or "") for key in keys} for each in figures if any(each.values())]
