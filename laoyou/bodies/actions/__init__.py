"""The only writer of bodies: every action is atomic, keyword-only and leaves one audit line."""

from laoyou.bodies.actions.corrections import correct_tenure
from laoyou.bodies.actions.decisions import (
    Unit,
    add_decision,
    change_decision,
    decision_to_task,
    drop_decision,
    needs_no_follow_up,
)
from laoyou.bodies.actions.meetings import (
    Point,
    Taken,
    change_meeting,
    correct_minutes,
    drop_meeting,
    issue_minutes,
    plan_meeting,
    record_attendance,
    set_agenda,
    write_minutes,
)
from laoyou.bodies.actions.posts import add_post, appoint, change_post, vacate_post
from laoyou.bodies.actions.seats import end_seat, give_seat
from laoyou.bodies.actions.set_up import add_body, change_body, end_body, set_up_from_plan
from laoyou.bodies.actions.succession import add_evidence, succeed_post

__all__ = [
    "Point",
    "Taken",
    "Unit",
    "add_body",
    "add_decision",
    "add_evidence",
    "add_post",
    "appoint",
    "change_body",
    "change_decision",
    "change_meeting",
    "change_post",
    "correct_minutes",
    "correct_tenure",
    "decision_to_task",
    "drop_decision",
    "drop_meeting",
    "end_body",
    "end_seat",
    "give_seat",
    "issue_minutes",
    "needs_no_follow_up",
    "plan_meeting",
    "record_attendance",
    "set_agenda",
    "set_up_from_plan",
    "succeed_post",
    "vacate_post",
    "write_minutes",
]
