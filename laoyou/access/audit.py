"""The audit line of an action."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import connection, models

if TYPE_CHECKING:
    from laoyou.access.scope import Actor

# Not the model's save(): it asks for the new row back, which row-level security refuses to whoever may not read lines.
_INSERT = """
insert into access_auditline
    (at, user_id, username, action, object_type, object_id, label, division_id, detail, ip)
values (clock_timestamp(), %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def write_line(
    *,
    by: "Actor",
    action: str,
    obj: Any,
    division_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """`obj` is a model row, or a word for what has none. `detail` never holds personal data."""
    if division_id is None:
        division_id = getattr(obj, "division_id", None)
    is_row = isinstance(obj, models.Model)
    values = [
        by.user_id,
        by.username[:60],
        action,
        obj._meta.label_lower if is_row else "",
        str(obj.pk) if is_row else "",
        str(obj)[:200],
        division_id,
        json.dumps(detail or {}, ensure_ascii=False, default=str),
        by.ip,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
