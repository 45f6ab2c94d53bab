"""Who sees what: leave to open a child's data, the review of access, a family member's own page."""

import datetime

import pytest

from laoyou.access import actions
from laoyou.access.models import Department, User
from laoyou.access.rules import Role
from laoyou.access.scope import Actor
from laoyou.people.models import Resident
from laoyou.places.models import Division
from laoyou.privacy.models import Approval, Consent
from tests.journeys.screen import Screen
from tests.journeys.stage import COUNTY, PASSWORD

pytestmark = [pytest.mark.browser]
SYSTEM = Actor.system("journey")
TODAY = datetime.date.today()


def account(username: str, role: Role) -> User:
    county = Division.objects.get(code=COUNTY)
    user, _password = actions.create_person(
        by=SYSTEM, username=username, name=username, division=county, password=PASSWORD
    )
    unit = Department.objects.filter(division=county).earliest("id") if role == Role.REGISTER_HEAD else None
    actions.grant_role(by=SYSTEM, user=user, role=role, division=county, department=unit)
    return user


def test_a_childs_data_is_asked_for_and_the_review_shows_who_reaches_whom(screen: Screen) -> None:
    county = Division.objects.get(code=COUNTY)
    account("head", Role.REGISTER_HEAD)
    family = account("relative", Role.FAMILY)
    child = Resident.objects.create(
        division=county, name="示例儿", birth_date=TODAY - datetime.timedelta(days=500)
    )
    clerk = User.objects.get(username="township")
    Approval.objects.create(
        resident_ref=child.pk, division=county, purpose="核对托育补助申请", asked_by=clerk
    )
    Consent.objects.create(
        resident_ref=child.pk, division=county, kind="family", user=family, given_by="监护人", since=TODAY
    )
    screen.sign_in("head")
    screen.at("start")
    screen.go("/console/privacy/openings/")
    screen.at("openings")
    screen.reads("核对托育补助申请")
    screen.press("同意", exact=True)
    screen.reads("已记下决定")
    screen.page.context.clear_cookies()
    screen.sign_in("relative")
    screen.page.wait_for_load_state()
    screen.go("/console/family/")
    screen.at("family")
    screen.reads("示例儿")
    screen.page.context.clear_cookies()
    screen.sign_in("security")
    screen.at("start")
    screen.go("/console/privacy/review/")
    screen.at("access-review")
    screen.reads("head")
