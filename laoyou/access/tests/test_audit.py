import pytest
from django.db import DatabaseError, connection, transaction

from laoyou.access import actions, queries
from laoyou.access.models import AuditLine
from laoyou.access.scope import acting_as
from tests.world import World

pytestmark = pytest.mark.django_db


def test_lines_are_read_by_the_audit_administrator_of_the_division(world: World) -> None:
    with acting_as(world.actor("甲县", "audit_admin")) as auditor:
        seen = {line.division_id for line in queries.audit_lines(auditor)}
    assert world.divisions["甲县"].pk in seen
    assert world.divisions["乙县"].pk not in seen


def test_a_row_that_is_changed_behind_the_back_shows(world: World) -> None:
    with acting_as(world.actor("甲县", "audit_admin")) as auditor:
        assert actions.seal_lines(by=auditor) > 0
        assert queries.broken_seals() == ()
        assert queries.integrity().unsealed == 0
    with connection.cursor() as cursor:
        cursor.execute("alter table access_auditline disable trigger append_only")
        cursor.execute(
            "update access_auditline set username = 'other' where id = (select min(id) from access_auditline)"
        )
    assert len(queries.broken_seals()) == 1


def test_a_row_that_is_taken_away_shows(world: World) -> None:
    with acting_as(world.actor("甲县", "audit_admin")) as auditor:
        actions.seal_lines(by=auditor)
        actions.seal_lines(by=auditor)
    with connection.cursor() as cursor:
        cursor.execute("alter table access_auditline disable trigger append_only")
        cursor.execute("delete from access_auditline where id = (select max(id) from access_auditline)")
    assert len(queries.broken_seals()) == 1


@pytest.mark.parametrize(
    "statement", ["update access_auditline set username = ''", "delete from access_auditline"]
)
def test_the_guarded_role_may_only_add(world: World, statement: str) -> None:
    auditor = world.actor("甲县", "audit_admin")
    denied = pytest.raises(DatabaseError, match="permission denied")
    with acting_as(auditor), connection.cursor() as cursor, denied, transaction.atomic():
        cursor.execute(statement)


def test_an_action_undone_leaves_no_line(world: World) -> None:
    before = AuditLine.objects.count()
    with acting_as(world.actor("甲县", "security_admin")) as guard:
        actions.unlock(by=guard, user=world.stranger)
        transaction.set_rollback(True)
    assert AuditLine.objects.count() == before
