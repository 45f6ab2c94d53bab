from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from laoyou.access.models import User
from tests.world import World

pytestmark = pytest.mark.django_db


def run(code: str) -> str:
    out = StringIO()
    call_command("first_people", division=code, stdout=out)
    return out.getvalue()


def test_four_accounts_with_passwords_printed_once(world: World) -> None:
    passwords = dict(line.split(": ") for line in run("990121").splitlines())
    assert set(passwords) == {"system", "security", "audit", "office"}
    security = User.objects.get(username="security")
    assert security.check_password(passwords["security"])
    assert [grant.role for grant in security.grants.all()] == ["security_admin"]
    assert passwords["security"] not in run("990121")


def test_an_unknown_division_is_named(world: World) -> None:
    with pytest.raises(CommandError, match="123456"):
        run("123456")
