import datetime

import pytest
from django.db import DatabaseError, transaction

from laoyou.access.errors import Refused
from laoyou.access.scope import Actor
from laoyou.bodies import actions, queries
from laoyou.bodies.actions import Point, Taken, Unit
from laoyou.bodies.checks import problems
from laoyou.bodies.models import Body, Correction, Decision, Meeting, Post, Seat
from laoyou.plans import actions as plans
from laoyou.plans.checks import problems as plan_problems
from laoyou.plans.models import Document, Plan
from laoyou.plans.queries import TaskFilter, board_tasks
from laoyou.plans.queries import task as printed_task
from laoyou.plans.tests.conftest import adopted
from laoyou.plans.tests.samples import CORRECTED
from tests.world import World

ON = datetime.date(2025, 6, 10)
DUE = datetime.date(2025, 9, 30)


@pytest.fixture
def meeting(office: Actor, leading: Body, civil: Post) -> Meeting:
    return actions.plan_meeting(by=office, body=leading, title="领导小组第1次会议", on=ON)


@pytest.fixture
def held(office: Actor, meeting: Meeting) -> Meeting:
    seats = [row.seat.pk for row in queries.seats_on(meeting.body, ON)]
    taken = [Taken(seats[0], "attended"), Taken(seats[1], "deputy", "钱七"), Taken(seats[2], "absent")]
    return actions.record_attendance(by=office, meeting=meeting, version=meeting.version, taken=taken)


@pytest.fixture
def decision(office: Actor, held: Meeting, world: World) -> Decision:
    units = [
        Unit(world.departments["甲县", "民政局"], "lead"),
        Unit(world.departments["甲县", "卫生健康局"], "support"),
    ]
    return actions.add_decision(by=office, meeting=held, text="九月底前排查助餐点。", units=units, due=DUE)


def issued(office: Actor, meeting: Meeting) -> Meeting:
    meeting.refresh_from_db()
    meeting = actions.write_minutes(by=office, meeting=meeting, version=meeting.version, minutes="会议议定。")
    return actions.issue_minutes(
        by=office, meeting=meeting, version=meeting.version, number="〔2025〕1号", on=ON
    )


def test_a_meeting_goes_from_plan_to_issued_minutes(office: Actor, decision: Decision) -> None:
    meeting = issued(office, decision.meeting)
    page = queries.meeting_page(meeting)
    assert meeting.state == "issued"
    assert page.came == 2
    assert [one.attendance.deputy for one in page.members if one.attendance] == ["", "钱七", ""]


def test_issued_minutes_are_only_corrected(office: Actor, decision: Decision) -> None:
    meeting = issued(office, decision.meeting)
    with pytest.raises(Refused, match="已经印发"):
        actions.write_minutes(by=office, meeting=meeting, version=meeting.version, minutes="改")
    with pytest.raises(Refused, match="已经印发"):
        actions.add_decision(by=office, meeting=meeting, text="再加一项")
    actions.correct_minutes(by=office, meeting=meeting, text="第一项的日期应为十月底。")
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.update(text="没有")
    assert queries.meeting_page(meeting).corrections[0].text == "第一项的日期应为十月底。"


def test_the_agenda_is_numbered_in_its_order(office: Actor, meeting: Meeting, world: World) -> None:
    points = [Point("通报进展", world.departments["甲县", "民政局"]), Point(" "), Point("审议办法")]
    actions.set_agenda(by=office, meeting=meeting, version=meeting.version, points=points)
    assert [(one.no, one.text) for one in meeting.agenda.all()] == [(1, "通报进展"), (2, "审议办法")]
    with pytest.raises(Refused, match="刚被别人改过"):
        actions.set_agenda(by=office, meeting=meeting, version=1, points=points)


def test_a_meeting_to_come_has_no_attendance(office: Actor, leading: Body) -> None:
    coming = actions.plan_meeting(by=office, body=leading, title="明年", on=datetime.date(2099, 1, 1))
    seat = Seat.objects.filter(body=leading).earliest("id")
    with pytest.raises(Refused, match="还没有到"):
        actions.record_attendance(by=office, meeting=coming, version=1, taken=[Taken(seat.pk, "attended")])
    with pytest.raises(Refused, match="还没有召开"):
        actions.add_decision(by=office, meeting=coming, text="x")
    actions.drop_meeting(by=office, meeting=coming, version=1)
    assert not Meeting.objects.filter(pk=coming.pk).exists()


