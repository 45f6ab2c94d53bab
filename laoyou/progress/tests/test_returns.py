"""A unit's return from typing to the office's acceptance."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from laoyou.access import actions as access
from laoyou.access.models import Department
from laoyou.access.scope import Actor, acting_as
from laoyou.indicators.models import Observation
from laoyou.plans.models import Duty, Plan
from laoyou.progress import actions, checks
from laoyou.progress.actions.filing import digest
from laoyou.progress.errors import Faulty, Refused, Stale
from laoyou.progress.models import Cycle, Entry, Filed, Return
from laoyou.progress.queries import cycles, returns
from laoyou.progress.tests.made_cycles import content_of, made_cycle
from tests.world import SYSTEM, World


@pytest.fixture
def cycle(office: Actor, world: World, plan: Plan) -> Cycle:
    return made_cycle(office, world, plan)


@pytest.fixture
def civil(world: World) -> Department:
    return world.departments["甲县", "民政局"]


def page_of(cycle: Cycle, unit: Department) -> returns.Sheet:
    page = returns.sheet(cycle, unit)
    assert page is not None
    return page


def submitted(
    office: Actor, cycle: Cycle, unit: Department, on: str = "2026-01-20", **changed: Any
) -> Return:
    page = page_of(cycle, unit)
    return actions.submit_return(
        by=office, cycle=cycle, department=unit, version=page.version, content=content_of(page, **changed),
        received_on=datetime.date.fromisoformat(on),
    )  # fmt: skip


def alone(world: World) -> None:
    """In this unit nobody reviews or signs."""
    for role in ("reviewer", "signer"):
        grant = world.people["甲县", role].grants.get()
        access.revoke_role(by=SYSTEM, grant=grant)


def states(cycle: Cycle) -> dict[str, str]:
    return {row.department.short_name or row.department.name: row.state for row in cycles.unit_rows(cycle)}


def test_everybody_with_a_part_owes_and_nobody_else(office: Actor, cycle: Cycle, world: World) -> None:
    assert set(states(cycle).values()) == {"missing"}
    names = {row.department.name: (len(row.owed.tasks), row.owed.leads) for row in cycles.unit_rows(cycle)}
    assert names["甲县民政局"] == (2, 2)
    assert names["甲县卫生健康局"] == (2, 1)
    assert names["东河镇人民政府"] == (1, 1)
    assert not any("乙县" in name for name in names)


def test_one_typing_makes_entries_figures_and_a_frozen_copy(
    office: Actor, cycle: Cycle, civil: Department
) -> None:
    done = submitted(office, cycle, civil)
    assert (done.state, done.late, done.entered_for) == ("submitted", False, True)
    entries = Entry.objects.filter(cycle=cycle, department=civil)
    assert {each.text for each in entries} == {"新开两个食堂"}
    assert {each.on for each in entries} == {datetime.date(2025, 12, 31)}
    assert all(each.entered_for for each in entries)
    figure = Observation.objects.get(period="2025H2")
    assert (figure.numerator, figure.denominator) == (Decimal(600), Decimal(1000))
    filed = Filed.objects.get(of=done)
    assert filed.number == 1
    assert filed.digest == digest(filed.content)
    assert filed.content["figures"][0]["numerator"] == "600"


def test_on_the_twentieth_in_time_and_on_the_twenty_first_late_for_ever(
    office: Actor, cycle: Cycle, world: World, civil: Department
) -> None:
    health = world.departments["甲县", "卫生健康局"]
    in_time, late = submitted(office, cycle, civil), submitted(office, cycle, health, "2026-01-21")
    assert (in_time.late, late.late) == (False, True)
    back = actions.give_back(by=office, found=late, version=late.version, reason="写具体些")
    assert states(cycle)["卫生健康局"] == "returned"
    again = submitted(office, cycle, health, "2026-01-25", text="培训三期")
    assert again.late is True
    assert [each.number for each in back.filed.order_by("number")] == [1, 2]
    row = next(row for row in cycles.unit_rows(cycle) if row.department == health)
    assert (row.state, row.days_late, row.late) == ("submitted", 1, True)


def test_filed_again_it_corrects_what_changed_and_leaves_the_rest(
    office: Actor, cycle: Cycle, civil: Department
) -> None:
    first = submitted(office, cycle, civil)
    actions.give_back(by=office, found=first, version=first.version, reason="床位数不对")
    submitted(office, cycle, civil, numerator="601")
    assert Entry.objects.filter(cycle=cycle).count() == 2
    standing = Observation.objects.get(period="2025H2", superseded_by=None)
    assert standing.numerator == Decimal(601)
    assert (standing.supersedes is not None, standing.note) == (True, "按报送表更正")
    second = Return.objects.get(pk=first.pk)
    actions.give_back(by=office, found=second, version=second.version, reason="进展也改")
    submitted(office, cycle, civil, text="新开三个食堂", numerator="601")
    assert Entry.objects.filter(cycle=cycle, corrected_by=None).count() == 2
    assert Entry.objects.filter(cycle=cycle).count() == 4
    assert Observation.objects.filter(period="2025H2").count() == 2


def test_three_desks_inside_the_unit(cycle: Cycle, world: World, civil: Department) -> None:
    page = page_of(cycle, civil)
    with acting_as(world.actor("甲县", "unit")) as clerk:
        found = actions.submit_return(
            by=clerk, cycle=cycle, department=civil, version=0, content=content_of(page)
        )
        assert found.state == "in_review"
        with pytest.raises(Refused, match="部门审核"):
            actions.pass_return(by=clerk, found=found, version=found.version)
    with acting_as(world.actor("甲县", "reviewer")) as reviewer:
        with pytest.raises(Refused, match="理由"):
            actions.send_back(by=reviewer, found=found, version=found.version)
        found = actions.pass_return(by=reviewer, found=found, version=found.version)
        assert found.state == "to_sign"
    with acting_as(world.actor("甲县", "signer")) as signer:
        found = actions.pass_return(by=signer, found=found, version=found.version)
    assert found.state == "submitted"
    filed = Filed.objects.get(of=found)
    people = world.people["甲县", "reviewer"], world.people["甲县", "signer"]
    assert (filed.reviewer, filed.by) == people
    entry = Entry.objects.filter(cycle=cycle).first()
    assert entry is not None
    assert (entry.author, entry.reviewer, entry.signer) == (world.people["甲县", "unit"], *people)
    assert [each.state for each in returns.steps(found)] == ["submitted", "to_sign", "in_review", "draft"]


def test_taken_back_by_the_clerk_it_can_be_typed_again(cycle: Cycle, world: World, civil: Department) -> None:
    page = page_of(cycle, civil)
    with acting_as(world.actor("甲县", "unit")) as clerk:
        found = actions.submit_return(
            by=clerk, cycle=cycle, department=civil, version=0, content=content_of(page)
        )
        with pytest.raises(Refused, match="不能修改"):
            actions.save_return(by=clerk, cycle=cycle, department=civil, content={}, version=found.version)
        found = actions.send_back(by=clerk, found=found, version=found.version)
        assert found.state == "draft"


def test_where_nobody_reviews_or_signs_the_clerk_files(cycle: Cycle, world: World, civil: Department) -> None:
    alone(world)
    with acting_as(world.actor("甲县", "unit")) as clerk:
        found = actions.submit_return(
            by=clerk, cycle=cycle, department=civil, version=0, content=content_of(page_of(cycle, civil))
        )
    assert (found.state, found.entered_for, found.late) == ("submitted", False, True)


def test_all_or_nothing_with_every_fault_by_row(office: Actor, cycle: Cycle, civil: Department) -> None:
    page = page_of(cycle, civil)
    content = content_of(page, numerator="很多")
    content["tasks"][0]["claims"] = True
    content["tasks"][1]["figures"] = "不少"
    with pytest.raises(Faulty) as refused:
        actions.submit_return(by=office, cycle=cycle, department=civil, version=0, content=content)
    assert {each.field for each in refused.value.rows} == {"figures", "numerator"}
    content = content_of(page)
    content["tasks"][0]["claims"] = True  # the task has not been sorted, so that nobody can claim it
    with pytest.raises(Faulty, match="还没有分类") as refused:
        actions.submit_return(by=office, cycle=cycle, department=civil, version=0, content=content)
    assert [each.row for each in refused.value.rows] == [f"task:{page.tasks[0].task.pk}"]
    assert not Entry.objects.exists()
    assert not Observation.objects.filter(period="2025H2").exists()
    assert not Return.objects.exists()


def test_a_warning_passes_with_a_reason_and_the_reason_is_kept(
    office: Actor, cycle: Cycle, civil: Department
) -> None:
    page = page_of(cycle, civil)
    content = content_of(page, numerator="1300")
    with pytest.raises(Faulty) as refused:
        actions.submit_return(by=office, cycle=cycle, department=civil, version=0, content=content)
    assert refused.value.only_warnings
    done = actions.submit_return(
        by=office, cycle=cycle, department=civil, version=0, content=content, because="按新口径，已核对"
    )
    assert done.filed.get().content["because"] == "按新口径，已核对"


def test_two_people_in_one_return_are_both_told(office: Actor, cycle: Cycle, civil: Department) -> None:
    page = page_of(cycle, civil)
    actions.save_return(by=office, cycle=cycle, department=civil, content=content_of(page), version=0)
    mine = content_of(page, text="我写的")
    with pytest.raises(Stale) as stale:
        actions.save_return(by=office, cycle=cycle, department=civil, content=mine, version=0)
    assert stale.value.typed == mine
    assert stale.value.current.content["tasks"][0]["text"] == "新开两个食堂"


def test_what_is_given_back_is_excused_anew(office: Actor, cycle: Cycle, civil: Department) -> None:
    content = content_of(page_of(cycle, civil), numerator="1300")
    given: dict[str, Any] = {"by": office, "cycle": cycle, "department": civil, "content": content}
    done = actions.submit_return(**given, version=0, because="已核对")
    back = actions.give_back(by=office, found=done, version=done.version, reason="重报")
    assert "because" not in back.content
    with pytest.raises(Faulty):
        actions.submit_return(**given, version=back.version)
    assert done.filed.get().content["because"] == "已核对"


def test_a_unit_is_let_off_and_taken_back(office: Actor, cycle: Cycle, civil: Department) -> None:
    with pytest.raises(Refused, match="理由"):
        actions.exempt_unit(by=office, cycle=cycle, department=civil, reason=" ")
    actions.exempt_unit(by=office, cycle=cycle, department=civil, reason="机构改革期间")
    assert states(cycle)["民政局"] == "exempt"
    with pytest.raises(Refused, match="免报"):
        submitted(office, cycle, civil)
    actions.lift_exemption(by=office, cycle=cycle, department=civil, reason="改革完成")
    assert states(cycle)["民政局"] == "missing"


def test_only_ones_own_return(cycle: Cycle, world: World) -> None:
    health = world.departments["甲县", "卫生健康局"]
    with acting_as(world.actor("甲县", "unit")) as clerk:
        assert [row.department.name for row in cycles.unit_rows(cycle, clerk)] == ["甲县民政局"]
        with pytest.raises(Refused, match="不是甲县卫生健康局的人员"):
            actions.save_return(by=clerk, cycle=cycle, department=health, content={}, version=0)
    with acting_as(world.actor("乙县", "office")) as other:
        assert cycles.cycle(other, cycle.pk) is None
        with pytest.raises(Refused):
            actions.close_cycle(by=other, cycle=cycle)


def test_a_township_files_in_its_own_division(cycle: Cycle, world: World) -> None:
    town = world.departments["甲县", "东河镇"]
    with acting_as(world.actor("甲县", "township")) as clerk:
        assert [due.kind for due in cycles.dues(clerk)] == ["owe"]
        page = page_of(cycle, town)
        found = actions.submit_return(
            by=clerk, cycle=cycle, department=town, version=0, content=content_of(page)
        )
        assert found.division == world.divisions["东河镇"]
        assert cycles.dues(clerk) == []


def test_dates_need_a_duty_or_a_basis(office: Actor, world: World, plan: Plan) -> None:
    with pytest.raises(Refused, match="依据"):
        made_cycle(office, world, plan, basis="")
    cycle = made_cycle(office, world, plan)
    with pytest.raises(Refused, match="已经有同样的周期"):
        made_cycle(office, world, plan)
    given: dict[str, Any] = {
        "period": "2025H2",
        "title": "报送",
        "opens": cycle.opens,
        "due": datetime.date(2026, 1, 25),
    }
    with pytest.raises(Refused, match="依据"):
        actions.change_cycle(by=office, cycle=cycle, version=1, **given)
    changed = actions.change_cycle(by=office, cycle=cycle, version=1, basis="县领导批示", **given)
    with pytest.raises(Stale):
        actions.change_cycle(by=office, cycle=changed, version=1, basis="又一次", **given)


def test_cycles_come_out_of_the_plans_own_words(office: Actor, plan: Plan) -> None:
    days = [{"month": 7, "day": 20}, {"month": 1, "day": 20}]
    duty = Duty.objects.create(
        plan=plan,
        division=plan.division,
        kind="reporting",
        text="x",
        to="州发展改革委",
        when="每年",
        deadlines=days,
    )
    onward = Duty.objects.create(
        plan=plan,
        division=plan.division,
        kind="reporting",
        text="z",
        to="县政府",
        when="每半年",
        deadlines=[{"month": 2, "day": 1}, {"month": 8, "day": 1}],
    )
    Duty.objects.create(
        plan=plan, division=plan.division, kind="reporting", text="y", to="县政府", when="定期"
    )
    proposed, undated = cycles.dated(plan, 2026)
    assert [(each.proposed.period, each.duty) for each in proposed] == [
        ("2026H1", duty),
        ("2026H2", duty),
        ("2026H1", onward),
        ("2026H2", onward),
    ]
    assert [each.when for each in undated] == ["定期"]
    actions.generate_cycles(by=office, plan=plan, year=2026, chosen=[proposed[0].key])
    assert [each.existing is not None for each in cycles.dated(plan, 2026)[0]] == [True, False, False, False]
    actions.generate_cycles(by=office, plan=plan, year=2026)
    with pytest.raises(Refused, match="没有可以生成"):
        actions.generate_cycles(by=office, plan=plan, year=2026)
    first = plan.cycles.get(period="2026H1", kind="collection")
    assert plan.cycles.get(period="2026H1", kind="onward").collects == first
    assert (first.due, first.duty, first.basis) == (datetime.date(2026, 7, 20), duty, "")


def test_an_onward_report_is_delivered_with_proof_and_then_closed(
    office: Actor, world: World, plan: Plan
) -> None:
    from laoyou.evidence.actions import store_file

    collection = made_cycle(office, world, plan)
    onward = made_cycle(office, world, plan, kind="onward", recipient="甲县人民政府", collects=collection)
    with pytest.raises(Refused, match="送达"):
        actions.close_cycle(by=office, cycle=onward)
    with pytest.raises(Refused, match="凭据"):
        actions.deliver_cycle(by=office, cycle=onward, on=datetime.date(2026, 1, 30), files=[])
    proof = store_file(by=office, division=plan.division, name="回执.txt", content="收到".encode())
    actions.deliver_cycle(by=office, cycle=onward, on=datetime.date(2026, 1, 30), files=[proof])
    closed = actions.close_cycle(by=office, cycle=onward)
    assert (closed.state, closed.delivered_on) == ("closed", datetime.date(2026, 1, 30))
    with pytest.raises(Refused, match="为什么"):
        actions.reopen_cycle(by=office, cycle=closed, reason="")
    assert actions.reopen_cycle(by=office, cycle=closed, reason="补送附件").state == "open"


def test_nothing_comes_in_after_the_end(office: Actor, cycle: Cycle, civil: Department) -> None:
    actions.close_cycle(by=office, cycle=cycle)
    with pytest.raises(Refused, match="已结束"):
        submitted(office, cycle, civil)


def test_what_waits_is_counted(office: Actor, cycle: Cycle, civil: Department) -> None:
    owing = len(cycles.unit_rows(cycle))
    submitted(office, cycle, civil)
    found = {due.kind: due.count for due in cycles.dues(office)}
    assert found == {"missing": owing - 1, "receive": 1}
    accepted = Return.objects.get()
    actions.accept_return(by=office, found=accepted, version=accepted.version)
    assert {due.kind for due in cycles.dues(office)} == {"missing"}


@pytest.mark.parametrize("rows", [2, 60])
def test_tables_take_as_many_queries_for_many_units_as_for_few(
    office: Actor, world: World, rows: int, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    from laoyou.plans import actions as plans
    from laoyou.plans.tests.conftest import adopted

    table = "".join(
        f"{no} | 办好第{no}处食堂 | 县民政局牵头,县卫生健康局配合 |\n" for no in range(1, rows + 1)
    )
    text = f"甲县食堂方案\n附件\n重点任务分工表\n序号 | 重点任务 | 责任单位 |\n{table}"
    document = plans.upload_text(by=office, division=world.divisions["甲县"], text=text).document
    assert document is not None
    plan = adopted(office, document)
    given: dict[str, Any] = {"opens": datetime.date(2026, 1, 1), "due": datetime.date(2026, 1, 20)}
    cycle = actions.make_cycle(
        by=office, plan=plan, kind="collection", period="2025H2", title="报送", basis="通知", **given
    )
    found: list[tuple[int, Callable[[], Any]]] = [
        (7, lambda: cycles.unit_rows(cycle)),
        (10, lambda: returns.sheets(cycle)),
        (6, lambda: cycles.cycle_rows(office, cycles.cycles(office))),
        (6, lambda: cycles.dues(office)),
    ]
    for most, read in found:
        with django_assert_max_num_queries(most):
            read()


def test_a_filed_return_that_was_altered_is_told_at_night(
    office: Actor, cycle: Cycle, civil: Department
) -> None:
    done = submitted(office, cycle, civil)
    assert list(checks.problems()) == []
    Filed.objects.create(of=done, division=done.division, number=3, content={"tasks": []}, digest="0" * 64)
    said = list(checks.problems())
    assert len(said) == 2
    assert "校验码不符" in said[0]
    assert "记录不全" in said[1]
