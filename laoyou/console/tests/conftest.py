"""The office of 甲县 with an adopted plan, a document under review and its correction; see tests/world/plan.py."""

import pytest
from django.test import Client
from pytest_django import Settings

from tests.world import World


@pytest.fixture
def office(filled: World) -> Client:
    return filled.signed_in("甲县", "office")


@pytest.fixture(autouse=True)
def _password_alone(settings: Settings) -> None:
    """The second factor has its own tests in access."""
    settings.SECOND_FACTOR = "optional"
