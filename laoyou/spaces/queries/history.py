"""What was changed in a row, from the history that the database itself keeps."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import ForeignKey, Model


@dataclass(frozen=True, slots=True)
class Edit:
    """One field from what to what, when and by whom."""

    at: Any
    who: str
    field: str
    before: str
    after: str


def history(row: Model, labels: Mapping[str, Any], *, most: int = 50) -> list[Edit]:
    """Newest first; the first storing is left out. `labels` by the names of fields to show."""
    model: Any = row._meta.get_field("events").related_model
    related = [
        name for name in (*labels, "updated_by") if isinstance(model._meta.get_field(name), ForeignKey)
    ]
    events = model.objects.filter(pgh_obj_id=row.pk).select_related(*related).order_by("-pgh_id")[: most + 1]
    return [
        Edit(after.pgh_created_at, str(after.updated_by or ""), str(label), *both)
        for after, before in itertools.pairwise(events)
        for name, label in labels.items()
        if len(set(both := (_shown(before, name), _shown(after, name)))) > 1
    ]


def _shown(event: Any, name: str) -> str:
    told = getattr(event, f"get_{name}_display", None)
    value = told() if told else getattr(event, name)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
