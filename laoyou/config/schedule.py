"""What happens by the clock. Each runs as the system, over all divisions; a guard holds that every job here is named."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django import app

from laoyou.access.actions import seal_lines
from laoyou.access.scope import Actor, acting_as
from laoyou.config.integrity import problems
from laoyou.people.turning import turn_up_to
from laoyou.sheets.actions import destroy_old
from laoyou.statuses.turning import end_infants_at_36_months, open_high_age

log = logging.getLogger("laoyou.schedule")


@dataclass(frozen=True, slots=True)
class Nightly:
    """`cron` is minute, hour, day, month, weekday in the server's UTC: 18:00 is two o'clock at night in China."""

    name: str
    cron: str
    work: Callable[[Actor], None]


def _seal(by: Actor) -> None:
    seal_lines(by=by)


def _check(_by: Actor) -> None:
    for package, problem in problems():
        log.warning("%s: %s", package, problem)


def _destroy_sheets(by: Actor) -> None:
    destroy_old(by=by)


def _turn(by: Actor) -> None:
    """Ages that somebody comes to today, and what they open or end."""
    today = timezone.localdate()
    turn_up_to(by, today)
    open_high_age(by, today)
    end_infants_at_36_months(by, today)


def _clear_sessions(_by: Actor) -> None:
    """Django leaves sessions that ran out in the database, with what was searched for in them."""
    call_command("clearsessions")


SCHEDULE = (
    Nightly("turn-ages", "0 17 * * *", _turn),
    Nightly("seal-audit", "0 18 * * *", _seal),
    Nightly("destroy-sheets", "15 18 * * *", _destroy_sheets),
    Nightly("clear-sessions", "20 18 * * *", _clear_sessions),
    Nightly("check-integrity", "30 18 * * *", _check),
)


def perform(nightly: Nightly) -> None:
    actor = Actor.system(f"laoyou {nightly.name}")
    with acting_as(actor):
        nightly.work(actor)


def _schedule(nightly: Nightly) -> None:
    @app.periodic(cron=nightly.cron)
    @app.task(name=f"laoyou.{nightly.name}", queueing_lock=nightly.name, pass_context=False)
    def _run(timestamp: int) -> None:
        perform(nightly)


for each in SCHEDULE:
    _schedule(each)
