"""A leading group of 甲县 with a post, its filing, a meeting that was held and what it decided."""

import datetime
from collections.abc import Callable
from typing import Any

from laoyou.access.scope import Actor
from laoyou.bodies import actions
from laoyou.bodies.actions import Taken, Unit
from laoyou.plans.models import Body as PlanBody
from tests.world import LEADING, World

SINCE, ON = datetime.date(2025, 3, 1), datetime.date(2025, 6, 10)
POSTS = [{"role": "组长", "post": "县人民政府副县长"}, {"role": "成员", "post": "甲县民政局局长"}]


def add_bodies(office: Actor, world: World) -> None:
    """Fills world.rows: plan-body (not set up), body, seat, post, filing, meeting, decision."""
    county, plan = world.divisions["甲县"], world.rows["plan"]
    world.rows["plan-body"] = PlanBody.objects.create(
        plan=plan, division=county, text="x", name="托育工作专班", posts=POSTS
    )
    body = actions.add_body(
        by=office, division=county, name="一老一小工作领导小组", kind="leading", since=SINCE
    )
    chair, seat = (
        actions.give_seat(by=office, body=body, role=role, since=SINCE, new_post=name)
        for role, name in (("chair", "县人民政府副县长"), ("member", "甲县民政局局长"))
    )
    actions.appoint(by=office, post=seat.post, name="张三", since=SINCE)
    seat.post.refresh_from_db()
    filing = actions.succeed_post(
        by=office, post=seat.post, version=seat.post.version, name="李四", since=ON, document="甲组干〔2025〕8号",
        filed_to="领导小组办公室", filed_on=ON,
    )  # fmt: skip
    meeting = actions.plan_meeting(by=office, body=body, title="第1次会议", on=ON)
    taken = [Taken(chair.pk, "attended"), Taken(seat.pk, "absent")]
    meeting = actions.record_attendance(by=office, meeting=meeting, version=1, taken=taken)
    units = [Unit(world.departments["甲县", LEADING], "lead")]
    decision = actions.add_decision(by=office, meeting=meeting, text="排查助餐点。", units=units, due=ON)
    world.rows |= {"body": body, "seat": seat, "post": seat.post, "filing": filing}
    world.rows |= {"meeting": meeting, "decision": decision}


def _row(name: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"pk": world.rows[name].pk}


BODY_SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    "body-set-up": lambda world: {"source_id": world.rows["plan-body"].pk},
    "seat-end": _row("seat"),
    **dict.fromkeys(("body", "body-export", "body-edit", "body-end", "seat-add"), _row("body")),
    **dict.fromkeys(("post", "post-edit", "post-appoint", "post-vacate", "post-succeed"), _row("post")),
    "tenure-correct": lambda world: {"pk": world.rows["filing"].tenure_id},
    **dict.fromkeys(("filing", "filing-evidence"), _row("filing")),
    **dict.fromkeys(
        (
            "meeting",
            "meeting-edit",
            "meeting-agenda",
            "meeting-attendance",
            "meeting-minutes",
            "meeting-issue",
            "meeting-correct",
            "meeting-drop",
            "decision-add",
        ),
        _row("meeting"),
    ),
    **dict.fromkeys(("decision-edit", "decision-drop", "decision-task", "decision-close"), _row("decision")),
}
