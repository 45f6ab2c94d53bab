"""Sealing the audit lines: a later change to any of them, by whatever means, shows."""

from django.db import connection, transaction

from laoyou.access.scope import Actor


@transaction.atomic
def seal_lines(*, by: Actor) -> int:
    """Seal the lines since the last seal, this action's own included; gives how many."""
    by.record(action="access.audit.seal", obj="")
    with connection.cursor() as cursor:
        cursor.execute("select laoyou_audit_seal()")
        return int(cursor.fetchone()[0])
