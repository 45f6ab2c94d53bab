import pytest
from django.apps import apps

from laoyou.access.models import Department
from laoyou.access.scope import Actor, acting_as
from laoyou.plans import actions, queries
from laoyou.plans.errors import Refused
from laoyou.plans.models import Document, Obligation, Plan, Task
from laoyou.plans.tests.conftest import adopted
from tests.world import World


def codes(document: Document) -> list[str]:
    return [each.code for each in queries.adoption_state(document).missing]


def test_what_is_missing_is_told_until_nothing_is(office: Actor, document: Document) -> None:
    assert {"undecided", "nothing"} <= set(codes(document))
    actions.accept_above(by=office, document=document, confidence=0)
    assert codes(document) == ["unstated"] * 2 + ["units"] * 5 + ["uncovered"]
    actions.accept_unit_suggestions(by=office, document=document)
    assert codes(document) == ["unstated"] * 2 + ["units"] + ["uncovered"]
    with pytest.raises(Refused, match=r"还不能采用.*基期"):
        actions.adopt(by=office, document=document, period="14-5")
    assert not Plan.objects.exists()


def test_adoption_makes_everything_at_once(plan: Plan, document: Document) -> None:
    document.refresh_from_db()
    assert (plan.state, document.state) == ("live", "adopted")
    assert plan.pack_release is not None
    assert list(plan.tasks.values_list("no", flat=True)) == [1, 2, 3]
    beds = plan.targets.get(name="养老床位")
    assert (int(beds.value), beds.year, beds.binding) == (1200, 2025, None)
    assert beds.not_stated == ["baseline", "binding", "owner"]
    assert document.text[beds.start : beds.end] == beds.text
    assert plan.rules.get().parameter == "visit_frequency"


def test_a_class_becomes_one_obligation_a_township(plan: Plan, world: World) -> None:
    held = Obligation.objects.filter(plan=plan, task__no=2, named_as="各乡镇人民政府(街道办事处)")
    assert {each.division.name for each in held.select_related("division")} == {"东河镇", "西山乡"}
    assert {each.department for each in held} == {
        world.departments["甲县", "东河镇"],
        world.departments["甲县", "西山乡"],
    }


def test_a_township_without_a_department_gets_one(office: Actor, document: Document, world: World) -> None:
    missing = world.departments["甲县", "西山乡"]
    Department.objects.filter(pk=missing.pk).delete()
    plan = adopted(office, document)
    made = Obligation.objects.get(plan=plan, task__no=2, division=world.divisions["西山乡"]).department
    assert made is not None
    assert (made.name, made.kind) == ("西山乡人民政府", "township")


def test_a_rule_that_no_row_covers_is_assigned(office: Actor, document: Document, world: World) -> None:
    actions.accept_above(by=office, document=document, confidence=0)
    (nobody,) = [each for each in queries.adoption_state(document).uncovered if each.required]
    assert "独居老人" in nobody.sentence
    civil = world.departments["甲县", "民政局"]
    actions.assign_items(by=office, document=document, item_ids=[nobody.item.pk], department_ids=[civil.pk])
    plan = adopted(office, document)
    (row,) = queries.board_parameters(plan)
    assert (row.covered_by, [each.department_id for each in row.obligations]) == (None, [civil.pk])
    assert queries.uncovered_clauses(plan)[0].target.name == "养老床位"  # type: ignore[union-attr]


def test_what_was_left_open_can_be_assigned_later(office: Actor, plan: Plan, world: World) -> None:
    (row,) = queries.board_parameters(plan, responsible="none")
    unit = world.departments["甲县", "卫生健康局"]
    given = actions.assign_part(by=office, plan=plan, kind="rule", part_id=row.rule.pk, department_id=unit.pk)
    assert queries.board_parameters(plan, responsible="none") == []
    with pytest.raises(Refused, match="已经是"):
        actions.assign_part(by=office, plan=plan, kind="rule", part_id=row.rule.pk, department_id=unit.pk)
    number = given.pk
    actions.unassign_part(by=office, obligation=given)
    kept = apps.get_model("plans", "ObligationEvent").objects.filter(pgh_obj_id=number).order_by("pgh_id")
    assert [event.pgh_label for event in kept] == ["insert", "delete"]
    assert len(queries.board_parameters(plan, responsible="none")) == 1


def test_what_the_document_says_is_not_taken_back(office: Actor, plan: Plan) -> None:
    held = Obligation.objects.filter(plan=plan, task__no=1).first()
    assert held is not None
    with pytest.raises(Refused, match="文件写明"):
        actions.unassign_part(by=office, obligation=held)


