import datetime

from laoyou.access.models import Department
from laoyou.plans.checks import problems
from laoyou.plans.models import Document, Item, Plan, Task
from tests.world import World


def test_a_sound_plan_has_no_problems(plan: Plan) -> None:
    assert list(problems()) == []


def test_each_kind_of_harm_is_told(plan: Plan, document: Document, world: World) -> None:
    Item.objects.filter(document=document, kind="task", number="1").update(state="rejected")
    Task.objects.filter(plan=plan, no=2).update(end=10**6)
    civil = world.departments["甲县", "民政局"]
    Department.objects.filter(pk=civil.pk).update(until=datetime.date(2026, 1, 1))
    found = "\n".join(problems())
    for words in ("接受的是 2 条", "超出原文", "已撤销的甲县民政局"):
        assert words in found
