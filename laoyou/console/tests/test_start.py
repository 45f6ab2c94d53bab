"""What each role finds first."""

import pytest

from tests.world import World


def _start(world: World, role: str) -> str:
    return world.signed_in("甲县", role).get("/console/").content.decode()


@pytest.mark.parametrize(
    ("role", "door"),
    [
        ("system_admin", "/console/units/"),
        ("security_admin", "/console/people/"),
        ("audit_admin", "/console/audit/"),
    ],
)
def test_an_administrator_finds_what_the_role_keeps(world: World, role: str, door: str) -> None:
    page = _start(world, role)
    assert f'class="need" href="{door}"' in page
    assert page.count('class="need"') == 1


def test_an_office_without_a_plan_is_asked_for_one_and_nothing_else(world: World) -> None:
    page = _start(world, "office")
    assert "还没有方案" in page
    assert page.count("/console/documents/upload/") == 1


def test_a_leader_without_a_plan_learns_where_plans_come_from(world: World) -> None:
    page = _start(world, "viewer")
    assert "方案办公室采用方案以后" in page
    assert "/upload/" not in page


def test_who_works_with_plans_gets_no_doors(filled: World) -> None:
    page = _start(filled, "office")
    assert "个账号" not in page
    assert "需要您处理" in page
