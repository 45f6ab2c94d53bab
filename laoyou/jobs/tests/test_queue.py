"""Jobs are asked for within a transaction and done as whoever asked."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.jobs import checks, queue
from tests.world import World, build

SEEN: list[tuple[str, int, str]] = []


@queue.job("test.look")
def look(actor: Actor, *, word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        SEEN.append((actor.username, Department.objects.count(), f"{word} {cursor.fetchone()[0]}"))


@queue.job("test.fail")
def fail(actor: Actor) -> None:
    Department.objects.all().delete()
    raise RuntimeError("on purpose")


@pytest.fixture(autouse=True)
def _nothing_seen() -> None:
    SEEN.clear()


def test_inline_jobs_are_done_at_once(world: World) -> None:
    queue.defer("test.look", by=world.actor("甲县", "office"), word="now")
    assert [name for name, _count, _word in SEEN] == ["office-990121"]


def test_a_job_that_nobody_named_is_refused(world: World) -> None:
    with pytest.raises(queue.UnknownJob):
        queue.defer("test.nothing", by=world.actor("甲县", "office"))


@pytest.fixture
def _own_queue(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A worker that starts shortly after a nightly job was due asks for that one too: not while a test counts jobs. And
    what failed on purpose is cleared: the queue's tables are not Django's, which empties only its own."""
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})
    yield
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")


@pytest.mark.usefixtures("_own_queue")
@pytest.mark.django_db(transaction=True)
def test_the_worker_acts_as_whoever_asked(settings: Settings) -> None:
    settings.JOBS = "worker"
    world = build()
    office = world.actor("甲县", "office")
    with transaction.atomic():
        queue.defer("test.look", by=office, word="undone")
        transaction.set_rollback(True)
    assert ProcrastinateJob.objects.count() == 0, "an undone transaction asks for nothing"
    queue.defer("test.look", by=office, word="later")
    queue.defer("test.fail", by=office)
    call_command("procrastinate", "worker", "--one-shot")
    own = Department.objects.filter(division__in=office.division_ids).count()
    assert [("office-990121", own, "later laoyou_app")] == SEEN
    assert Department.objects.count() > own, "what failed left nothing half-done"
    assert [problem.split("; ")[0] for problem in checks.problems()] == [
        f"job {ProcrastinateJob.objects.get(status='failed').pk} (test.fail) failed"
    ]
