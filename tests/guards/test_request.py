"""One request: its scope and its transaction."""

import logging
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.test import Client, override_settings
from django.urls import path

from laoyou.access.decorators import PUBLIC, allow
from laoyou.access.models import SignInEvent
from laoyou.access.scope import actor_of
from laoyou.config.urls import urlpatterns as real
from laoyou.lib.log_lines import WithoutRows
from laoyou.people.models import Resident
from tests.world import World


def _write() -> None:
    SignInEvent.objects.create(at="2026-01-01T00:00Z", username="trace", kind="failed")


@allow(PUBLIC)
def scope(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, current_setting('laoyou.divisions', true)")
        return HttpResponse(" ".join(cursor.fetchone()))


@allow(PUBLIC)
def write(request: HttpRequest) -> HttpResponse:
    _write()
    return HttpResponse("kept")


@allow(PUBLIC)
def write_then_fail(request: HttpRequest) -> HttpResponse:
    _write()
    raise ValueError("after the write")


@allow(PUBLIC)
def write_then_fail_while_rendered(request: HttpRequest) -> TemplateResponse:
    _write()
    return TemplateResponse(request, "no/such/template.html")


@allow(PUBLIC)
def write_then_answer_500(request: HttpRequest) -> HttpResponse:
    _write()
    return HttpResponse("sorry", status=500)


@allow(PUBLIC)
def who(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return HttpResponse(actor.username if actor else "visitor")


urlpatterns = [
    *real,
    path("test/scope/", scope),
    path("test/write/", write),
    path("test/fail/", write_then_fail),
    path("test/render/", write_then_fail_while_rendered),
    path("test/answer/", write_then_answer_500),
    path("test/who/", who),
]


@pytest.fixture(autouse=True)
def with_these_pages() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.mark.django_db(transaction=True)
def test_a_visitor_runs_as_the_guarded_role_without_divisions(client: Client) -> None:
    assert client.get("/test/scope/").content == b"laoyou_app {}"


@pytest.mark.django_db(transaction=True)
def test_the_scope_of_one_request_does_not_reach_the_next(world: World, client: Client) -> None:
    office = world.signed_in("甲县", "office")
    assert office.get("/test/scope/").content != b"laoyou_app {}"
    with connection.cursor() as cursor:
        cursor.execute("select current_user, coalesce(current_setting('laoyou.divisions', true), '')")
        assert cursor.fetchone() == (connection.settings_dict["USER"], "")
    assert client.get("/test/scope/").content == b"laoyou_app {}"


@pytest.mark.django_db(transaction=True)
def test_a_page_that_succeeds_keeps_its_rows(client: Client) -> None:
    client.get("/test/write/")
    assert SignInEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", ["fail", "render", "answer"])
def test_a_page_that_fails_keeps_nothing(page: str, client: Client) -> None:
    client.raise_request_exception = False
    assert client.get(f"/test/{page}/").status_code == 500
    assert not SignInEvent.objects.exists()


@pytest.mark.django_db
def test_a_stopped_account_is_a_visitor_at_once(world: World) -> None:
    viewer = world.people["甲县", "viewer"]
    client = world.client(viewer)
    assert client.get("/test/who/").content.decode() == viewer.username
    viewer.is_active = False
    viewer.save()
    assert client.get("/test/who/").content == b"visitor"


@pytest.mark.django_db
def test_whoever_has_the_initial_password_is_sent_to_change_it(world: World) -> None:
    viewer = world.people["甲县", "viewer"]
    viewer.must_change_password = True
    viewer.save()
    client = world.client(viewer)
    assert client.get("/console/settings/").headers["Location"] == "/accounts/password/change/"
    assert client.get("/accounts/password/change/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "rule", "sent"),
    [
        ("office", "required", True),
        ("audit_admin", "required", True),
        ("viewer", "required", False),
        ("office", "optional", False),
    ],
)
def test_a_second_factor_is_asked_of_office_and_administrators(
    world: World, settings: pytest.FixtureRequest, role: str, rule: str, sent: bool
) -> None:
    settings.SECOND_FACTOR = rule  # type: ignore[attr-defined]
    answer = world.signed_in("甲县", role).get("/console/settings/")
    assert (answer.headers.get("Location") == "/accounts/2fa/totp/activate/") is sent


@pytest.mark.django_db
def test_a_row_that_the_database_refuses_stands_in_no_log(world: World) -> None:
    """PostgreSQL says the whole failing row in its error, and the line of a failed page shows the error."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Resident.objects.create(
            division=world.divisions["河口村"], name="沐远山", birth_date="1950-01-01", died_on="1940-01-01",
            address="示例路九号",
        )  # fmt: skip
    assert "沐远山" in str(refused.value)
    assert f"{WithoutRows.__module__}.{WithoutRows.__qualname__}" in str(settings.LOGGING["formatters"])
    raised = (refused.type, refused.value, refused.tb)
    line = logging.LogRecord("django.request", logging.ERROR, "", 0, "Internal Server Error: /", (), raised)
    said = WithoutRows("{levelname} {message}", style="{").format(line)
    assert "沐远山" not in said
    assert "示例路" not in said
    assert "resident_dies_after_birth" in said
    assert "Traceback" in said


def test_a_browser_keeps_no_page_of_who_signed_in(world: World, client: Client) -> None:
    signed_in = world.signed_in("甲县", "viewer")
    assert signed_in.get("/console/")["Cache-Control"] == "private, no-store"
    assert "no-store" not in client.get("/test/who/").headers.get("Cache-Control", "")
