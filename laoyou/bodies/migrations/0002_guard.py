"""Rows held to the reader's divisions; filings and corrections are only added to."""

from django.db import migrations

from laoyou.access.rls import append_only, by_parent, enable

TRACKED = ("body", "post", "tenure", "seat", "meeting", "agendaitem", "attendance", "decision", "decisionunit")
APPENDED = ("filing", "correction")


class Migration(migrations.Migration):
    dependencies = [("bodies", "0001_initial"), ("access", "0002_guard")]
    operations = [
        *(enable(f"bodies_{name}") for name in (*TRACKED, *APPENDED)),
        *(enable(f"bodies_{name}event") for name in TRACKED),
        *(append_only(f"bodies_{name}") for name in APPENDED),
        by_parent("bodies_filing_files", "filing_id", "bodies_filing"),
        by_parent("bodies_meeting_files", "meeting_id", "bodies_meeting"),
    ]
