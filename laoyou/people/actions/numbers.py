"""Numbers of documents and phones: sealed as they come in, one number one person."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.people.actions.common import born_before_death, locked, touched
from laoyou.people.asking import answers_stand
from laoyou.people.errors import Elsewhere, Registered
from laoyou.people.facts import Facts, Number, agreed, kept_phone
from laoyou.people.models import Resident
from laoyou.people.queries.held import holders
from laoyou.people.turning import birth_known
from laoyou.privacy.keys import ring

NUMBER_FIELDS = ("id_kind", "id_sealed", "id_index", "id_hint", "number_differs")


def free_number(by: Actor, number: Number, but_for: int | None = None) -> None:
    """Refuse a number that somebody has: said whose where this person sees it, else only in which township's care."""
    if not number.text:
        return
    index = ring().index(number.text, kind="id")
    here = Resident.objects.filter(id_index=index, merged_into=None).exclude(pk=but_for or 0).first()
    if here is not None:
        raise Registered(_("这个证件号码已登记。请打开那份档案，不要重复登记。"), index, here.pk)
    held = holders([index]).get(index)
    if held is not None and not held.here:
        said = _("这个证件号码已在%(place)s登记，由那里负责。请联系那里办理迁移，不要重复登记。")
        raise Elsewhere(said % {"place": held.place}, index)


def put_number(resident: Resident, number: Number) -> None:
    keys = ring()
    resident.id_kind = number.kind if number.text else Resident.IdKind.NONE
    resident.id_sealed = keys.seal(number.text, kind="id") if number.text else None
    resident.id_index = keys.index(number.text, kind="id") if number.text else None
    resident.id_hint = number.text[-1:]
    resident.number_differs = number.differs_why


def put_phone(resident: Resident, phone: str) -> None:
    keys = ring()
    resident.phone_sealed = keys.seal(phone, kind="phone") if phone else None
    resident.phone_index = keys.index(phone, kind="phone") if phone else None


@answers_stand
@transaction.atomic
def set_number(*, by: Actor, resident_id: int, version: int, number: Number) -> Resident:
    """The number of a document, first or corrected; an empty one takes it away."""
    resident = locked(by, resident_id, version)
    facts = Facts(resident.name, resident.sex, resident.birth_date, resident.birth_known)
    facts, known = agreed(facts, number, timezone.localdate())
    born_before_death(facts.birth_date, resident)
    free_number(by, known, but_for=resident.pk)
    put_number(resident, known)
    was = resident.birth_date
    resident.sex, resident.birth_date, resident.birth_known = facts.sex, facts.birth_date, facts.birth_known
    touched(resident, *NUMBER_FIELDS, "sex", "birth_date", "birth_known")
    if resident.birth_date != was:
        birth_known(by, resident)
    record(by=by, action="people.resident.number", obj=resident, detail={"kind": resident.id_kind})
    return resident


@transaction.atomic
def set_phone(*, by: Actor, resident_id: int, version: int, phone: str) -> Resident:
    resident = locked(by, resident_id, version)
    put_phone(resident, kept_phone(phone))
    touched(resident, "phone_sealed", "phone_index")
    record(by=by, action="people.resident.phone", obj=resident)
    return resident