def test_an_open_set_is_settled_row_by_row(office: Actor, document: Document, world: World) -> None:
    actions.accept_above(by=office, document=document, confidence=0)
    (open_set,) = [row for row in queries.adoption_state(document).units if row.unit.kind == "open"]
    assert open_set.item is not None
    assert open_set.item.number == "3"
    civil = world.departments["甲县", "民政局"]
    actions.name_unit(by=office, unit=open_set.unit, resolution="department", department_ids=[civil.pk])
    plan = adopted(office, document)
    held = Obligation.objects.get(plan=plan, task__no=3, department=civil)
    assert (held.role, held.named_as) == ("shared", "等有关部门(单位)")


def test_waiving_a_unit_takes_a_reason(office: Actor, document: Document) -> None:
    unit = document.unit_names.first()
    assert unit is not None
    with pytest.raises(Refused, match="理由"):
        actions.name_unit(by=office, unit=unit, resolution="waived")


def test_adopting_twice_and_editing_afterwards_are_refused(
    office: Actor, plan: Plan, document: Document
) -> None:
    with pytest.raises(Refused, match="甲县office采用"):
        actions.adopt(by=office, document=document, period="14-5")
    with pytest.raises(Refused, match="更正后的文件"):
        actions.accept_above(by=office, document=document, confidence=0)
    assert Plan.objects.count() == 1


def test_a_period_is_asked_for(office: Actor, document: Document) -> None:
    for period in ("", "13-5"):
        with pytest.raises(Refused, match="规划期"):
            actions.adopt(by=office, document=document, period=period)
    assert queries.adoption_state(document).period == "14-5"


def test_a_title_is_asked_for_where_the_text_has_none(office: Actor, world: World) -> None:
    """The name of a file is no title of a plan."""
    content = "附件\n重点任务分工表\n序号 | 重点任务 | 责任单位 |\n1 | 办好助餐点 | 县民政局负责 |\n".encode()
    county = world.divisions["甲县"]
    upload = actions.upload_document(by=office, division=county, filename="scan-07.txt", content=content)
    assert upload.document is not None
    document = upload.document
    assert queries.adoption_state(document).title == ""
    actions.accept_above(by=office, document=document, confidence=0)
    with pytest.raises(Refused, match="标题"):
        actions.adopt(by=office, document=document, period="14-5")


def test_two_plans_of_two_periods_live_side_by_side_until_one_is_closed(
    office: Actor, plan: Plan, world: World
) -> None:
    text = "关于十五五的方案\n一、目标\n到2030年,全县养老床位达到2000张。\n"
    document = actions.upload_text(by=office, division=world.divisions["甲县"], text=text).document
    assert document is not None
    later = _adopt_targets(office, document)
    assert {row.plan.state for row in queries.plans(office)} == {"live"}
    with pytest.raises(Refused, match="理由"):
        actions.close_plan(by=office, plan=plan, on=plan.adopted_at.date(), reason=" ")  # type: ignore[union-attr]
    actions.close_plan(by=office, plan=plan, on=plan.adopted_at.date(), reason="规划期满")  # type: ignore[union-attr]
    assert [(row.plan.pk, row.plan.state) for row in queries.plans(office)] == [
        (later.pk, "live"),
        (plan.pk, "closed"),
    ]


def _adopt_targets(office: Actor, document: Document) -> Plan:
    actions.accept_above(by=office, document=document, confidence=0)
    unstated = [each.item.pk for each in queries.adoption_state(document).unstated]
    actions.mark_not_stated(by=office, document=document, item_ids=unstated)
    return actions.adopt(by=office, document=document, period="15-5")


def test_who_sees_a_plan(plan: Plan, world: World) -> None:
    for role in ("office", "unit", "viewer", "township"):
        with acting_as(world.actor("甲县", role)) as actor:
            assert queries.plan(actor, plan.pk) == plan
            assert Task.objects.count() == 3
    for county, role in (("乙县", "office"), ("乙县", "township")):
        with acting_as(world.actor(county, role)) as actor:
            assert queries.plan(actor, plan.pk) is None
            assert not Task.objects.exists()
            assert not Obligation.objects.exists()


def test_a_published_plan_is_read_by_everybody_and_written_by_nobody_else(
    office: Actor, plan: Plan, world: World
) -> None:
    actions.publish_plan(by=office, plan=plan)
    with acting_as(Actor(None, "")):
        (row,) = queries.public_plans()
        assert row.plan == plan
        assert queries.task(row.plan, 1).quote.words  # type: ignore[union-attr]
    with acting_as(world.actor("乙县", "office")) as stranger:
        assert Plan.objects.filter(pk=plan.pk).update(title="改了") == 0
        with pytest.raises(Refused, match="权限"):
            actions.withdraw_plan(by=stranger, plan=plan, reason="无")
    actions.withdraw_plan(by=office, plan=plan, reason="要更正")
    with acting_as(Actor(None, "")):
        assert queries.public_plans() == []
