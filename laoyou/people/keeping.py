"""What people registers with privacy: its sealed columns, and how a resident, or a stay past its term, is destroyed."""

# ruff: noqa: S608 - names of tables and columns come from the models

from collections.abc import Iterator, Sequence

from django.apps import apps
from django.db.models import ForeignKey, Model

from laoyou.people.models import Presence, Resident
from laoyou.privacy import disposal, sealed
from laoyou.privacy.disposal import Kind, Record, Step

# A stay of a resident who is merged away goes with the one that is kept.
WHO = "any(array(select id from people_resident where id = any(%(ids)s) or merged_into_id = any(%(ids)s)))"
STAYS_ENDED = "select id, division_id from people_presence where until < %(before)s"


def register() -> None:
    sealed.register("people_resident", "id_sealed", "id")
    sealed.register("people_resident", "phone_sealed", "phone")
    disposal.register(
        Kind("elder_file", STAYS_ENDED, lambda: [Step("people_presence", "id = any(%(ids)s)")], _stays)
    )
    disposal.register(Kind(disposal.DELETION, "", resident_steps))


def _stays(ids: Sequence[int]) -> list[Record]:
    rows = Presence.objects.filter(pk__in=ids).order_by("until", "pk")
    return [Record(one.resident_id, one.since, one.until) for one in rows]


def resident_steps() -> list[Step]:
    """All that hangs on a resident, in whatever package, what hangs on that first; then what privacy keeps."""
    return [
        *_hanging(Resident, f"id = {WHO}", ()),
        Step("privacy_consent", "resident_ref = any(%(ids)s)"),
        Step("privacy_approval", "resident_ref = any(%(ids)s)"),
        Step("privacy_deletion", "resident_ref = any(%(ids)s)", clear="note = '', relation = ''"),
    ]


def _hanging(model: type[Model], where: str, path: tuple[type[Model], ...]) -> Iterator[Step]:
    """Rows that point at these, first; a row that need not point (null is allowed) lets go instead of going."""
    table = model._meta.db_table
    for other in apps.get_models():
        if other in {*path, model} or not other._meta.managed or hasattr(other, "pgh_tracked_model"):
            continue
        for one in other._meta.concrete_fields:
            if (
                isinstance(one, ForeignKey)
                and one.related_model is model
                and getattr(one, "db_constraint", True)
            ):
                held = f'{one.column} = any(array(select id from "{table}" where {where}))'
                if one.null:
                    yield Step(other._meta.db_table, held, clear=f"{one.column} = null")
                else:
                    yield from _hanging(other, held, (*path, model))
    yield Step(table, where, history=_history(model))


def _history(model: type[Model]) -> str:
    """The table of pghistory that follows this one."""
    tracked = (each for each in apps.get_models() if getattr(each, "pgh_tracked_model", None) is model)
    return next((each._meta.db_table for each in tracked), "")
