import pytest
from django.db import connection
from django.test import Client

from laoyou.access.scope import Actor, acting_as


def setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting(%s, true), '')", [name])
        return str(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_scope_ends_with_its_block() -> None:
    with acting_as(Actor(7, "someone")):
        assert setting("role") == "laoyou_app"
        assert setting("laoyou.user") == "7"
    assert setting("role") == "none"
    assert setting("laoyou.user") == ""


@pytest.mark.django_db
def test_scope_within_scope_is_restored() -> None:
    with acting_as(Actor(7, "someone")):
        with acting_as(Actor(8, "another")):
            assert setting("laoyou.user") == "8"
        assert setting("laoyou.user") == "7"


@pytest.mark.django_db
def test_scope_is_restored_after_an_error() -> None:
    with pytest.raises(ValueError), acting_as(Actor(7, "someone")):
        raise ValueError
    assert setting("role") == "none"


@pytest.mark.django_db
def test_sign_in_page_is_open_to_a_visitor(client: Client) -> None:
    assert client.get("/accounts/login/").status_code == 200
