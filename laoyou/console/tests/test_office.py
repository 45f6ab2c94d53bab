"""What people do on the office's pages."""

from collections.abc import Iterable
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from laoyou.access import actions
from laoyou.access.models import AuditLine, Department, DepartmentFunction, SignInEvent, User
from tests.world import SYSTEM, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_step(settings: pytest.FixtureRequest) -> None:
    settings.SECOND_FACTOR = "optional"  # type: ignore[attr-defined]


def rows_of(answer: Iterable[bytes]) -> list[list[str]]:
    """Its heads and rows, below the mark."""
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer)))
    return [[str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()[1:]]


def test_a_person_is_made_with_a_password_shown_once_and_gets_a_role(world: World) -> None:
    guard = world.signed_in("甲县", "security_admin")
    county = world.divisions["甲县"]
    made = guard.post("/console/people/add/", {"username": "li", "name": "李某", "division": county.pk})
    person = User.objects.get(username="li")
    password = made.context["password"]
    assert person.check_password(password)
    page = f"/console/people/{person.pk}/"
    role = {"role": "viewer", "division": county.pk, "since": "2026-01-01"}
    assert guard.post(page + "roles/add/", role).status_code == 302
    shown = guard.get(page).content.decode()
    assert "领导查看" in shown
    assert password not in shown


def test_a_refused_role_says_why_and_keeps_what_was_typed(world: World) -> None:
    guard = world.signed_in("甲县", "security_admin")
    audit, county = world.people["甲县", "audit_admin"], world.divisions["甲县"]
    typed = {"role": "system_admin", "division": county.pk, "since": "2026-01-01"}
    page = guard.post(f"/console/people/{audit.pk}/roles/add/", typed).content.decode()
    assert "三人分任" in page
    assert 'value="2026-01-01"' in page


@pytest.mark.parametrize(
    ("step", "action"),
    [
        ("deactivate", "access.person.deactivate"),
        ("password", "access.password.reset"),
        ("second-factor", "access.second_factor.reset"),
        ("unlock", "access.person.unlock"),
    ],
)
def test_what_matters_is_asked_twice(world: World, step: str, action: str) -> None:
    guard, viewer = world.signed_in("甲县", "security_admin"), world.people["甲县", "viewer"]
    page = f"/console/people/{viewer.pk}/{step}/confirm/"
    before = AuditLine.objects.filter(action=action).count()
    guard.get(page)
    assert AuditLine.objects.filter(action=action).count() == before
    guard.post(page)
    assert AuditLine.objects.filter(action=action).count() == before + 1


def test_an_administrator_does_not_stop_their_own_account(world: World) -> None:
    own = world.people["甲县", "security_admin"]
    answer = world.client(own).post(f"/console/people/{own.pk}/deactivate/confirm/", follow=True)
    assert "不能管理自己" in answer.content.decode()


def test_a_locked_account_is_shown_and_unlocked(world: World) -> None:
    guard, viewer = world.signed_in("甲县", "security_admin"), world.people["甲县", "viewer"]
    for _attempt in range(5):
        Client().post("/accounts/login/", {"login": viewer.username, "password": "wrong"})
    assert "锁定" in guard.get("/console/people/").content.decode()
    guard.post(f"/console/people/{viewer.pk}/unlock/confirm/")
    assert "解锁账号" not in guard.get(f"/console/people/{viewer.pk}/").content.decode()
    assert SignInEvent.objects.filter(username=viewer.username, kind="unlocked").exists()


def test_people_are_found_filtered_and_exported_alike(world: World) -> None:
    guard = world.signed_in("甲县", "security_admin")
    asked = "?q=viewer&role=viewer"
    listed = [user.username for user in guard.get("/console/people/" + asked).context["rows"]]
    exported = rows_of(guard.get("/console/people/export/" + asked))
    assert listed == ["viewer-990121"] == [row[0] for row in exported[1:]]


def test_a_unit_that_begins_like_a_formula_stays_a_text(world: World) -> None:
    actions.add_department(by=SYSTEM, division=world.divisions["甲县"], name="=1+1")
    found = world.signed_in("甲县", "office").get("/console/units/export/?q=%3D1")
    assert rows_of(found)[1][0] == "=1+1"


def test_a_unit_is_added_changed_and_loses_a_function(world: World) -> None:
    office, county = world.signed_in("甲县", "office"), world.divisions["甲县"]
    office.post(
        "/console/units/add/",
        {"division": county.pk, "name": "甲县医保局", "kind": "department", "aliases": "医保局\n医保"},
    )
    unit = Department.objects.get(name="甲县医保局")
    assert unit.aliases.count() == 2
    office.post(
        f"/console/units/{unit.pk}/functions/add/", {"function": "长期护理保险", "since": "2020-01-01"}
    )
    held = DepartmentFunction.objects.get(department=unit)
    to = world.departments["甲县", "民政局"]
    office.post(f"/console/units/functions/{held.pk}/move/", {"to": to.pk, "since": "2023-10-01"})
    page = office.get(f"/console/units/{unit.pk}/").content.decode()
    assert "2023-10-01" in page
    assert to.name in page


def test_a_unit_of_the_other_county_cannot_be_chosen(world: World) -> None:
    office, other = world.signed_in("甲县", "office"), world.divisions["乙县"]
    answer = office.post("/console/units/add/", {"division": other.pk, "name": "x", "kind": "department"})
    assert answer.context["form"].errors["division"]


def test_a_division_is_added_below_ones_own(world: World) -> None:
    admin, county = world.signed_in("甲县", "system_admin"), world.divisions["甲县"]
    assert (
        admin.post(
            "/console/units/divisions/add/", {"parent": county.pk, "code": "990121102", "name": "新设镇"}
        ).status_code
        == 302
    )
    assert "新设镇" in admin.get("/console/units/divisions/?level=township").content.decode()
    again = admin.post(
        "/console/units/divisions/add/", {"parent": county.pk, "code": "990121102", "name": "又一个"}
    )
    assert "这个代码已有" in again.content.decode()


def test_lines_are_sealed_checked_and_filtered(world: World) -> None:
    auditor = world.signed_in("甲县", "audit_admin")
    sealed = auditor.post("/console/audit/seal/", follow=True).content.decode()
    assert "核对无误" in sealed
    found = auditor.get("/console/audit/?action=access.department.&days=1").context["rows"]
    assert {line.action for line, _word, _detail in found} == {"access.department.add"}
    assert len(rows_of(auditor.get("/console/audit/export/?action=access.department."))) == len(found) + 1


def test_settings_change_the_language_at_once(world: World) -> None:
    viewer = world.signed_in("甲县", "viewer")
    answer = viewer.post("/console/settings/", {"language": "en", "elder_mode": "on"}, follow=True)
    page = answer.content.decode()
    assert '<html lang="en"' in page
    assert "elder" in page.split(">", 2)[1]
