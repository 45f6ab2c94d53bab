import datetime
from collections.abc import Iterator

import pytest

from laoyou.access.scope import Actor, acting_as
from laoyou.bodies import actions
from laoyou.bodies.models import Body, Post
from laoyou.plans.models import Body as PlanBody
from laoyou.plans.models import Plan
from laoyou.plans.tests.conftest import document, office, plan
from tests.world import World

__all__ = ["document", "office", "plan"]
FOUNDED = datetime.date(2025, 3, 1)
POSTS = [
    {"role": "组长", "post": "县人民政府分管副县长"},
    {"role": "副组长", "post": "甲县民政局局长"},
    {"role": "办公室主任", "post": "甲县民政局局长"},
    {"role": "成员", "post": "县卫生健康局分管负责人"},
]


@pytest.fixture
def source(plan: Plan) -> PlanBody:
    return PlanBody.objects.create(
        plan=plan,
        division=plan.division,
        text="x",
        name="甲县一老一小工作领导小组",
        posts=POSTS,
        start=0,
        end=8,
    )


@pytest.fixture
def leading(office: Actor, source: PlanBody) -> Body:
    return actions.set_up_from_plan(by=office, source=source, name=source.name, kind="leading", since=FOUNDED)


@pytest.fixture
def civil(office: Actor, leading: Body) -> Post:
    """Held by 张三, and seated on the leading group and on a group under it."""
    post = Post.objects.get(name="甲县民政局局长")
    actions.appoint(by=office, post=post, name="张三", since=FOUNDED)
    group = actions.add_body(
        by=office, division=leading.division, name="养老服务专班", kind="group", since=FOUNDED, parent=leading
    )
    actions.give_seat(by=office, body=group, post=post, role="chair", since=FOUNDED)
    return Post.objects.get(pk=post.pk)


@pytest.fixture
def other(world: World) -> Iterator[Actor]:
    with acting_as(world.actor("乙县", "office")) as actor:
        yield actor
