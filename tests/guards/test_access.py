"""Every address × every role × own county, sibling county, no division, visitor."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import Client as Browser

from laoyou.access.decorators import PUBLIC, SIGNED_IN
from laoyou.access.models import User
from laoyou.access.rules import ALL_PERMISSIONS, PERMISSIONS, Role
from tests.guards.urls import Address, addresses
from tests.world import World
from tests.world.samples import SAMPLES

ALL = addresses()
REFUSED = 404
CLOSED = {"account_signup", "account_email"}  # 404 for everybody


def test_addresses_have_names_and_only_one() -> None:
    names = [address.name for address in ALL]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert len(names) > 20


@pytest.mark.parametrize("address", ALL, ids=lambda address: address.name)
def test_each_address_says_who_may_see_it(address: Address) -> None:
    assert address.permission in ALL_PERMISSIONS | {PUBLIC, SIGNED_IN}, (
        f"{address.name}: decorate the view with @allow(…)"
    )


def test_each_address_that_names_a_row_has_a_sample() -> None:
    missing = [address.name for address in ALL if address.takes and address.name not in SAMPLES]
    assert missing == [], "add a row of 甲县 for these to tests/world/samples.py"


@pytest.fixture
def ready(world: World, settings: pytest.FixtureRequest) -> World:
    settings.SECOND_FACTOR = "optional"  # type: ignore[attr-defined]
    return world


def _ask(client: Browser, path: str, method: str = "get") -> HttpResponse:
    """The answer, with whatever it wrote undone: an asked-for change must not change the next question."""
    with transaction.atomic():
        response: HttpResponse = getattr(client, method)(path)
        transaction.set_rollback(True)
    return response


def _people(world: World) -> Iterator[tuple[str, str, User]]:
    for (county, role), user in world.people.items():
        yield county, role, user
    yield "甲县", "nobody", world.stranger


def _holds(role: str, permission: str) -> bool:
    return role in Role.values and permission in PERMISSIONS[role]


@pytest.mark.django_db
@pytest.mark.parametrize("address", [a for a in ALL if a.permission in ALL_PERMISSIONS], ids=lambda a: a.name)
def test_who_may_sees_and_who_may_not_is_told_nothing(address: Address, ready: World) -> None:
    if address.takes and address.name not in SAMPLES:
        pytest.fail("no sample; see test_each_address_that_names_a_row_has_a_sample")
    path, wrong = address.path(ready), []
    if not _sent_to_sign_in(path):
        wrong.append("visitor")
    for county, role, user in _people(ready):
        client = ready.client(user)
        # Where no division below can lie, what a township sees of its county is the page's own matter.
        if (
            role == Role.TOWNSHIP
            and address.takes
            and county == "甲县"
            and _holds(role, address.permission or "")
        ):
            continue
        may = _holds(role, address.permission or "") and (not address.takes or county == "甲县")
        for method in ("get",) if may else ("get", "post"):
            status = _ask(client, path, method).status_code
            right = status in {200, 302, 405} if may else status == REFUSED
            if not right:
                wrong.append(f"{method} as {role} of {county}: {status}")
    assert wrong == []


def _sent_to_sign_in(path: str) -> bool:
    answer = _ask(Client(), path)
    return answer.status_code == 302 and "/accounts/login/" in answer["Location"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", [a for a in ALL if a.permission == SIGNED_IN], ids=lambda a: a.name)
def test_own_pages_are_for_the_signed_in(address: Address, ready: World) -> None:
    path = address.path(ready)
    assert _sent_to_sign_in(path)
    # A person who has no recovery codes has none to download.
    assert {_ask(ready.client(user), path).status_code for *_who, user in _people(ready)} <= {
        200,
        302,
        404,
        405,
    }


@pytest.mark.django_db
@pytest.mark.parametrize("address", [a for a in ALL if a.permission == PUBLIC], ids=lambda a: a.name)
def test_public_pages_answer_a_visitor(address: Address, ready: World) -> None:
    status = _ask(Client(), address.path(ready)).status_code
    assert status in ({404} if address.name in CLOSED else {200, 302, 405})
