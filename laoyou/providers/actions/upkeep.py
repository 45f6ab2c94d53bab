"""Staff and their papers, fees, advances, insurance and clinics: begun, followed by the next, ended."""

import datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.lib.refusal import Refused
from laoyou.providers.actions.common import keeps_location, not_ahead, once
from laoyou.providers.models import Advance, Clinic, Cover, Fee, Location, Paper, Staff

Kept = TypeVar("Kept", Staff, Paper, Fee, Advance, Cover, Clinic)
TWICE = {
    "staff": gettext_lazy("此人已在这个岗位上。换岗的，请先写上原岗位的离岗日期。"),
    "cover": gettext_lazy("这张保单已登记。"),
    "clinic": gettext_lazy("这类内设医疗机构已登记。请先写上原来的结束日期。"),
}


@transaction.atomic
def hire(
    *, by: Actor, location: Location, name: str, post: str, since: datetime.date, full_time: bool = True
) -> Staff:
    if not name.strip():
        raise Refused(_("请填写姓名。"), "name")
    staff = Staff(name=name.strip(), post=post, full_time=full_time, since=since)
    return _begin(by, location, staff)


@transaction.atomic
def add_paper(
    *, by: Actor, staff: Staff, kind: str, since: datetime.date, until: datetime.date | None, number: str = ""
) -> Paper:
    """The same paper again changes nothing."""
    found = staff.papers.filter(kind=kind, since=since, number=number, until=until).first()
    paper = Paper(staff=staff, kind=kind, number=number, since=since, until=until)
    return found or _begin(by, staff.location, paper)


@transaction.atomic
def set_fee(
    *, by: Actor, location: Location, item: str, amount: Decimal, since: datetime.date, grade: str = ""
) -> Fee:
    """The fee in force until then ends the day before; the same amount again changes nothing."""
    fee = Fee(item=item, grade=grade.strip(), amount=amount, since=since)
    return _follow(by, location, fee, {"item": item, "grade": fee.grade}, ("amount",))


@transaction.atomic
def set_advance(
    *, by: Actor, location: Location, kind: str, since: datetime.date,
    months: int | None = None, amount: Decimal | None = None,
) -> Advance:  # fmt: skip
    """Months for the care fee, yuan for a deposit or a membership fee."""
    if (kind == "care") != (months is not None) or (kind == "care") == (amount is not None):
        field = "months" if kind == "care" else "amount"
        raise Refused(_("预收服务费填月数，押金和会员费填金额。"), field)
    advance = Advance(kind=kind, months=months, amount=amount, since=since)
    return _follow(by, location, advance, {"kind": kind}, ("months", "amount"))


@transaction.atomic
def insure(
    *, by: Actor, location: Location, kind: str, insurer: str, policy_no: str,
    since: datetime.date, until: datetime.date,
) -> Cover:  # fmt: skip
    cover = Cover(kind=kind, insurer=insurer.strip(), policy_no=policy_no.strip(), since=since, until=until)
    return _begin(by, location, cover)


@transaction.atomic
def open_clinic(*, by: Actor, location: Location, kind: str, licence_no: str, since: datetime.date) -> Clinic:
    return _begin(by, location, Clinic(kind=kind, licence_no=licence_no.strip(), since=since))


@transaction.atomic
def end_upkeep(*, by: Actor, row: Kept, on: datetime.date) -> Kept:
    """From `on` the row no longer holds."""
    keeps_location(by, row.location, row.since)
    if on <= row.since:
        raise Refused(_("结束日期要晚于开始日期 %(day)s。") % {"day": row.since}, "on")
    if row.until is not None and on > row.until:
        raise Refused(_("已在 %(day)s 结束，不能改得更晚。") % {"day": row.until}, "on")
    row.until = on
    row.save(update_fields=["until"])
    _note(by, row, "end")
    return row


def _begin(by: Actor, location: Location, row: Kept) -> Kept:
    keeps_location(by, location, row.since)
    not_ahead(row.since, "since")
    if row.until is not None and row.until <= row.since:
        raise Refused(_("有效期要晚于开始日期。"), "until")
    row.location, row.division_id = location, location.division_id
    with once(str(TWICE.get(row._meta.model_name or "", _("这一项已登记，没有改动。")))):
        row.save()
    _note(by, row, "begin")
    return row


def _follow(by: Actor, location: Location, row: Kept, key: dict[str, Any], values: tuple[str, ...]) -> Kept:
    model: type[models.Model] = type(row)
    before = model._default_manager.select_for_update().filter(location=location, until=None, **key).first()
    if before is None:
        return _begin(by, location, row)
    if all(getattr(before, name) == getattr(row, name) for name in values):
        return before  # type: ignore[return-value]
    if row.since <= before.since:  # type: ignore[attr-defined]
        said = {"day": before.since}  # type: ignore[attr-defined]
        raise Refused(_("%(day)s 起已有登记。请填写更晚的日期。") % said, "since")
    before.until = row.since  # type: ignore[attr-defined]
    before.save(update_fields=["until"])
    return _begin(by, location, row)


def _note(by: Actor, row: Staff | Paper | Fee | Advance | Cover | Clinic, step: str) -> None:
    record(
        by=by, action=f"providers.upkeep.{step}", obj=row.location, division=row.division_id,
        detail={"what": row._meta.model_name, "row": row.pk},
    )  # fmt: skip