def test_a_decision_becomes_the_last_task_of_the_plan(office: Actor, decision: Decision, plan: Plan) -> None:
    task = actions.decision_to_task(by=office, decision=decision, version=decision.version, plan=plan)
    assert (task.no, task.origin, task.start) == (4, "decided", None)
    row = next(row for row in board_tasks(plan).page.rows if row.task == task)
    assert [(one.name, one.role, one.by_office) for one in row.obligations] == [
        ("甲县民政局", "lead", True),
        ("甲县卫生健康局", "support", True),
    ]
    assert "议定事项1" in task.raw
    decision.refresh_from_db()
    assert queries.decision_of_task(task) == decision
    assert [one.state for one in queries.decisions(office)] == ["task"]
    assert list(plan_problems()) == []
    with pytest.raises(Refused, match="已转为任务"):
        actions.needs_no_follow_up(by=office, decision=decision, version=decision.version, because="x")


def test_a_corrected_plan_carries_on_what_was_decided(
    office: Actor, decision: Decision, plan: Plan, document: Document
) -> None:
    task = actions.decision_to_task(by=office, decision=decision, version=decision.version, plan=plan)
    again = plans.reread_document(
        by=office, document=document, filename="更正稿.txt", content=CORRECTED.encode()
    ).document
    assert again is not None
    corrected = adopted(office, again)
    carried = corrected.tasks.get(origin="decided")
    assert (carried.text, carried.no) == (task.text, corrected.tasks.count())
    assert [one.role for one in carried.obligations.order_by("pk")] == ["lead", "support"]
    assert queries.decision_of_task(carried) == decision
    assert list(plan_problems()) == []


def test_what_a_meeting_decided_is_not_printed(office: Actor, decision: Decision, plan: Plan) -> None:
    task = actions.decision_to_task(by=office, decision=decision, version=decision.version, plan=plan)
    assert board_tasks(plan, TaskFilter(printed=True)).page.total == 3
    assert printed_task(plan, task.no, printed=True) is None


def test_a_decision_without_date_or_unit_becomes_no_task(office: Actor, held: Meeting, plan: Plan) -> None:
    bare = actions.add_decision(by=office, meeting=held, text="加强宣传。")
    with pytest.raises(Refused, match="完成期限"):
        actions.decision_to_task(by=office, decision=bare, version=1, plan=plan)
    with pytest.raises(Refused, match="责任单位"):
        actions.decision_to_task(by=office, decision=bare, version=1, plan=plan, due=DUE)
    with pytest.raises(Refused, match="为什么不需要"):
        actions.needs_no_follow_up(by=office, decision=bare, version=1, because=" ")
    noted = actions.needs_no_follow_up(by=office, decision=bare, version=1, because="当场办结")
    assert noted.no_follow_up == "当场办结"
    assert [one.state for one in queries.decisions(office)] == ["none"]


def test_a_late_decision_is_told_until_it_is_followed_up(
    office: Actor, decision: Decision, plan: Plan
) -> None:
    assert [one.state for one in queries.decisions(office)] == ["late"]
    assert list(problems()) == []  # late work is no fault of the records
    actions.decision_to_task(by=office, decision=decision, version=decision.version, plan=plan)
    (row,) = queries.decisions(office)
    assert (row.state, row.task_word) == ("task", "overdue")


def test_a_body_without_chair_and_a_seat_out_of_time_are_told(
    office: Actor, leading: Body, civil: Post
) -> None:
    assert list(problems()) == []
    Seat.objects.filter(body=leading, role="chair").update(role="member")
    Body.objects.filter(pk=leading.pk).update(since=datetime.date(2025, 4, 1))
    found = "\n".join(problems())
    assert "没有组长" in found
    assert "存在的时间长" in found
