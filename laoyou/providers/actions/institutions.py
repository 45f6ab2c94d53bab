"""Institutions are registered, changed, recognised as inclusive, and closed."""

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.lib.identity import NotANumber, organisation
from laoyou.lib.initials import initials
from laoyou.lib.refusal import Refused
from laoyou.places.models import Division
from laoyou.providers.actions.common import edited_provider, not_ahead, once
from laoyou.providers.models import LegalForm, Operation, Provider, Recognition
from laoyou.providers.queries.kinds import kinds
from laoyou.providers.rules import Kind


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an institution, as typed."""

    name: str
    kind: str
    operation: str
    legal_form: str
    opened_on: datetime.date
    short_name: str = ""
    uscc: str = ""
    no_uscc_why: str = ""
    licence_no: str = ""
    licensed_on: datetime.date | None = None
    operator: str = ""
    contract_no: str = ""
    contract_since: datetime.date | None = None
    contract_until: datetime.date | None = None
    phone: str = ""


@transaction.atomic
def register_provider(*, by: Actor, division: Division, facts: Facts) -> Provider:
    if not by.may("provider.edit", division.pk):
        raise Refused(_("您只能登记自己地区的机构。请选择本地区。"), "division")
    provider = Provider(division=division, recorded_by_id=by.user_id)
    _fill(provider, facts)
    _save(provider)
    record(by=by, action="providers.provider.register", obj=provider, division=division)
    return provider


@transaction.atomic
def change_provider(*, by: Actor, provider: Provider, version: int, facts: Facts) -> Provider:
    locked = edited_provider(by, provider, version)
    before = {name: getattr(locked, name) for name in asdict(facts)}
    _fill(locked, facts)
    changed = [name for name, value in before.items() if getattr(locked, name) != value]
    if changed:
        locked.version += 1
        _save(locked)
        record(by=by, action="providers.provider.change", obj=locked, division=locked.division_id,
               detail={"fields": changed})  # fmt: skip
    return locked


@transaction.atomic
def close_provider(*, by: Actor, provider: Provider, version: int, on: datetime.date) -> Provider:
    """Only when every location is closed: whoever stays must be somewhere first."""
    locked = edited_provider(by, provider, version)
    not_ahead(on, "on")
    if on < locked.opened_on:
        raise Refused(_("停业日期不能早于开业日期 %(day)s。") % {"day": locked.opened_on}, "on")
    open_ = locked.locations.filter(Q(until=None) | Q(until__gt=on)).count()
    if open_:
        raise Refused(_("还有 %(n)d 个服务点在开放。请先逐个关闭服务点，再办停业。") % {"n": open_})
    locked.closed_on = on
    locked.version += 1
    locked.save()
    record(by=by, action="providers.provider.close", obj=locked, division=locked.division_id,
           detail={"on": on.isoformat()})  # fmt: skip
    return locked


@transaction.atomic
def recognise(
    *, by: Actor, provider: Provider, document: str, since: datetime.date, until: datetime.date | None = None
) -> Recognition:
    """As inclusive (普惠). The same again changes nothing."""
    locked = edited_provider(by, provider, provider.version)
    if not document.strip():
        raise Refused(_("请填写认定文件的名称或文号。"), "document")
    if until is not None and until <= since:
        raise Refused(_("结束日期要晚于开始日期。"), "until")
    found = locked.recognitions.filter(since=since, until=until, document=document.strip()).first()
    if found is not None:
        return found
    with once(_("这段时间已有普惠认定。请先写上原认定的结束日期。"), "since"):
        made = Recognition.objects.create(
            provider=locked, division_id=locked.division_id, document=document.strip(), since=since, until=until
        )  # fmt: skip
    record(by=by, action="providers.provider.recognise", obj=locked, division=locked.division_id,
           detail={"since": since.isoformat()})  # fmt: skip
    return made


@transaction.atomic
def end_recognition(*, by: Actor, recognition: Recognition, on: datetime.date) -> Recognition:
    locked = edited_provider(by, recognition.provider, recognition.provider.version)
    if on <= recognition.since:
        raise Refused(_("结束日期要晚于开始日期。"), "on")
    if recognition.until is not None and on > recognition.until:
        raise Refused(_("已在 %(day)s 结束，不能改得更晚。") % {"day": recognition.until}, "on")
    recognition.until = on
    recognition.save(update_fields=["until"])
    record(by=by, action="providers.provider.derecognise", obj=locked, division=locked.division_id,
           detail={"on": on.isoformat()})  # fmt: skip
    return recognition


def _fill(provider: Provider, facts: Facts) -> None:
    for name, value in cleaned(kinds(provider.division), facts).items():
        setattr(provider, name, value)
    ways = initials(provider.short_name or provider.name)
    provider.initials = ways[0][:60] if ways else ""


def cleaned(known: Mapping[str, Kind], facts: Facts) -> dict[str, Any]:
    """Facts as they are stored; the first that is wrong is refused at its field."""
    values: dict[str, Any] = {key: value.strip() if isinstance(value, str) else value for key, value in asdict(facts).items()}  # fmt: skip
    if not values["name"]:
        raise Refused(_("请填写机构名称，与登记证书一致。"), "name")
    if values["opened_on"] > timezone.localdate():
        raise Refused(_("日期不能晚于今天。到那天再办。"), "opened_on")
    _check_kind(known, values)
    values["uscc"] = _code(values["uscc"])
    if values["uscc"] is None and not values["no_uscc_why"]:
        raise Refused(_("没有统一社会信用代码的，请写明原因，例如“村委会办，未单独登记”。"), "no_uscc_why")
    if values["uscc"] is not None:
        values["no_uscc_why"] = ""
    _check_contract(values)
    return values


def _check_kind(known: Mapping[str, Kind], values: dict[str, Any]) -> None:
    kind = known.get(values["kind"])
    if kind is None:
        raise Refused(_("请选择机构类型。"), "kind")
    if values["operation"] not in Operation.values:
        raise Refused(_("请选择运营方式。"), "operation")
    if values["legal_form"] not in kind.legal_forms:
        words = _("、").join(str(LegalForm(one).label) for one in kind.legal_forms)
        raise Refused(_("这类机构的登记形式应为：%(words)s。") % {"words": words}, "legal_form")


def _code(text: str) -> str | None:
    if not text:
        return None
    try:
        return organisation(text)
    except NotANumber as error:
        if error.fault == "length":
            raise Refused(_("统一社会信用代码应为18位。请对照证书再填。"), "uscc") from error
        raise Refused(
            _("统一社会信用代码的校验位不对，多半是抄错了一位。请对照证书再填。"), "uscc"
        ) from error


def _check_contract(values: dict[str, Any]) -> None:
    since, until = values["contract_since"], values["contract_until"]
    if since and until and until <= since:
        raise Refused(_("合同到期日要晚于开始日。"), "contract_until")
    if values["operation"] == Operation.PUBLIC_PRIVATE:
        for name, label in (
            ("contract_no", _("合同")),
            ("contract_since", _("合同开始日")),
            ("contract_until", _("合同到期日")),
        ):
            if not values[name]:
                raise Refused(_("公建民营的机构要填写%(label)s。") % {"label": label}, name)


def _save(provider: Provider) -> None:
    """The code is one in the whole country, so its holder may lie where this person sees nothing."""
    with once(_("这个统一社会信用代码已登记在另一家机构名下。一照多址的，请在那家机构下加服务点。"), "uscc"):
        provider.save()
