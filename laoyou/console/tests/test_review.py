import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from laoyou.console.tests.test_documents import page
from laoyou.plans.models import Item, Unread
from tests.world import World
from tests.world.plan import item_of


def test_every_item_is_marked_at_its_place(office: Client, filled: World) -> None:
    text = page(office, "review", filled.rows["document"].pk)
    inside = Item.objects.filter(document=filled.rows["document"], start__isnull=False).exclude(kind="clause")
    marked = set(re.findall(r'data-item="(\d+)"', text))
    assert {str(item.pk) for item in inside} >= marked
    assert len(marked) >= inside.filter(kind="task").count()


def test_filters_leave_what_they_say(office: Client, filled: World) -> None:
    text = page(office, "review", filled.rows["document"].pk, query="?kind=indicator&state=accepted")
    kinds = re.findall(r'<article class="card card-(\w+)', text)
    assert kinds
    assert set(kinds) == {"accepted"}


def test_an_item_outside_the_filter_is_shown_when_asked_for(office: Client, filled: World) -> None:
    rule = item_of(filled, kind="rule")
    text = page(office, "review", filled.rows["document"].pk, query=f"?kind=task&item={rule.pk}")
    assert f'id="item-{rule.pk}"' in text


def test_deciding_works_with_and_without_script(office: Client, filled: World) -> None:
    item = item_of(filled, kind="rule")
    url = reverse("items-decide", args=[filled.rows["document"].pk])
    answer = office.post(url, {"item": item.pk, "state": "rejected", "back": "kind=rule"})
    assert answer.headers["Location"].endswith(f"?kind=rule#item-{item.pk}")
    answer = office.post(url, {"item": item.pk, "state": "accepted"}, headers={"HX-Request": "true"})
    assert 'hx-swap-oob="true"' in answer.content.decode()
    item.refresh_from_db()
    assert item.state == "accepted"


def test_accepting_many_says_how_many_first(office: Client, filled: World) -> None:
    document = filled.rows["document"]
    office.post(
        reverse("items-decide", args=[document.pk]),
        {"item": item_of(filled, kind="task").pk, "state": "proposed"},
    )
    assert "接受这 1 条" in page(office, "accept-above", document.pk, query="?confidence=0.7")
    answer = office.post(reverse("accept-above", args=[document.pk]), {"confidence": "0.7"}, follow=True)
    assert "已接受 1 条" in answer.content.decode()


def test_a_selection_becomes_an_item(office: Client, filled: World) -> None:
    document = filled.rows["document"]
    start = document.text.index("费用由县和乡镇分担")
    place = {"start": start, "end": start + 9, "kind": "target"}
    url = reverse("item-add", args=[document.pk])
    assert "费用由县和乡镇分担" in office.get(url, place).content.decode()
    typed = place | {"subject": "分担比例", "op": "=", "value": "50", "unit": "%"}
    office.post(url, typed)
    added = Item.objects.get(document=document, origin="selected")
    assert (added.start, added.payload["value"]) == (start, 50)


def test_what_is_wrong_is_said_beside_the_field_and_at_the_top(office: Client, filled: World) -> None:
    url = reverse("item-add", args=[filled.rows["document"].pk])
    text = office.post(url, {"kind": "target", "op": "=", "value": "多", "subject": "托位"}).content.decode()
    assert 'href="#id_value"' in text
    assert 'aria-invalid="true"' in text
    assert 'value="托位"' in text


@pytest.mark.parametrize("kind", ["task", "indicator", "target", "rule"])
def test_saving_an_item_unchanged_changes_nothing(office: Client, filled: World, kind: str) -> None:
    item = item_of(filled, kind=kind)
    url = reverse("item-edit", args=[item.document_id, item.pk])
    form = office.get(url).context["form"]
    typed = {name: value for name, value in form.initial.items() if name in form.fields and value is not None}
    answer = office.post(url, typed | {"version": item.version})
    assert answer.status_code == 302
    before = {key: value for key, value in item.payload.items() if value not in (None, "", [])}
    item.refresh_from_db()
    assert {key: item.payload.get(key) for key in before} == before


def test_someone_else_s_change_is_not_overwritten(office: Client, filled: World) -> None:
    item = item_of(filled, kind="rule")
    url = reverse("item-edit", args=[item.document_id, item.pk])
    typed = {"subject": "我的说法", "op": "=", "value": "2", "version": item.version - 1}
    text = office.post(url, typed).content.decode()
    assert 'role="alert"' in text
    assert "我的说法" in text


def test_an_unread_passage_can_be_dismissed(office: Client, filled: World) -> None:
    unread = filled.rows["unread"]
    office.post(reverse("unread", args=[filled.rows["document"].pk, unread.pk]))
    assert Unread.objects.get(pk=unread.pk).state == "dismissed"


def test_a_cell_that_is_not_understood_is_named(office: Client, filled: World) -> None:
    url = reverse("items-paste", args=[filled.rows["document"].pk])
    typed = "序号\t指标名称\t2025年\n1\t看望率\t很多"
    text = office.post(url, {"text": typed}).content.decode()
    assert "第 2 行" in text
    assert "很多" in text


def test_links_offer_what_the_packs_know(office: Client, filled: World) -> None:
    item = item_of(filled, kind="indicator")
    text = page(office, "item-link", item.document_id, item.pk)
    assert "<optgroup" in text


def test_the_review_takes_a_fixed_number_of_queries(
    office: Client, filled: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(30):
        page(office, "review", filled.rows["document"].pk)


def test_a_long_document_shows_its_items_in_pages(office: Client, filled: World) -> None:
    document = filled.rows["document"]
    first = document.items.exclude(kind="clause").order_by("id").first()
    fields = ("kind", "label", "payload", "confidence", "order")
    copied = {name: getattr(first, name) for name in fields} | {"division": document.division}
    more = document.items.bulk_create(document.items.model(document=document, **copied) for _n in range(120))
    text = page(office, "review", document.pk)
    assert text.count("<article") == 50
    assert "page=2#items" in text
    picked = page(office, "review", document.pk, query=f"?item={more[-1].pk}")
    assert f'id="item-{more[-1].pk}"' in picked
    assert picked.count("<article") <= 50
