"""What happens by the clock: each nightly job is known to the worker, can be done, and is told in the manual."""

import datetime
import logging
from pathlib import Path

import pytest
from procrastinate.contrib.django import app
from procrastinate.periodic import PeriodicDeferrer

from laoyou.access.scope import Actor, acting_as
from laoyou.config import integrity
from laoyou.config.schedule import SCHEDULE, Nightly, perform
from laoyou.console.server.page import NIGHTS
from tests.world import World

DOCS = Path(__file__).resolve().parents[2] / "docs"
nightly_jobs = pytest.mark.parametrize("nightly", SCHEDULE, ids=lambda each: each.name)


@nightly_jobs
def test_a_nightly_job_is_asked_for_by_the_clock(nightly: Nightly) -> None:
    periodic = app.periodic_registry.periodic_tasks[f"laoyou.{nightly.name}", ""]
    assert periodic.cron == nightly.cron


def test_a_machine_that_was_off_at_night_catches_up() -> None:
    noon = datetime.datetime(2026, 7, 20, 4, tzinfo=datetime.UTC).timestamp()
    clock = PeriodicDeferrer(registry=app.periodic_registry, **app.periodic_defaults)
    assert {due.task.name for due, _at in clock.get_previous_tasks(at=noon)} == {
        f"laoyou.{nightly.name}" for nightly in SCHEDULE
    }


@nightly_jobs
def test_a_nightly_job_is_done_over_a_county(filled: World, nightly: Nightly) -> None:
    perform(nightly)


@pytest.mark.django_db
@nightly_jobs
def test_a_nightly_job_is_done_where_nothing_is_loaded(nightly: Nightly) -> None:
    perform(nightly)


@nightly_jobs
def test_a_nightly_job_is_told(nightly: Nightly) -> None:
    assert f"`{nightly.name}`" in "".join(page.read_text() for page in DOCS.rglob("*.md"))


@pytest.mark.django_db
def test_a_check_without_a_pack_says_so_and_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    with acting_as(Actor.system("test")):
        said = list(integrity.problems())
    assert ("statuses", "No pack is loaded. Run: laoyou packs load") in said
    with caplog.at_level(logging.WARNING, "laoyou.schedule"):
        perform(next(each for each in SCHEDULE if each.name == "check-integrity"))
    assert "statuses: No pack is loaded" in caplog.text


def test_the_page_of_the_server_shows_each_nightly_job_at_its_hour_in_china() -> None:
    assert list(NIGHTS) == [nightly.name for nightly in SCHEDULE]
    for nightly in SCHEDULE:
        minute, hour = nightly.cron.split()[:2]
        assert NIGHTS[nightly.name][1] == f"{(int(hour) + 8) % 24:02d}:{int(minute):02d}"
