from django.test import Client
from django.urls import reverse

from laoyou.console.tests.test_documents import page
from laoyou.plans import queries
from laoyou.plans.models import Item, Plan, UnitName
from tests.world import LEADING, World


def test_a_document_goes_step_by_step_to_a_live_plan(office: Client, filled: World) -> None:
    document = filled.rows["document"]
    key = [document.pk]
    assert "还有" in page(office, "adopt", document.pk)
    assert office.get(reverse("adopt-confirm", args=key)).status_code == 302

    office.post(reverse("adopt-about", args=key), {"period": "15-5", "title": "新的标题"})
    office.post(reverse("adopt-units", args=[*key, "named"]))
    office.post(reverse("adopt-units", args=[*key, "open"]), {"note": "文件没有点名"})
    assert UnitName.objects.get(document=document, kind="open").note == "文件没有点名"
    for unit in UnitName.objects.filter(document=document, resolution="").exclude(counts={}):
        waived = {"resolution": "waived", "note": "没有列名"}
        office.post(reverse("adopt-unit", args=[*key, unit.pk]), waived)
    office.post(reverse("adopt-targets", args=key))
    open_ = [row.item.pk for row in queries.adoption_state(document).uncovered]
    office.post(reverse("adopt-leave-open", args=key), {"item": open_})

    text = page(office, "adopt-confirm", document.pk)
    assert "新的标题" in text
    assert "十五五" in text
    assert not Plan.objects.filter(document=document).exists()
    answer = office.post(reverse("adopt-confirm", args=key))
    plan = Plan.objects.get(document=document)
    assert answer.headers["Location"] == reverse("plan", args=[plan.pk])
    assert (plan.period, plan.title, plan.state, plan.published) == ("15-5", "新的标题", "live", False)


def test_waiving_a_unit_asks_why(office: Client, filled: World) -> None:
    document = filled.rows["document"]
    unit = UnitName.objects.filter(document=document, kind="open").exclude(counts={}).first()
    assert unit is not None
    url = reverse("adopt-unit", args=[document.pk, unit.pk])
    assert "请写一句为什么不指定" in office.post(url, {"resolution": "waived"}).content.decode()
    assert "请勾选至少一家" in office.post(url, {"resolution": "department"}).content.decode()


def test_a_goal_takes_what_only_the_office_knows(office: Client, filled: World) -> None:
    document = filled.rows["document"]
    item = queries.adoption_state(document).unstated[0].item
    typed = {"version": item.version, "baseline_value": "41.5", "baseline_year": "2020", "binding": "true"}
    office.post(reverse("adopt-target", args=[document.pk, item.pk]), typed | {"not_stated": "owner"})
    item = Item.objects.get(pk=item.pk)
    assert (item.payload["baseline"]["value"], item.payload["binding"]) == (41.5, True)
    assert item.payload["not_stated"] == ["owner"]


def test_an_uncovered_clause_is_given_to_a_unit(office: Client, filled: World) -> None:
    document = filled.rows["document"]
    row = queries.adoption_state(document).uncovered[0]
    unit = filled.departments["甲县", LEADING]
    url = reverse("adopt-clause", args=[document.pk, row.item.pk])
    assert "请选择“责任单位”" in office.post(url, {"role": "lead"}).content.decode()
    office.post(url, {"departments": unit.pk, "role": "lead"})
    assert unit.name in page(office, "adopt-clauses", document.pk)
