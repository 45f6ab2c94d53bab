"""A register that journeys walk through: a village of invented people, and those who keep them."""

import datetime

from django.utils import timezone
from stdnum.cn import ric

from laoyou.access import actions as access
from laoyou.access.models import Department, User
from laoyou.access.rules import DEPARTMENT_ROLES, Role
from laoyou.people import actions
from laoyou.people.facts import Facts, Number
from laoyou.people.models import Resident
from laoyou.places.actions import load_divisions
from laoyou.places.models import Division
from tests.journeys.stage import COUNTY, PASSWORD, SYSTEM

VILLAGE = "柳溪村"
SINCE = datetime.date(2025, 1, 1)
BORN = datetime.date(1941, 3, 8)  # the first of them
ELDERS = ("贺春生", "沐远山", "戚有余", "佟念慈", "蒲长河")


def number(serial: int, born: datetime.date = datetime.date(1950, 1, 1)) -> str:
    """An invented number with a right check sign."""
    body = f"990121{born:%Y%m%d}{serial:03d}"
    return body + ric.calc_check_digit(body + "0")


def village() -> Division:
    """Added to the county's first township."""
    township = Division.objects.filter(parent__code=COUNTY, level="township").earliest("code")
    code = f"{township.code[:9]}902"
    load_divisions(by=SYSTEM, rows=[{"code": code, "name": VILLAGE, "name_en": "Liuxi"}])
    return Division.objects.get(code=code)


def keeper(role: Role, place: Division, name: str, username: str = "") -> User:
    """An account that need not change its password."""
    user, _password = access.create_person(
        by=SYSTEM, username=username or f"keeper-{role.value.replace('_', '-')}", name=name, division=place,
        password=PASSWORD,
    )  # fmt: skip
    county = Division.objects.get(code=COUNTY)
    unit = Department.objects.filter(division=county).earliest("pk") if role in DEPARTMENT_ROLES else None
    access.grant_role(by=SYSTEM, user=user, role=role, division=place, department=unit)
    user.must_change_password = False
    user.save()
    return user


def elders(place: Division) -> list[Resident]:
    return [
        actions.register_resident(
            by=SYSTEM, division=place, since=SINCE, phone=f"1390000000{order}",
            facts=Facts(name, "0", address=f"{order + 1} 组 {order + 3} 号"),
            number=Number("citizen", number(order * 2 + 11, BORN.replace(year=1941 + order * 3, month=3 + order))),
        )
        for order, name in enumerate(ELDERS)
    ]  # fmt: skip


def child(place: Division) -> Resident:
    today = timezone.localdate()
    born = today.replace(year=today.year - 2, day=8)
    return actions.register_resident(
        by=SYSTEM, division=place, since=born, facts=Facts("蒲小满", "2"),
        number=Number("citizen", number(42, born)),
    )  # fmt: skip
