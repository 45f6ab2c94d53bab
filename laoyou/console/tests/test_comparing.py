import re
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from laoyou.access.scope import acting_as
from laoyou.console.tests.test_documents import page
from laoyou.plans import queries
from laoyou.plans.actions import publish_plan
from laoyou.plans.models import AlignmentCorrection
from laoyou.plans.queries import STATES, TABS
from tests.world import SYSTEM, World


def both(filled: World) -> tuple[int, int]:
    return filled.rows["plan"].pk, filled.rows["second_plan"].pk


def test_the_choice_is_searched_and_narrowed(office: Client, filled: World) -> None:
    first, second = both(filled)
    assert reverse("compare", args=[first, second]) in page(office, "compare-choose", first)
    assert "共 1 条" in page(office, "compare-choose", first, query="?near=above&q=示例市")
    assert "没有符合条件的方案" in page(office, "compare-choose", first, query="?near=elsewhere")
    assert reverse("compare-choose", args=[first]) in page(office, "plan", first)


@pytest.mark.parametrize("tab", TABS)
def test_what_the_page_counts_are_its_rows(office: Client, filled: World, tab: str) -> None:
    with acting_as(SYSTEM):
        counts = queries.compare(filled.rows["plan"], filled.rows["second_plan"]).counts(tab)
    text = page(office, "compare", *both(filled), query=f"?tab={tab}")
    assert text.count('<th scope="row">') == sum(counts.values())
    shown = [int(number) for number in re.findall(r"<strong>(\d+)</strong></a></li>", text)]
    assert shown == [counts[state] for state in STATES if tab != "only" or state.startswith("only")]
    for state in STATES:
        narrowed = page(office, "compare", *both(filled), query=f"?tab={tab}&state={state}")
        assert narrowed.count('<th scope="row">') == counts[state] or (tab == "only" and not counts[state])


def test_search_and_topic_narrow_the_counts_too(office: Client, filled: World) -> None:
    text = page(office, "compare", *both(filled), query="?tab=tasks&q=智慧")
    assert "共 1 条" in text
    assert re.findall(r"<strong>(\d+)</strong></a></li>", text) == ["0", "0", "0", "1"]
    nkey = filled.rows["plan"].tasks.exclude(nkey="").first().nkey
    assert text.count('<th scope="row">') == 1
    assert "主题" in page(office, "compare", *both(filled), query=f"?tab=tasks&nkey={nkey}")


def test_the_county_is_told_where_it_is_below_its_city(office: Client, filled: World) -> None:
    first, second = both(filled)
    assert "甲县低于上级目标" in page(office, "compare", first, second, query="?tab=targets")
    turned = page(office, "compare", second, first, query="?tab=targets")
    assert "甲县低于上级目标" in turned
    assert "相差 5 个百分点" in turned


def given(first: str = "task:2", second: str = "task:2", **more: str) -> dict[str, str]:
    return {"first": first, "second": second, "verdict": "together", "reason": "都是场地", "seen": "0"} | more


def test_a_correction_moves_the_rows_and_is_undone(office: Client, filled: World) -> None:
    address = reverse("compare-correct", args=both(filled)) + "?tab=tasks"
    assert office.post(address, given()).status_code == 302
    assert "都是场地" in page(office, "compare", *both(filled), query="?tab=tasks&state=differs")
    overtaken = office.post(address, given(verdict="apart", reason="不是一回事")).content.decode()
    assert "都是场地" in overtaken
    assert "不是一回事" in overtaken
    newest = str(AlignmentCorrection.objects.latest("id").pk)
    assert f'name="seen" value="{newest}"' in overtaken
    assert office.post(address, given(verdict="likeness", seen=newest)).status_code == 302
    assert "共 0 条" in page(office, "compare", *both(filled), query="?tab=tasks&state=differs")


@pytest.mark.parametrize("wrong", [{"first": ""}, {"second": "task:99"}, {"verdict": ""}, {"reason": ""}])
def test_a_correction_with_a_fault_is_asked_again(
    office: Client, filled: World, wrong: dict[str, str]
) -> None:
    answer = office.post(reverse("compare-correct", args=both(filled)) + "?tab=tasks", given(**wrong))
    assert answer.status_code == 200
    assert "还不能提交" in answer.content.decode()
    assert not AlignmentCorrection.objects.exists()


def test_a_reader_sees_no_correction_form(filled: World) -> None:
    viewer = filled.signed_in("甲县", "viewer")
    assert "更正对应" not in page(viewer, "compare", *both(filled))
    assert viewer.get(reverse("compare-correct", args=both(filled))).status_code == 404


def test_a_published_plan_of_a_neighbour_leads_to_its_public_pages(filled: World) -> None:
    with acting_as(SYSTEM) as system:
        publish_plan(by=system, plan=filled.rows["plan"])
    neighbour = filled.signed_in("乙县", "office")
    first, second = both(filled)
    text = page(neighbour, "compare", second, first)
    assert reverse("portal-task", args=[first, 1]) in text
    assert reverse("task", args=[second, 1]) in text
    assert neighbour.get(reverse("compare-correct", args=[second, first])).status_code == 404


def test_a_plan_beside_itself_and_an_unknown_one_are_not_there(office: Client, filled: World) -> None:
    first, _second = both(filled)
    for other in (first, 999_999):
        assert office.get(reverse("compare", args=[first, other])).status_code == 404


def test_the_export_has_every_tab(office: Client, filled: World) -> None:
    answer = office.get(reverse("compare-export", args=both(filled)))
    assert len(CalamineWorkbook.from_filelike(BytesIO(answer.content)).sheet_names) == 1 + len(TABS)


def test_the_page_takes_few_queries(
    office: Client, filled: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for name in ("compare", "compare-choose", "compare-correct"):
        args = both(filled)[:1] if name == "compare-choose" else both(filled)
        with django_assert_max_num_queries(50):
            page(office, name, *args)


def test_the_page_in_english(office: Client, filled: World) -> None:
    person = filled.people["甲县", "office"]
    person.language = "en"
    person.save()
    text = page(office, "compare", *both(filled), query="?tab=rules")
    assert "甲县 beside 示例市" in text
    assert "Left is stricter: 52 and 12 times a year" in text
