from collections.abc import Callable
from typing import Any

import pytest

from laoyou.access.scope import Actor, acting_as
from laoyou.plans import actions, queries
from laoyou.plans.errors import Refused
from laoyou.plans.models import Document, Plan
from laoyou.plans.queries import TaskFilter
from laoyou.plans.tests.conftest import adopted
from tests.world import World


def numbers(plan: Plan, **wanted: Any) -> list[int]:
    return [row.task.no for row in queries.board_tasks(plan, TaskFilter(**wanted)).page.rows]


def test_filters(plan: Plan, world: World) -> None:
    civil = str(world.departments["甲县", "民政局"].pk)
    assert numbers(plan) == [1, 2, 3]
    assert numbers(plan, unit=civil) == [1, 2]
    assert numbers(plan, unit=civil, role="lead") == [1]
    assert numbers(plan, search="场地") == [2]
    assert numbers(plan, search="发展和改革") == [3]
    assert numbers(plan, sort="-no", size=2, page=2) == [1]
    assert numbers(plan, size=2, page=99) == [3]
    assert numbers(plan, unit="none") == []
    facets = queries.board_tasks(plan)
    known = plan.tasks.exclude(nkey="").count()
    assert known
    assert sum(facet.count for facet in facets.nkeys) == sum(facet.count for facet in facets.groups) == known
    for facet in facets.nkeys:
        assert len(numbers(plan, nkey=facet.key)) == facet.count


def test_a_unit_sees_what_it_leads_shares_and_supports(plan: Plan, world: World) -> None:
    civil = queries.unit_page(plan, world.departments["甲县", "民政局"])
    assert [[row.task.no for row in rows] for rows in (civil.lead, civil.shared, civil.support)] == [
        [1],
        [2],
        [],
    ]
    health = queries.unit_page(plan, world.departments["甲县", "卫生健康局"])
    assert [[row.task.no for row in rows] for rows in (health.lead, health.shared, health.support)] == [
        [],
        [3],
        [1],
    ]


def test_every_part_leads_to_its_sentence(plan: Plan, document: Document) -> None:
    source = queries.source(plan)
    assert "".join(each.text for each in source.segments) == document.text
    rule = plan.rules.get()
    words = "".join(each.text for each in source.segments if ("rule", rule.pk, None) in each.refs)
    assert words == rule.text
    page = queries.rule(plan, rule.pk)
    assert page is not None
    assert page.quote is not None
    assert page.quote.before + page.quote.words + page.quote.after == (
        "对独居老人每周至少上门探访一次,由熟悉情况的人去,看过要记下来"
    )


def test_a_figure_is_reported_judged_and_corrected(office: Actor, plan: Plan) -> None:
    share = plan.targets.get(name="护理型床位占比")
    first = actions.report_figure(by=office, target=share, period="2025", numerator=599, denominator=1000)
    assert judged(plan, "护理型床位占比") == "missed"
    with pytest.raises(Refused, match="更正"):
        actions.report_figure(by=office, target=share, period="2025", numerator=600, denominator=1000)
    with pytest.raises(Refused, match="原因"):
        actions.report_figure(by=office, target=share, period="2025", value="60%", corrects=first)
    actions.report_figure(
        by=office, target=share, period="2025", value="60%", note="漏计一张", corrects=first
    )
    assert judged(plan, "护理型床位占比") == "met"
    page = queries.target(plan, share.pk)
    assert page is not None
    assert len(page.history) == 2


def judged(plan: Plan, name: str) -> str:
    return next(row.judgement.state for row in queries.board_indicators(plan) if row.target.name == name)


def test_a_unit_reports_only_what_is_its_own(office: Actor, plan: Plan, world: World) -> None:
    share = plan.targets.get(name="护理型床位占比")
    with acting_as(world.actor("甲县", "unit")) as unit, pytest.raises(Refused, match="不由您的单位负责"):
        actions.report_figure(by=unit, target=share, period="2025", value=61)
    civil = world.departments["甲县", "民政局"]
    actions.assign_part(by=office, plan=plan, kind="target", part_id=share.pk, department_id=civil.pk)
    with acting_as(world.actor("甲县", "unit")) as unit:
        assert actions.report_figure(by=unit, target=share, period="2025", value=61).department == civil


@pytest.mark.parametrize(
    "wrong",
    [
        {"period": "2025年", "value": 1},
        {"period": "2030", "value": 1},
        {"period": "2025", "value": "六成"},
        {"period": "2025", "numerator": 1},
        {"period": "2025", "numerator": 1, "denominator": 0},
        {"period": "2025", "numerator": 1, "denominator": 2, "value": 3},
        {"period": "2025"},
    ],
)
def test_a_figure_that_cannot_be_is_refused(office: Actor, plan: Plan, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        actions.report_figure(by=office, target=plan.targets.first(), **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("rows", [3, 120])
def test_pages_take_as_many_queries_for_a_large_plan_as_for_a_small_one(
    office: Actor, world: World, rows: int, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    table = "".join(
        f"{no} | 办好第{no}处食堂 | 县民政局牵头,县卫生健康局配合 |\n" for no in range(1, rows + 1)
    )
    goals = "".join(f"到2025年,第{no}街区床位达到{no + 1}张。" for no in range(1, rows + 1))
    text = f"甲县食堂方案\n一、目标\n{goals}\n附件\n重点任务分工表\n序号 | 重点任务 | 责任单位 |\n{table}"
    document = actions.upload_text(by=office, division=world.divisions["甲县"], text=text).document
    assert document is not None
    with django_assert_max_num_queries(110):
        plan = adopted(office, document)
    pages: list[tuple[int, Callable[[], Any]]] = [
        (6, lambda: queries.board_tasks(plan)),
        (10, lambda: queries.board_indicators(plan)),
        (8, lambda: queries.board_parameters(plan)),
        (14, lambda: queries.unit_page(plan, world.departments["甲县", "民政局"])),
        (6, lambda: queries.source(plan)),
        (10, lambda: queries.task(plan, 1)),
        (2, lambda: queries.plans(office)),
        (5, lambda: queries.documents(office)),
    ]
    for most, page in pages:
        with django_assert_max_num_queries(most):
            page()
