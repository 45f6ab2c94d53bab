"""Pages of figures before an office."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from laoyou.access import actions as access
from laoyou.access.rules import Role
from laoyou.access.scope import acting_as
from laoyou.console.tests.test_documents import page
from laoyou.indicators.models import Observation
from laoyou.plans import figure_sheets
from laoyou.plans.actions import assign_part, report_figure
from laoyou.plans.models import Target
from laoyou.plans.tests.test_figures import line, sheet
from tests.world import LEADING, SYSTEM, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def share(filled: World) -> Target:
    target: Target = filled.rows["plan"].targets.get(unit="%")
    with acting_as(filled.actor("甲县", "office")) as office:
        unit = filled.departments["甲县", LEADING].pk
        assign_part(
            by=office, plan=target.plan, kind="target", part_id=target.pk, department_id=unit, role="lead"
        )
    return target


@pytest.fixture
def waiting(filled: World, share: Target) -> Observation:
    with acting_as(filled.actor("甲县", "unit")) as unit:
        return report_figure(by=unit, target=share, period="2024", numerator=540, denominator=1000)


def decide(client: Client, step: str, *rows: Observation, **given: Any) -> str:
    query = "&".join(f"pk={row.pk}" for row in rows)
    answer = client.post(f"{reverse(f'values-{step}')}?{query}", given, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_list_counts_and_compares(office: Client, waiting: Observation, share: Target) -> None:
    text = page(office, "values")
    assert share.name in text
    assert "没有上一期" in text
    assert "共 1 条" in text
    assert "没有符合条件的数据" in page(office, "values", query="?q=没有这样的指标")
    assert "条上报数据待审核" in page(office, "start")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(office.get(reverse("values-export")).content))
    assert len(rows.get_sheet_by_index(0).to_python()) == 2


def test_accept_undo_and_return(office: Client, filled: World, waiting: Observation) -> None:
    assert "可以在这里撤销" in decide(office, "accept", waiting)
    assert "请先在列表里选" in decide(office, "accept", waiting)
    assert "又在待审核里" in decide(office, "withdraw", waiting)
    assert "请填写“为什么退回”" in decide(office, "return", waiting, reason="")
    decide(office, "return", waiting, reason="分母不对")
    unit = filled.signed_in("甲县", "unit")
    assert "分母不对" in page(unit, "values")
    assert "条数据被退回" in page(unit, "start")
    assert unit.get(reverse("values-accept")).status_code == 404


def test_the_city_sees_what_the_county_accepted(filled: World, office: Client, waiting: Observation) -> None:
    user, _password = access.create_person(
        by=SYSTEM, username="city", name="市", division=filled.divisions["示例市"], password="open sesame 1"
    )
    access.grant_role(by=SYSTEM, user=user, role=Role.OFFICE, division=filled.divisions["示例市"])
    city = filled.client(user)
    assert "没有等您审核的数据" in page(city, "values")
    decide(office, "accept", waiting)
    assert "护理型床位" in page(city, "values")
    decide(city, "accept", waiting)
    assert "上级已经审核" in decide(office, "withdraw", waiting)


def test_a_doubtful_figure_is_asked_back(office: Client, share: Target) -> None:
    url = reverse("report", args=[share.plan_id, share.pk])
    given = {"period": "2024", "numerator": "1300", "denominator": "1000", "as_of": "2024-12-31"}
    text = office.post(url, given).content.decode()
    assert "超过 100%" in text
    assert 'name="keep_because"' in text
    assert office.post(url, {**given, "keep_because": "含外县"}).status_code == 302
    assert "含外县" in Observation.objects.get().note


def test_evidence_that_is_not_what_it_says_stores_nothing(office: Client, share: Target) -> None:
    url = reverse("report", args=[share.plan_id, share.pk])
    paper = io.BytesIO(b"%PDF-1.7 and so on")
    paper.name = "床位.png"
    given = {
        "period": "2024",
        "numerator": "5",
        "denominator": "10",
        "as_of": "2024-12-31",
        "evidence": paper,
    }
    assert "PDF" in office.post(url, given).content.decode()
    assert not Observation.objects.exists()


def test_a_sheet_is_seen_and_then_stored(office: Client, share: Target) -> None:
    url = reverse("figures", args=[share.plan_id])
    file = io.BytesIO(sheet(line(share, "2024", 540, 1000)))
    file.name = "填报.xlsx"
    answer = office.post(url, {"file": file})
    assert "将写入 1 条" in answer.content.decode()
    assert not Observation.objects.exists()
    packed = answer.context["form"].initial["sheet"]
    assert "预览已失效" in office.post(url, {"sheet": packed + "x"}, follow=True).content.decode()
    assert "已写入 1 条" in office.post(url, {"sheet": packed}, follow=True).content.decode()
    assert "一条也不写" in office.post(url, {"sheet": packed}).content.decode()
    assert Observation.objects.count() == 1


def test_a_template_names_the_periods_asked_for(office: Client, share: Target) -> None:
    url = reverse("figures-export", args=[share.plan_id])
    book = CalamineWorkbook.from_filelike(io.BytesIO(office.get(url, {"period": "2025H1"}).content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == [str(each) for each in figure_sheets.HEADS.values()]
    assert {row[3] for row in rows[1:]} == {"2025H1"}


def test_milestones_show_on_the_page(office: Client, share: Target, waiting: Observation) -> None:
    url = reverse("milestones", args=[share.plan_id, share.pk])
    version = office.get(url).context["form"].initial["version"]
    answer = office.post(url, {"version": version, "at_2024": "58%", "note": "年度计划"}, follow=True)
    assert "阶段目标已保存" in answer.content.decode()
    late = office.post(url, {"version": version, "at_2024": "57"}).content.decode()
    assert "别人刚改过" in late
    assert 'value="57"' in late


def test_small_charts_keep_the_filters(office: Client, share: Target, waiting: Observation) -> None:
    text = page(office, "plan", share.plan_id, query="?view=indicators&shape=cards&status=waiting")
    assert text.count("<svg xmlns") == 1
    assert "待审核" in text
    assert "shape=cards" in text
