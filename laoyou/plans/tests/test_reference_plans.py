"""The real documents, through upload, review and adoption."""

import pytest

from laoyou.access.models import Department
from laoyou.plans import actions, queries
from laoyou.plans.models import Document, Obligation, Plan
from laoyou.plans.tests.reference import SYSTEM, jurisdiction, reference_plan

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


def uploaded(code: str, name: str) -> Document:
    division = jurisdiction(code)
    content = reference_plan(name)
    found = actions.upload_document(by=SYSTEM, division=division, filename=f"{name}.txt", content=content)
    assert found.document is not None
    actions.accept_above(by=SYSTEM, document=found.document, confidence=0)
    actions.accept_unit_suggestions(by=SYSTEM, document=found.document)
    return found.document


def settle(document: Document) -> None:
    """Answer all that is open as an office would that knows no more than the document."""
    for each in queries.adoption_state(document).unstated:
        said = each.item.payload | {"not_stated": list(each.missing)}
        actions.edit_item(by=SYSTEM, item_id=each.item.pk, version=each.item.version, payload=said)
    state = queries.adoption_state(document)
    open_units = [row.unit.pk for row in state.units if not row.unit.resolution]
    if open_units:
        actions.name_units(
            by=SYSTEM, document=document, unit_ids=open_units, resolution="waived", note="未列明"
        )
    nobody = [each.item.pk for each in state.uncovered if each.required and not each.settled]
    if nobody:
        actions.leave_open(by=SYSTEM, document=document, item_ids=nobody)


def test_xuanhan_stands_as_its_document_says() -> None:
    document = uploaded("511722", "xuanhan")
    visits = [each for each in queries.adoption_state(document).uncovered if each.required]
    assert {each.item.clause for each in visits} == {"二/(七)"}
    civil = Department.objects.get(name="宣汉县民政局")
    actions.assign_items(
        by=SYSTEM, document=document, item_ids=[each.item.pk for each in visits], department_ids=[civil.pk]
    )
    settle(document)
    plan = actions.adopt(by=SYSTEM, document=document, period="14-5")

    board = queries.board_tasks(plan, queries.TaskFilter(size=100))
    assert (board.page.total, board.pairs) == (52, 219)
    third = queries.task(plan, 3)
    assert third is not None
    townships = [each for each in third.row.obligations if each.named_as.startswith("各乡镇")]
    assert len({each.department_id for each in townships}) == 37
    assert Obligation.objects.filter(task__no=3, division__level="township").count() == 37
    rules = [row for row in queries.board_parameters(plan) if row.rule.clause == "二/(七)"]
    assert [(row.covered_by, row.obligations[0].name) for row in rules] == [(None, "宣汉县民政局")] * 2
    assert {row.rule.parameter for row in rules} == {"visit_frequency"}


def test_what_moved_since_the_plan_is_told_beside_the_unit() -> None:
    document = uploaded("511722", "xuanhan")
    rows = {row.unit.name: row for row in queries.adoption_state(document).units}
    assert "老龄工作" in rows["县卫生健康局"].moves[0]
    assert rows["县财政局"].moves == ()


def test_xuanhan_childcare_places_are_judged_unrounded() -> None:
    document = uploaded("511722", "xuanhan")
    settle(document)
    plan = actions.adopt(by=SYSTEM, document=document, period="14-5")
    assert _judged(plan, "托位", numerator=4293, denominator=954090) == "missed"
    assert _judged(plan, "托位", numerator=4294, denominator=954090) == "met"


def test_chongqing_indicators_are_judged_as_printed() -> None:
    document = uploaded("500000", "chongqing")
    settle(document)
    plan = actions.adopt(by=SYSTEM, document=document, period="14-5", title="试行方案")
    rows = queries.board_indicators(plan)
    assert len(rows) == 24
    assert sum(row.target.binding is True for row in rows) == 9
    assert all(row.definition for row in rows)
    assert _judged(plan, "老年人健康管理率", value="70.0%") == "missed"
    assert _judged(plan, "婴幼儿托位数", value="4.5") == "met"


def _judged(plan: Plan, name: str, **figure: str | int) -> str:
    target = next(row.target for row in queries.board_indicators(plan) if name in row.target.name)
    now = next((row.observation for row in queries.board_indicators(plan) if row.target == target), None)
    actions.report_figure(by=SYSTEM, target=target, period="2025", note="核对", corrects=now, **figure)  # type: ignore[arg-type]
    return next(row.judgement.state for row in queries.board_indicators(plan) if row.target == target)


@pytest.mark.parametrize(
    ("code", "name", "tasks"),
    [("532300", "chuxiong", 0), ("520000", "guizhou", 40), ("130000", "hebei", 0)],
)
def test_the_other_plans_stand_as_far_as_their_text_goes(code: str, name: str, tasks: int) -> None:
    document = uploaded(code, name)
    settle(document)
    plan = actions.adopt(by=SYSTEM, document=document, period="14-5", title="试行方案")
    assert plan.tasks.count() == tasks
    text = queries.document_text(plan)
    for target in plan.targets.all():
        assert text[target.start : target.end]
    assert "".join(each.text for each in queries.source(plan).segments) == text
