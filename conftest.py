"""For all tests: the owner makes the test database, and each test says as whom it acts."""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as property_settings

from laoyou.privacy.keys import ensure_keys
from tests.world import World, prebuilt

# How long an example takes says how busy the machine is.
property_settings.register_profile("any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_settings.load_profile("any_machine")


def pytest_configure() -> None:
    if not settings.AS_OWNER:
        raise pytest.UsageError(
            "Tests make their own database, so they run as its owner: set LAOYOU_AS_OWNER=1, or use make test."
        )
    settings.FIELD_KEYS = Path(tempfile.mkdtemp(prefix="laoyou-keys-")) / "field_keys.json"
    ensure_keys(settings.FIELD_KEYS)
    settings.JOBS = "inline"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    logging.getLogger("django.request").setLevel(logging.CRITICAL)  # answers of 404 are asked for on purpose


def pytest_unconfigure() -> None:
    shutil.rmtree(settings.FIELD_KEYS.parent, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Tests with transactions empty all tables; the triggers that refuse it are tried by a guard of their own."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("select tgrelid::regclass::text from pg_trigger where tgname = 'append_only_truncate'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"alter table {table} disable trigger append_only_truncate")


@pytest.fixture(scope="session", autouse=True)
def _no_prebuilt_left(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if prebuilt._made:
        with request.getfixturevalue("django_db_blocker").unblock():
            prebuilt.drop_all()


@pytest.fixture
def _prebuilt(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> None:
    """A test that asks for a world runs on a database that has it; one that empties tables builds its own."""
    marker = request.node.get_closest_marker("django_db")
    empties = "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction"))
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        prebuilt.point_at(None if empties else prebuilt.wanted(request.fixturenames))


@pytest.fixture
def _django_db_helper(_prebuilt: None, _django_db_helper: None) -> None:
    """pytest-django's own, which opens the test's transaction: on the database that the test wants."""


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None) -> World:
    """Two counties with their departments and people, and what the test's furthest stage adds; see tests/world."""
    return prebuilt.at(prebuilt.wanted(request.fixturenames) or "world")


@pytest.fixture
def packed(world: World) -> World:
    """With the national packs."""
    return world


@pytest.fixture
def uploaded(packed: World) -> World:
    """With a plan that 甲县 has uploaded and not decided on."""
    return packed


@pytest.fixture
def planned(uploaded: World) -> World:
    """With that plan adopted."""
    return uploaded


@pytest.fixture
def filled(planned: World) -> World:
    """With a row of each kind; see tests/world/plan.py."""
    return planned


@pytest.fixture(autouse=True)
def default_language() -> Iterator[None]:
    """A page read in English leaves the language of its thread behind; each test begins in Chinese."""
    translation.deactivate()
    yield
    translation.deactivate()
