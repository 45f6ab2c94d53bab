"""The papers that statuses were recorded with until now are marked as those of people: see evidence 0003."""

from django.db import migrations

# Files are only added to; this once the mark that they should have come with is set.
MARK = """
alter table evidence_file disable trigger append_only;
update evidence_file f set of_people = true where not f.of_people and (
    exists (select from statuses_status s where s.evidence_id = f.id)
    or exists (select from privacy_consent c where c.file_id = f.id));
set constraints all immediate;
alter table evidence_file enable trigger append_only;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("statuses", "0004_family_by_consent"),
        ("evidence", "0003_of_people"),
        ("privacy", "0004_guard"),
    ]
    operations = [migrations.RunSQL(MARK, migrations.RunSQL.noop)]
