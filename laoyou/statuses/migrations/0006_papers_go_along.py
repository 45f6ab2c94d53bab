"""Papers of what still holds of a person are read by the side that has the person now.

A file stays with the division that took it in, whose own record it is, and is never changed; a status goes along when
its resident moves. Without its paper the new side could neither check it nor put it right.
"""

# ruff: noqa: S608 - the only parts put in are expressions of the program

from django.db import migrations

from laoyou.access.rls import PEOPLE
from laoyou.people.guard import STANDS

PROVES = (
    "of_people and exists (select from statuses_status s where s.evidence_id = evidence_file.id"
    f" and s.division_id = {PEOPLE} and not s.withdrawn and {STANDS.replace('until', 's.until')})"
)
OWN = f"not of_people or division_id = {PEOPLE}"


class Migration(migrations.Migration):
    dependencies = [("statuses", "0005_papers_are_of_people")]
    operations = [
        migrations.RunSQL(
            [
                f"create policy proves on evidence_file for select using ({PROVES})",
                f"alter policy of_people on evidence_file using ({OWN} or ({PROVES}))",
            ],
            [
                f"alter policy of_people on evidence_file using ({OWN})",
                "drop policy proves on evidence_file",
            ],
        ),
    ]
