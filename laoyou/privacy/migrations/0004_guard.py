"""Approvals and requests are seen where the reader's role sees people; lists of what was destroyed likewise."""

from django.db import migrations

from laoyou.access.rls import PEOPLE


def _enable(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        [
            f"alter table {table} enable row level security",
            f"create policy scope on {table} using (division_id = {PEOPLE})",
        ],
        [f"drop policy scope on {table}", f"alter table {table} disable row level security"],
    )


class Migration(migrations.Migration):
    dependencies = [("privacy", "0003_approval_deletion_disposal")]
    operations = [
        _enable("privacy_approval"),
        _enable("privacy_deletion"),
        _enable("privacy_disposal"),
    ]
