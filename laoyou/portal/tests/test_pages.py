import pytest
from django.test import Client
from django.urls import reverse

from laoyou.access.scope import acting_as
from laoyou.plans import actions
from laoyou.plans.models import Plan
from tests.world import World


@pytest.fixture
def plan(filled: World) -> Plan:
    """An adopted plan of 甲县, published."""
    with acting_as(filled.actor("甲县", "office")) as office:
        return actions.publish_plan(by=office, plan=filled.rows["plan"])


def page(name: str, *args: object, query: str = "", client: Client | None = None) -> str:
    response = (client or Client()).get(reverse(name, args=args) + query)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.django_db
def test_nothing_published_is_said() -> None:
    assert "还没有公开的方案" in page("portal-home")


def test_a_plan_is_read_without_signing_in(plan: Plan) -> None:
    assert plan.title in page("portal-home")
    assert "主要目标" in page("portal-plan", plan.pk)
    assert "不低于 60.0%" in page("portal-goals", plan.pk)
    assert "方案里的原话" in page("portal-goal", plan.pk, plan.targets.get(unit="%").pk)
    assert "县民政局" in page("portal-task", plan.pk, 1)
    assert page("portal-task", plan.pk, 2).count("各乡镇人民政府") == 1
    assert "不低于 1 次" in page("portal-rules", plan.pk)
    assert "共 1 项" in page("portal-tasks", plan.pk, query="?q=护理员")


def test_the_search_goes_through_tasks_and_goals(plan: Plan) -> None:
    text = page("portal-home", query="?q=护理")
    assert reverse("portal-task", args=[plan.pk, 3]) in text
    assert reverse("portal-goal", args=[plan.pk, plan.targets.get(unit="%").pk]) in text
    assert "没有找到" in page("portal-home", query="?q=没有这样的词")


def test_a_withdrawn_plan_is_gone(plan: Plan, world: World) -> None:
    with acting_as(world.actor("甲县", "office")) as office:
        actions.withdraw_plan(by=office, plan=plan, reason="核对")
    assert Client().get(reverse("portal-plan", args=[plan.pk])).status_code == 404
    assert Client().get(reverse("portal-task", args=[plan.pk, 1])).status_code == 404


@pytest.mark.django_db
def test_size_and_language_are_kept_in_cookies() -> None:
    visitor = Client()
    given = {"elder": "1", "language": "en", "next": "/reading/"}
    answer = visitor.post(reverse("portal-settings"), given)
    assert answer.headers["Location"] == "/reading/"
    text = page("portal-home", client=visitor)
    assert '<html lang="en" class="portal elder">' in text
    assert "Published plans" in text


@pytest.mark.django_db
def test_nobody_is_sent_to_another_site() -> None:
    answer = Client().post(reverse("portal-settings"), {"elder": "1", "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"
    assert '"https://example.org' not in page("portal-settings", query="?next=https://example.org/")


def test_a_signed_in_person_s_choice_stays_with_the_person(world: World) -> None:
    person = world.people["甲县", "viewer"]
    client = world.client(person)
    client.post(reverse("portal-settings"), {"language": "en"})
    person.refresh_from_db()
    assert (person.language, person.elder_mode) == ("en", False)
