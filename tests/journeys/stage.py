"""The databases that journeys walk through: each is filled once, and every module of tests gets a copy of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import modify_settings, override_settings
from pytest_django.live_server_helper import LiveServer

from laoyou.access.models import User
from laoyou.access.rules import Role
from laoyou.access.scope import Actor, acting_as
from laoyou.config import demo
from laoyou.config.first import load_departments, load_places, open_account
from laoyou.packs.actions import load_releases
from laoyou.places.models import Division
from laoyou.plans.actions import publish_plan, upload_text
from laoyou.plans.tests.conftest import adopted
from tests.journeys.slowly import SECONDS
from tests.world import databases

PASSWORD = "river-lantern-58"
SYSTEM = Actor.system("journey")
COUNTY, CITY = "511722", "500000"


def fill_demonstration() -> None:
    """The county that a first start shows, with its adopted plan and one person of each role."""
    demo.fill()
    for user in User.objects.all():
        user.set_password(PASSWORD)
        user.save()


def fill_offices() -> None:
    """A county and a municipality with their departments and an office each, and no plan yet."""
    with transaction.atomic():
        with acting_as(SYSTEM):
            places = load_places(by=SYSTEM)
        with acting_as(SYSTEM):  # again, so that the scope holds the divisions that were just made
            for code in (COUNTY, CITY):
                load_departments(by=SYSTEM, division=places[code])
                open_account(
                    by=SYSTEM, role=Role.OFFICE, username=f"office-{code}", division=places[code], password=PASSWORD
                )  # fmt: skip


def fill_two_plans() -> None:
    """The demonstration county, and beside it a municipality whose published plan differs in what a reader looks for."""
    fill_demonstration()
    with acting_as(SYSTEM) as system:
        city = Division.objects.get(code=CITY)
        document = upload_text(by=system, division=city, text=_like_the_county()).document
        assert document is not None
        publish_plan(by=system, plan=adopted(system, document))


def _like_the_county() -> str:
    """Another lead, visits less often, a higher and a lower goal, some tasks gone, one new, one written otherwise."""
    text = (Path(settings.PACKS) / COUNTY / "demo" / "plan.txt").read_text("utf-8")
    changes = (
        ("宣汉县", "重庆市"), ("宣府办〔2023〕13号", "渝府办〔2022〕8号"), ("2023年2月16日", "2022年9月1日"), ("县", "市"),
        ("每周至少上门探访", "每季度至少上门探访"), ("55%以上", "60%以上"), ("达到4.5个", "达到4.2个"),
        ("深化医养结合 | 市卫生健康局牵头,市民政局、", "深化医养有机结合 | 市民政局牵头,市卫生健康局、"),
        ("发展智慧健康养老 |", "建设全市统一的智慧养老平台 |"),
    )  # fmt: skip
    for before, after in changes:
        text = text.replace(before, after)
    gone = ("13 | ", "22 | ", "31 | ")
    return "\n".join(line for line in text.split("\n") if not line.startswith(gone))


@contextmanager
def served(fill: Callable[[], None]) -> Iterator[str]:
    """The address of a server on a copy of the database that `fill` makes; pages ask for no second factor."""
    copy = _called("stage")
    databases.copy(_filled(fill), copy)
    with serving(copy) as url:
        yield url
    databases.drop(copy)


@contextmanager
def serving(name: str) -> Iterator[str]:
    """The address of a server on this database. All servers of the process answer from it for this while."""
    with _pointed_at(name), override_settings(SECOND_FACTOR="optional"):
        slow = {"prepend": "tests.journeys.slowly.slowly"} if SECONDS else {}
        with modify_settings(ALLOWED_HOSTS={"append": "127.0.0.1"}, MIDDLEWARE=slow):
            server = LiveServer("127.0.0.1")
            yield server.url
            server.stop()


@cache
def _migrated() -> str:
    databases.copy("template1", name := _called("migrated"))
    with _pointed_at(name):
        call_command("migrate", interactive=False, verbosity=0)
        load_releases(root=Path(settings.PACKS), codes=[], by="journey")
    return name


@cache
def _filled(fill: Callable[[], None]) -> str:
    databases.copy(_migrated(), name := _called(fill.__name__))
    with _pointed_at(name):
        fill()
    return name


def _called(part: str) -> str:
    """A database of our own beside the one that other tests use."""
    return f"{connection.settings_dict['TEST']['NAME']}_{part}"


@contextmanager
def _pointed_at(name: str) -> Iterator[None]:
    """Connections of all threads go to this database; a thread of the server opens its own for each request."""
    home = connection.settings_dict["NAME"]
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = home


def drop_all() -> None:
    """Nothing of ours stays in the database server after the tests."""
    for part in ("migrated", *(fill.__name__ for fill in (fill_demonstration, fill_offices, fill_two_plans))):
        databases.drop(_called(part))
    _migrated.cache_clear()
    _filled.cache_clear()
