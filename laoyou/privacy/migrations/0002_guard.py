"""Lines of reading are added by anyone and read where the reader's role sees people; by the audit administrator all."""

from django.db import migrations

from laoyou.access.rls import PEOPLE, SCOPE, USER, also_read, append_only

READ_LINES = [
    "alter table privacy_readline enable row level security",
    "create policy add_line on privacy_readline for insert with check (true)",
    f"create policy scope on privacy_readline for select using (division_id = {SCOPE})",
    "alter table privacy_consent enable row level security",
    f"create policy scope on privacy_consent using (division_id = {PEOPLE})",
]
BACK = [
    "drop policy scope on privacy_consent",
    "alter table privacy_consent disable row level security",
    "drop policy scope on privacy_readline",
    "drop policy add_line on privacy_readline",
    "alter table privacy_readline disable row level security",
]


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial"), ("access", "0004_keepers_of_people")]
    operations = [
        migrations.RunSQL(READ_LINES, BACK),
        also_read("privacy_consent", "own", f"user_id = {USER}"),
        append_only("privacy_readline"),
    ]
