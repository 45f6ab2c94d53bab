import datetime
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from laoyou.console.tests.test_documents import page
from laoyou.plans.models import Plan
from tests.world import LEADING, World


def plan_of(filled: World) -> Plan:
    plan = filled.rows["plan"]
    assert isinstance(plan, Plan)
    return plan


def test_the_board_narrows_and_says_how(office: Client, filled: World) -> None:
    pk = plan_of(filled).pk
    assert "共 3 条" in page(office, "plan", pk)
    unit = filled.departments["甲县", LEADING].pk
    text = page(office, "plan", pk, query=f"?unit={unit}&role=lead")
    assert "共 1 条" in text
    assert text.count('class="chip"') == 2
    assert "没有符合条件的任务" in page(office, "plan", pk, query="?q=没有这样的词")


def test_a_class_of_units_takes_one_line(office: Client, filled: World) -> None:
    task = plan_of(filled).tasks.get(no=2)
    assert task.obligations.count() == 3
    assert "东河镇人民政府" in page(office, "task", plan_of(filled).pk, 2)


def test_the_export_is_the_list_as_filtered(office: Client, filled: World) -> None:
    answer = office.get(reverse("plan-export", args=[plan_of(filled).pk]), {"view": "tasks", "q": "食堂"})
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert len(rows) == 1 + 2


def test_every_part_shows_its_sentence(office: Client, filled: World) -> None:
    plan = plan_of(filled)
    target, rule = plan.targets.first(), plan.rules.first()
    assert target is not None
    assert rule is not None
    assert 'class="sentence"' in page(office, "target", plan.pk, target.pk)
    assert "每周至少上门探访一次" in page(office, "rule", plan.pk, rule.pk)
    lit = page(office, "source", plan.pk, query=f"?from={rule.start}&to={rule.end}")
    assert 'id="lit"' in lit
    assert "sentence" in lit


def test_a_figure_is_judged_by_its_counts(office: Client, filled: World) -> None:
    plan = plan_of(filled)
    target = plan.targets.get(unit="%")
    url = reverse("report", args=[plan.pk, target.pk])
    typed = {"period": "2025", "as_of": "2025-12-31", "numerator": "5999", "denominator": "10000"}
    text = office.post(url, typed, follow=True).content.decode()
    assert "未达标" in text
    assert "59.99%" in text
    again = office.post(url, typed | {"numerator": "6000"}).content.decode()
    assert "更正数据时" in again
    assert 'value="6000"' in again
    text = office.post(url, typed | {"numerator": "6000", "note": "漏报一张"}, follow=True).content.decode()
    assert "达标" in text


def test_half_a_ratio_is_asked_for(office: Client, filled: World) -> None:
    plan = plan_of(filled)
    url = reverse("report", args=[plan.pk, plan.targets.get(unit="%").pk])
    text = office.post(url, {"period": "2025", "as_of": "2025-12-31", "numerator": "5"}).content.decode()
    assert "请填分子和分母" in text


def test_a_rule_without_a_unit_gets_one(office: Client, filled: World) -> None:
    plan = plan_of(filled)
    rule = plan.rules.filter(obligations=None, task=None).first()
    assert rule is not None
    assert "还没有责任单位" in page(office, "plan", plan.pk, query="?view=parameters&responsible=none")
    unit = filled.departments["甲县", LEADING]
    url = reverse("assign", args=[plan.pk, "rule", rule.pk])
    office.post(url, {"department": unit.pk, "role": "lead"})
    assert rule.subject in page(office, "unit", plan.pk, unit.pk)


def test_publishing_withdrawing_and_closing_ask_first(office: Client, filled: World) -> None:
    plan = plan_of(filled)
    assert "任何人不用登录" in page(office, "plan-publish", plan.pk)
    office.post(reverse("plan-publish", args=[plan.pk]))
    assert "为什么停止公开" in page(office, "plan-withdraw", plan.pk)
    office.post(reverse("plan-withdraw", args=[plan.pk]), {"reason": "核对后再公开"})
    office.post(reverse("plan-close", args=[plan.pk]), {"on": "2025-12-31", "reason": "规划期满"})
    plan.refresh_from_db()
    assert (plan.published, plan.state) == (False, "closed")


def test_a_reader_sees_no_button_that_would_refuse(filled: World) -> None:
    viewer = filled.signed_in("甲县", "viewer")
    text = page(viewer, "plan", plan_of(filled).pk)
    assert reverse("plan-close", args=[plan_of(filled).pk]) not in text


def test_start_says_what_waits(office: Client, filled: World) -> None:
    text = page(office, "start")
    assert "条标准还没有责任单位" in text
    assert plan_of(filled).title in text
    assert "上传方案" not in page(filled.signed_in("甲县", "viewer"), "start")
    unit = filled.signed_in("甲县", "unit")
    department = filled.departments["甲县", LEADING]
    assert reverse("unit", args=[plan_of(filled).pk, department.pk]) in page(unit, "start")


def test_the_board_takes_a_fixed_number_of_queries(
    office: Client, filled: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for view in ("tasks", "indicators", "parameters"):
        with django_assert_max_num_queries(45):
            page(office, "plan", plan_of(filled).pk, query=f"?view={view}")


@pytest.mark.parametrize(("days", "offered"), [(30, True), (-30, False)])
def test_a_unit_is_offered_until_the_day_it_ends(
    office: Client, filled: World, days: int, offered: bool
) -> None:
    department = filled.departments["甲县", "民政局"]
    department.until = timezone.localdate() + datetime.timedelta(days=days)
    department.save()
    plan = filled.rows["plan"]
    text = page(office, "assign", plan.pk, "rule", plan.rules.first().pk)
    assert (f'value="{department.pk}"' in text) is offered
