"""What each role finds first."""

import datetime

import pytest

from laoyou.access.scope import acting_as
from laoyou.people.actions import release
from laoyou.privacy import deletions
from laoyou.privacy.approvals import request_opening
from laoyou.privacy.models import Deletion
from tests.world import World
from tests.world.providers import add_providers
from tests.world.residents import DAY, people_of
from tests.world.statuses import add_statuses


def _start_of(world: World, county: str, role: str) -> str:
    return world.signed_in(county, role).get("/console/").content.decode()


def _start(world: World, role: str) -> str:
    return _start_of(world, "甲县", role)


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


def test_who_comes_from_elsewhere_waits_for_the_registrar_of_the_new_county(world: World) -> None:
    one = people_of(world)["two"]
    registrar = world.actor("甲县", "registrar")
    with acting_as(registrar):
        release(
            by=registrar, resident_id=one.pk, version=one.version, to=world.divisions["乙县"],
            since=DAY + datetime.timedelta(30), reason="随子女居住",
        )  # fmt: skip
    assert "位居民待接收" in _start_of(world, "乙县", "registrar")
    assert "位居民待接收" not in _start_of(world, "甲县", "registrar")


def test_differences_of_a_list_wait_for_a_registrar(world: World) -> None:
    add_statuses(world)
    assert "处名单差异待确认" in _start(world, "registrar")
    assert "名单差异" not in _start(world, "viewer")


def test_a_request_waits_for_another_who_decides(world: World) -> None:
    one = people_of(world)["one"]
    by = world.actor("甲县", "registrar")
    with acting_as(by):
        request_opening(by=by, resident_id=one.pk, division_id=one.division_id, purpose="核对补助")
        deletions.ask(
            by=by,
            resident_id=one.pk,
            division_id=one.division_id,
            ground=Deletion.Ground.values[0],
            asked_on=DAY,
        )
    page = _start(world, "register_head")
    assert "份查看申请待审批" in page
    assert "份删除申请待办理" in page


def test_a_home_finds_which_requirement_it_lacks(world: World) -> None:
    add_providers(world)
    assert "项要求没有达到" in _start(world, "provider_staff")
