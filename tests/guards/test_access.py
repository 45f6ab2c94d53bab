"""Every address × every role × own county, sibling county, no division, visitor."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve

from laoyou.access.decorators import PUBLIC, SIGNED_IN
from laoyou.access.rules import ALL_PERMISSIONS, OUTSIDE_ROLES, PERMISSIONS, Role
from laoyou.access.scope import Actor, acting_as, load_actor
from laoyou.plans.actions import publish_plan
from tests.guards.urls import Address, addresses
from tests.world import World
from tests.world.lists import publish_lists
from tests.world.samples import SAMPLES

ALL = addresses()
REFUSED = 404
PARTS = 8  # so that processes share the walk
# The first address of each permission is also asked through the whole program of those who get nothing from it.
ASKED_WHOLE = {(address.permission, bool(address.takes)): address.name for address in reversed(ALL)}
CLOSED = {"account_signup", "account_email"}  # 404 for everybody
_HANDLER = Client().handler


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
def ready(filled: World, settings: pytest.FixtureRequest) -> World:
    """Both counties, and a plan that 甲县 alone has."""
    settings.SECOND_FACTOR = "optional"  # type: ignore[attr-defined]
    return filled


def _ask(client: Client, path: str, method: str = "get") -> HttpResponse:
    """The answer, with whatever it wrote undone: an asked-for change must not change the next question."""
    client.raise_request_exception = False
    with transaction.atomic():
        response: HttpResponse = getattr(client, method)(path)
        transaction.set_rollback(True)
    return response


def _ask_view(address: Address, path: str, actor: Actor, method: str) -> int:
    """The status with which the view itself answers, held to the rows of the actor as in a request."""
    request = getattr(RequestFactory(), method)(path)
    request.actor = actor
    try:
        with acting_as(actor), transaction.atomic():
            status: int = address.view(request, **resolve(path).kwargs).status_code
            transaction.set_rollback(True)
    except Http404:
        return REFUSED
    return status


def _sent_to_sign_in(path: str, visitor: Client) -> bool:
    answer = _ask(visitor, path)
    return answer.status_code == 302 and "/accounts/login/" in answer["Location"]


@dataclass(frozen=True)
class Person:
    county: str
    role: str
    client: Client
    actor: Actor

    def holds(self, permission: str) -> bool:
        return self.role in Role.values and permission in PERMISSIONS[self.role]


def _visitor() -> Client:
    """A browser whose middleware all browsers of a test share: to load it takes longer than most pages."""
    client = Client()
    client.handler = _HANDLER
    return client


def _people(world: World) -> list[Person]:
    people = [
        Person(county, role, world.client(user), world.actor(county, role))
        for (county, role), user in world.people.items()
    ]
    nobody = world.stranger
    people += [Person("甲县", "nobody", world.client(nobody), load_actor(nobody.pk, nobody.username))]
    for person in people:
        person.client.handler = _HANDLER
    return people


def _asked(address: Address, path: str, person: Person, whole: bool) -> Iterator[str]:
    """What is wrong with the answers to one person who holds the permission, here or in the sibling county."""
    may = not address.takes or person.county == "甲县"
    # What a township, a village, a provider or a family may do with a row of the county is the page's own matter.
    if may and person.role in {Role.TOWNSHIP, Role.VILLAGE, *OUTSIDE_ROLES} and address.takes:
        return
    if may:
        if (status := _ask(person.client, path).status_code) not in {200, 302, 405}:
            yield f"{address.name}: get as {person.role} of {person.county} gives {status}"
        return
    for method in ("get", "post"):
        found = {_ask_view(address, path, person.actor, method)}
        if whole:
            found.add(_ask(person.client, path, method).status_code)
        # A page that takes only POST says so before it looks for the row.
        if not found <= ({REFUSED, 405} if method == "get" else {REFUSED}):
            yield f"{address.name}: {method} as {person.role} of {person.county} gives {found}"


def _refused(address: Address, path: str, person: Person, whole: bool) -> Iterator[str]:
    """What is wrong with the answers to one who lacks the permission: the view itself is asked, and where `whole` the
    program with all its middleware too, which is a thousand times slower and the same for each address."""
    for method in ("get", "post"):
        request = getattr(RequestFactory(), method)(path)
        request.actor = person.actor
        try:
            answer = address.view(request, **resolve(path).kwargs)
        except Http404:
            continue
        if answer.status_code != 405:
            yield f"{address.name}: {method} as {person.role} of {person.county} gives {answer.status_code}"
    if whole and (status := _ask(person.client, path).status_code) not in {REFUSED, 405}:
        yield f"{address.name}: the program gives {person.role} of {person.county} {status}"


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_who_may_sees_and_who_may_not_is_told_nothing(ready: World, part: int) -> None:
    people, visitor, wrong = _people(ready), _visitor(), []
    for address in ALL[part::PARTS]:
        if address.permission not in ALL_PERMISSIONS:
            continue
        path = address.path(ready)
        if not _sent_to_sign_in(path, visitor):
            wrong.append(f"{address.name}: a visitor is not sent to sign in")
        whole = address.name in ASKED_WHOLE.values()
        for person in people:
            if person.holds(str(address.permission)):
                wrong.extend(_asked(address, path, person, whole))
            else:
                wrong.extend(_refused(address, path, person, whole))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.django_db
def test_a_township_reads_the_live_plan_of_its_county_only(ready: World) -> None:
    path = next(address for address in ALL if address.name == "plan").path(ready)
    assert _ask(ready.signed_in("甲县", "township"), path).status_code == 200
    assert _ask(ready.signed_in("乙县", "township"), path).status_code == REFUSED


@pytest.mark.django_db
def test_own_pages_are_for_the_signed_in(ready: World) -> None:
    # Own pages know no division: the people of one county are enough.
    clients = [person.client for person in _people(ready) if person.county == "甲县"]
    visitor, wrong = _visitor(), []
    for address in ALL:
        if address.permission != SIGNED_IN:
            continue
        path = address.path(ready)
        # A person who has no recovery codes has none to download.
        answers = {_ask(client, path).status_code for client in clients}
        if not (_sent_to_sign_in(path, visitor) and answers <= {200, 302, 404, 405}):
            wrong.append((address.name, answers))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.django_db
def test_public_pages_answer_a_visitor(ready: World) -> None:
    with acting_as(ready.actor("甲县", "office")) as office:
        publish_plan(by=office, plan=ready.rows["plan"])
        publish_lists(ready, office)
    visitor = _visitor()
    answers = {a.name: _ask(visitor, a.path(ready)).status_code for a in ALL if a.permission == PUBLIC}
    assert {name for name, status in answers.items() if status == REFUSED} == CLOSED
    assert set(answers.values()) <= {200, 302, 404, 405}


@pytest.mark.django_db
def test_an_unpublished_plan_is_not_on_the_public_pages(ready: World) -> None:
    visitor, asked = _visitor(), [a.path(ready) for a in ALL if a.permission == PUBLIC and a.takes]
    assert {_ask(visitor, path).status_code for path in asked} == {REFUSED}
