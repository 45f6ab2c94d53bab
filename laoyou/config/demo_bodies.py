"""The demonstration county's leading group: invented people in its posts, two groups, two meetings, one succession."""

import datetime
from collections.abc import Iterator, Sequence

from django.utils import timezone

from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.bodies import actions, queries
from laoyou.bodies.actions import Point, Taken, Unit
from laoyou.bodies.models import Body, Meeting, Post
from laoyou.places.models import Division
from laoyou.plans.models import Plan

FOUNDED = datetime.date(2024, 9, 2)
CHANGED = datetime.date(2025, 6, 16)
# Beside those that the plan names, which are: 组长, 办公室主任, 办公室副主任 and two members.
FURTHER = (
    ("县人力资源和社会保障局局长", "member"),
    ("县医疗保障局局长", "member"),
    ("县自然资源局局长", "member"),
)
# One post is left vacant.
HOLDERS = {
    "分管民政工作的副县长": "韩知远",
    "县发展和改革局局长": "苗正阳",
    "县民政局局长": "温启明",
    "县卫生健康局局长": "谢春和",
    "县财政局局长": "牛守诚",
    "县教育局局长": "姚青禾",
    "县人力资源和社会保障局局长": "康定安",
    "县自然资源局局长": "石磊生",
}
GROUPS = (
    (
        "养老服务工作专班",
        (("县民政局局长", "chair"), ("县财政局局长", "member"), ("县医疗保障局局长", "member")),
    ),
    (
        "托育服务工作专班",
        (("县卫生健康局局长", "chair"), ("县教育局局长", "vice"), ("县民政局局长", "member")),
    ),
)
COMING = datetime.timedelta(days=20)
FIRST, SECOND = datetime.date(2025, 3, 11), datetime.date(2025, 9, 9)
MINUTES = "会议听取了“一老一小”工作进展，分析了存在的困难，研究了下一步安排，并议定有关事项。"


def fill_bodies(by: Actor, county: Division, departments: Sequence[Department], plan: Plan) -> None:
    source = plan.bodies.get(name__endswith="领导小组")
    name = f"{county.name}{source.name.removeprefix('县')}"
    leading = actions.set_up_from_plan(by=by, source=source, name=name, kind="leading", since=FOUNDED)
    posts = _seated(by, leading)
    for name, seats in GROUPS:
        group = actions.add_body(
            by=by, division=county, name=name, kind="group", since=FOUNDED, parent=leading, basis=plan.title
        )
        for post, role in seats:
            actions.give_seat(by=by, body=group, post=posts[post], role=role, since=FOUNDED)
    _first_meeting(by, leading, departments)
    _succession(by, posts["县民政局局长"])
    _second_meeting(by, leading, departments, plan)
    actions.plan_meeting(
        by=by,
        body=leading,
        title="领导小组第3次会议",
        on=timezone.localdate() + COMING,
        place="县政府二楼会议室",
    )


def _unit(departments: Sequence[Department], name: str) -> Department | None:
    return next((one for one in departments if name and name in one.name), None)


def _seated(by: Actor, body: Body) -> dict[str, Post]:
    for name, role in FURTHER:
        actions.give_seat(by=by, body=body, role=role, since=FOUNDED, new_post=name)
    posts = {one.name: one for one in Post.objects.filter(division=body.division)}
    for name, holder in HOLDERS.items():
        actions.appoint(by=by, post=posts[name], name=holder, since=FOUNDED)
    return posts


def _succession(by: Actor, post: Post) -> None:
    post.refresh_from_db()
    actions.succeed_post(
        by=by, post=post, version=post.version, name="卢知秋", since=CHANGED, document="示范组干〔2025〕12号",
        filed_to="领导小组办公室", filed_on=CHANGED + datetime.timedelta(days=4), note="演示数据",
    )  # fmt: skip


def _held(by: Actor, body: Body, title: str, on: datetime.date, points: Sequence[Point]) -> Meeting:
    rows = queries.seats_on(body, on)
    meeting = actions.plan_meeting(
        by=by, body=body, title=title, on=on, place="县政府二楼会议室", chair=rows[0].seat.pk
    )
    meeting = actions.set_agenda(by=by, meeting=meeting, version=meeting.version, points=points)
    taken = [Taken(row.seat.pk, "attended" if row.holder else "absent") for row in rows]
    taken[-1] = Taken(rows[-1].seat.pk, "deputy", "陶小满")
    return actions.record_attendance(by=by, meeting=meeting, version=meeting.version, taken=taken)


def _issued(by: Actor, meeting: Meeting, number: str) -> None:
    meeting.refresh_from_db()
    meeting = actions.write_minutes(by=by, meeting=meeting, version=meeting.version, minutes=MINUTES)
    day = meeting.on + datetime.timedelta(days=3)
    actions.issue_minutes(by=by, meeting=meeting, version=meeting.version, number=number, on=day)


def _units(departments: Sequence[Department], lead: str, *support: str) -> Iterator[Unit]:
    for name, role in ((lead, "lead"), *((one, "support") for one in support)):
        if unit := _unit(departments, name):
            yield Unit(unit, role)


def _first_meeting(by: Actor, body: Body, departments: Sequence[Department]) -> None:
    points = [
        Point("通报方案任务分工", _unit(departments, "发展和改革局")),
        Point("研究成员单位联络机制", _unit(departments, "民政局")),
    ]
    meeting = _held(by, body, "领导小组第1次会议", FIRST, points)
    decision = actions.add_decision(
        by=by,
        meeting=meeting,
        text="各成员单位当场报送一名联络员。",
        units=list(_units(departments, "发展和改革局")),
    )
    actions.needs_no_follow_up(
        by=by, decision=decision, version=decision.version, because="联络员名单已在会上报齐。"
    )
    _issued(by, meeting, "示范专纪〔2025〕3号")


def _second_meeting(by: Actor, body: Body, departments: Sequence[Department], plan: Plan) -> None:
    """One decision became a task; the other waits."""
    points = [
        Point("通报上半年进展", _unit(departments, "发展和改革局")),
        Point("研究老年助餐点安全排查", _unit(departments, "民政局")),
        Point("研究托育机构备案", _unit(departments, "卫生健康局")),
    ]
    meeting = _held(by, body, "领导小组第2次会议", SECOND, points)
    checked = actions.add_decision(
        by=by, meeting=meeting, text="对全县老年助餐点开展一次食品和消防安全排查，建立问题清单并整改到位。",
        units=list(_units(departments, "民政局", "市场监督管理局")), due=datetime.date(2025, 12, 20),
    )  # fmt: skip
    actions.add_decision(
        by=by, meeting=meeting, text="摸清未备案托育机构底数，提出分类备案的意见。",
        units=list(_units(departments, "卫生健康局", "教育")), due=timezone.localdate() + 6 * COMING,
    )  # fmt: skip
    _issued(by, meeting, "示范专纪〔2025〕9号")
    actions.decision_to_task(by=by, decision=checked, version=checked.version, plan=plan)
