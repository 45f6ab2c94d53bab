"""The page of the server says when a backup and a drill were made last, and what the night did."""

import datetime

import pytest
from django.db import connection
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from laoyou.access.actions import record
from laoyou.access.scope import Actor, acting_as
from laoyou.console.server.page import NIGHTS, OUTCOMES
from tests.world import World

MADE, DRILLED = "config.backup.made", "config.backup.drilled"


def done(action: str, days_ago: int, **detail: object) -> None:
    """A line as the command writes it, moved back in time by the owner of the tables."""
    with acting_as(Actor.system("laoyou")) as by:
        record(by=by, action=action, obj="laoyou.config", detail=detail)
    with connection.cursor() as cursor:
        cursor.execute("alter table access_auditline disable trigger user")
        cursor.execute(
            "update access_auditline set at = now() - make_interval(days => %s) where id = (select max(id) from access_auditline)",
            [days_ago],
        )
        cursor.execute("alter table access_auditline enable trigger user")


def page(world: World, name: str = "server") -> str:
    return world.signed_in("甲县", "system_admin").get(reverse(name)).content.decode()


def test_a_fresh_installation_has_done_nothing_and_is_not_late(world: World) -> None:
    said = page(world)
    assert said.count("还没有做过") == 2
    assert "天没有备份" not in page(world, "start")


def test_a_backup_of_last_night_is_fresh(world: World) -> None:
    done(MADE, 1, file="monday.backup", bytes=49_370_112)
    said = page(world)
    assert "monday.backup" in said
    assert "47.1" in said
    assert "按时" in said
    assert "太久没有做" not in said


def test_what_is_late_is_asked_for_at_the_start(world: World) -> None:
    done(MADE, 100, file="old.backup", bytes=1)
    done(DRILLED, 99, file="old.backup", outcome="passed", residents=1, opened=True, problems=0)
    done(DRILLED, 1, file="new.backup", outcome="closed", residents=1, opened=False, problems=0)
    said = page(world)
    assert said.count("太久没有做") == 2, "a drill that was not passed is none"
    assert "证件号码打不开" in said
    start = page(world, "start")
    assert "天没有备份" in start
    assert "天没有演练恢复" in start
    assert '<span class="count">99</span>' in start


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_drill_that_was_not_passed_says_why(world: World, outcome: str) -> None:
    done(DRILLED, 0, file="a.backup", outcome=outcome, residents=3, opened=True, problems=1)
    said = page(world)
    assert str(OUTCOMES[outcome]) in said
    assert "没有通过" in said


def _due(name: str, at: datetime.datetime, status: str = "") -> None:
    """As the worker leaves it: a job that ended well is gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select procrastinate_defer_periodic_job_v2('default', null, null, %s, 0, '', %s::bigint, %s::jsonb)",
            [f"laoyou.{name}", int(at.timestamp()), f'{{"timestamp": {int(at.timestamp())}}}'],
        )
        if status:
            cursor.execute("update procrastinate_jobs set status = %s::procrastinate_job_status", [status])
        else:
            cursor.execute("delete from procrastinate_jobs")


@pytest.mark.parametrize(("status", "word"), [("", "已办"), ("failed", "没有办成"), ("todo", "等待办理")])
def test_the_night_says_how_each_job_ended(world: World, status: str, word: str) -> None:
    _due("seal-audit", datetime.datetime(2026, 7, 19, 18, tzinfo=datetime.UTC), status)
    said = page(world)
    assert "2026-07-20 02:00" in said
    assert word in said
    assert said.count("还没有到时间") == len(NIGHTS) - 1
    assert ProcrastinateJob.objects.count() == bool(status)


def test_nobody_else_sees_it(world: World) -> None:
    for role in ("office", "security_admin", "audit_admin", "registrar"):
        assert world.signed_in("甲县", role).get(reverse("server")).status_code == 404
