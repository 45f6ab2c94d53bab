"""An invented province with two counties, alike in all but their names: what one does, the other must not see."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from laoyou.access import actions
from laoyou.access.models import Department, User
from laoyou.access.rules import DEPARTMENT_ROLES, Role
from laoyou.access.scope import Actor, load_actor
from laoyou.places import actions as places
from laoyou.places.models import Division

SYSTEM = Actor.system("test")
DIVISIONS = (
    ("990000", "示例省", "Shili"),
    ("990100", "示例市", "Shili City"),
    ("990121", "甲县", "Jia County"),
    ("990122", "乙县", "Yi County"),
    ("990121101", "东河镇", "Donghe"),
    ("990121201", "西山乡", "Xishan"),
    ("990121101001", "河口村", "Hekou"),
    ("990122101", "南桥镇", "Nanqiao"),
    ("990122201", "北岭乡", "Beiling"),
    ("990122101001", "桥头村", "Qiaotou"),
)
COUNTIES = {"甲县": "东河镇", "乙县": "南桥镇"}
VILLAGES = {"甲县": "河口村", "乙县": "桥头村"}
LEADING = "民政局"


@dataclass
class World:
    """`people` by (county, role). `rows` holds what other packages add, by a name of their own."""

    divisions: dict[str, Division]
    departments: dict[tuple[str, str], Department] = field(default_factory=dict)
    people: dict[tuple[str, str], User] = field(default_factory=dict)
    stranger: User = field(init=False)
    rows: dict[str, Any] = field(default_factory=dict)

    def actor(self, county: str, role: str) -> Actor:
        user = self.people[county, role]
        return load_actor(user.pk, user.username)

    def client(self, user: User | None = None) -> Client:
        """A browser in which this person is signed in."""
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    def signed_in(self, county: str, role: str) -> Client:
        return self.client(self.people[county, role])


def build() -> World:
    """Two counties, each with its departments, its townships' governments and one person of each role."""
    rows = [{"code": code, "name": name, "name_en": english} for code, name, english in DIVISIONS]
    places.load_divisions(by=SYSTEM, rows=rows)
    world = World({division.name: division for division in Division.objects.all()})
    for county, township in COUNTIES.items():
        _departments(world, county)
        _people(world, county, township)
    world.stranger, _password = actions.create_person(
        by=SYSTEM,
        username="nobody",
        name="无角色",
        division=world.divisions["甲县"],
        password="open sesame 1",
    )
    return world


def _departments(world: World, county: str) -> None:
    division = world.divisions[county]
    for name in (LEADING, "卫生健康局", "发展和改革局"):
        world.departments[county, name] = actions.add_department(
            by=SYSTEM, division=division, name=f"{county}{name}", short_name=name, aliases=[name]
        )
    for township in Division.objects.filter(parent=division):
        world.departments[county, township.name] = actions.add_department(
            by=SYSTEM, division=township, name=f"{township.name}人民政府", kind=Department.Kind.TOWNSHIP
        )


def _people(world: World, county: str, township: str) -> None:
    for role in Role.values:
        place = world.divisions[
            {Role.TOWNSHIP: township, Role.VILLAGE: VILLAGES[county]}.get(Role(role), county)
        ]
        user, _password = actions.create_person(
            by=SYSTEM,
            username=f"{role}-{place.code}",
            name=f"{county}{role}",
            division=place,
            password="open sesame 1",
        )
        unit = world.departments[county, township if role == Role.TOWNSHIP else LEADING]
        department = unit if role in DEPARTMENT_ROLES else None
        # No such provider: whoever tests pages of a provider's staff grants the role for one of theirs.
        provider = place.pk if role == Role.PROVIDER_STAFF else None
        actions.grant_role(
            by=SYSTEM, user=user, role=role, division=place, department=department, provider_ref=provider
        )
        world.people[county, role] = user
