import datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from laoyou.access.errors import Refused
from laoyou.access.models import AuditLine
from laoyou.access.scope import Actor
from laoyou.bodies import actions, queries, rules
from laoyou.bodies.models import Body, Filing, Post, Seat, Tenure, TenureCorrection
from laoyou.bodies.tests.conftest import FOUNDED
from laoyou.plans.models import Body as PlanBody
from tests.world import World

MAY = datetime.date(2025, 5, 6)
DAY = datetime.timedelta(days=1)


def succeed(office: Actor, post: Post, name: str = "李四", since: datetime.date = MAY) -> Filing:
    return actions.succeed_post(
        by=office, post=post, version=post.version, name=name, since=since, document="甲组干〔2025〕8号",
        filed_to="领导小组办公室", filed_on=since + DAY,
    )  # fmt: skip


def names(body: Body, day: datetime.date) -> list[str]:
    return [row.holder.name if row.holder else "" for row in queries.seats_on(body, day)]


def test_a_plan_sets_up_a_body_by_its_posts(leading: Body, world: World, source: PlanBody) -> None:
    seats = queries.seats_on(leading, FOUNDED)
    # 局长 is named twice: the first of its roles is its seat.
    assert [(row.seat.post.name, row.seat.role) for row in seats] == [
        ("县人民政府分管副县长", "chair"),
        ("甲县民政局局长", "vice"),
        ("县卫生健康局分管负责人", "member"),
    ]
    assert seats[1].seat.post.department == world.departments["甲县", "民政局"]
    assert leading.source == source
    assert source.plan.title in leading.basis
    assert queries.body_page(leading).vacant == 3


def test_a_body_is_set_up_from_a_plan_once(office: Actor, leading: Body, source: PlanBody) -> None:
    assert not queries.not_set_up(office).exists()
    with pytest.raises(Refused, match="已经从方案建立"):
        actions.set_up_from_plan(by=office, source=source, name="另一个", kind="group", since=FOUNDED)


def test_a_successor_takes_every_seat_and_the_change_is_filed(
    office: Actor, leading: Body, civil: Post
) -> None:
    filing = succeed(office, civil)
    assert [(each.body, each.role) for each in queries.filed_seats(filing)] == [
        ("养老服务专班", "组长（召集人）"),
        ("甲县一老一小工作领导小组", "副组长（副召集人）"),
    ]
    assert (filing.number, filing.outgoing, filing.incoming) == ("〔2025〕1", "张三", "李四")
    assert names(leading, MAY - DAY) == ["", "张三", ""]
    assert names(leading, MAY) == ["", "李四", ""]
    group = leading.children.get()
    assert (names(group, MAY - DAY), names(group, MAY)) == (["张三"], ["李四"])
    assert AuditLine.objects.filter(action="bodies.post.succeed").count() == 1


def test_filings_are_numbered_through_the_year(office: Actor, civil: Post) -> None:
    succeed(office, civil)
    civil.refresh_from_db()
    second = succeed(office, civil, "王五", datetime.date(2025, 9, 1))
    civil.refresh_from_db()
    third = succeed(office, civil, "赵六", datetime.date(2026, 2, 1))
    assert (second.number, third.number) == ("〔2025〕2", "〔2026〕1")


def test_a_filing_stays_as_it_was_filed(office: Actor, civil: Post) -> None:
    filing = succeed(office, civil)
    with pytest.raises(DatabaseError), transaction.atomic():
        Filing.objects.filter(pk=filing.pk).update(incoming="别人")


def test_an_old_preview_is_refused(office: Actor, civil: Post) -> None:
    seen = civil.version
    succeed(office, civil)
    with pytest.raises(Refused, match="刚被别人改过"):
        actions.succeed_post(
            by=office, post=civil, version=seen, name="王五", since=MAY + DAY, document="x", filed_to="y",
            filed_on=MAY + DAY,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"since": FOUNDED}, "接任日期须在这之后"),
        ({"name": "张三"}, "已经担任"),
        ({"name": " "}, "接任人姓名"),
        ({"document": ""}, "任免文件"),
        ({"filed_to": ""}, "报哪里备案"),
        ({"filed_on": MAY - DAY}, "备案日期不能早于"),
    ],
)
def test_a_succession_that_cannot_be_is_refused(
    office: Actor, civil: Post, values: dict[str, object], words: str
) -> None:
    said = {"name": "李四", "since": MAY, "document": "x", "filed_to": "y", "filed_on": MAY} | values
    with pytest.raises(Refused, match=words):
        actions.succeed_post(by=office, post=civil, version=civil.version, **said)  # type: ignore[arg-type]


def test_the_database_refuses_two_holders_and_two_seats(office: Actor, leading: Body, civil: Post) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Tenure.objects.create(post=civil, division=civil.division, name="李四", since=MAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(body=leading, post=civil, division=civil.division, role="member", since=MAY)


def test_a_vacant_post_keeps_its_seats(office: Actor, leading: Body, civil: Post) -> None:
    actions.vacate_post(by=office, post=civil, version=civil.version, until=MAY)
    assert names(leading, MAY) == ["", "", ""]
    civil.refresh_from_db()
    filing = succeed(office, civil, since=MAY + 30 * DAY)
    assert filing.outgoing == "张三"
    assert len(filing.seats) == 2


def test_one_person_may_hold_three_posts(office: Actor, leading: Body, civil: Post) -> None:
    for name in ("县人民政府分管副县长", "县卫生健康局分管负责人"):
        actions.appoint(by=office, post=Post.objects.get(name=name), name="张三", since=FOUNDED)
    assert names(leading, MAY) == ["张三"] * 3
    assert {row.others for row in queries.posts(office)} == {2}


def test_a_body_ends_with_its_seats(office: Actor, leading: Body, civil: Post) -> None:
    with pytest.raises(Refused, match="还在它下面"):
        actions.end_body(by=office, body=leading, until=MAY)
    actions.end_body(by=office, body=leading.children.get(), until=MAY)
    actions.end_body(by=office, body=leading, until=MAY)
    assert names(leading, MAY - DAY) == ["", "张三", ""]
    assert names(leading, MAY) == []


def test_another_county_sees_and_writes_nothing(leading: Body, civil: Post, other: Actor) -> None:
    assert queries.bodies(other) == []
    assert queries.body(other, leading.pk) is None
    with pytest.raises(Refused, match="权限"):
        actions.give_seat(by=other, body=leading, post=civil, role="member", since=MAY)


def test_lists_take_a_constant_number_of_queries(
    office: Actor, leading: Body, civil: Post, django_assert_max_num_queries: object
) -> None:
    for number in range(20):
        post = actions.add_post(by=office, division=leading.division, name=f"职务{number}")
        actions.appoint(by=office, post=post, name=f"人{number}", since=FOUNDED)
        actions.give_seat(by=office, body=leading, post=post, role="member", since=FOUNDED)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert len(queries.bodies(office)) == 2
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert len(queries.posts(office)) == 23
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert len(queries.body_page(leading).members) == 23


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("第一副组长", "vice"),
        ("办公室副主任", "vice_director"),
        ("总召集人", "chair"),
        ("成员单位", "member"),
    ],
)
def test_roles_by_their_words(words: str, role: str) -> None:
    assert rules.role_of(words) == role


def test_a_list_of_posts_is_taken_apart() -> None:
    assert rules.posts_in("县民政局局长、县卫生健康局局长") == ["县民政局局长", "县卫生健康局局长"]
    assert rules.posts_in("分管养老、托育工作的副县长") == ["分管养老、托育工作的副县长"]


def test_kinds_and_departments_by_their_words() -> None:
    assert rules.kind_of("县一老一小工作领导小组") == "leading"
    assert rules.kind_of("部门联席会议") == "joint"
    assert rules.kind_of("领导小组托育工作专班") == "group"
    known = [(1, ["甲县民政局", "民政局"]), (2, ["甲县卫生健康局"])]
    assert rules.department_of("甲县民政局局长", known) == 1
    assert rules.department_of("县人民政府县长", known) is None


def correct(office: Actor, tenure: Tenure, **more: object) -> Tenure:
    said = {"name": tenure.name, "since": tenure.since, "document": tenure.document, "reason": "姓名写错"}
    version = Post.objects.get(pk=tenure.post_id).version
    return actions.correct_tenure(by=office, tenure=tenure, version=version, **{**said, **more})  # type: ignore[arg-type]


def test_a_mistyped_holder_is_corrected_and_what_stood_there_stays(
    office: Actor, leading: Body, civil: Post
) -> None:
    filing = succeed(office, civil, "李肆")
    correct(office, filing.tenure, name="李四")
    assert names(leading, MAY) == ["", "李四", ""]
    was = TenureCorrection.objects.get()
    assert (was.tenure, was.name, was.since, was.reason) == (filing.tenure, "李肆", MAY, "姓名写错")
    filing.refresh_from_db()
    assert filing.incoming == "李肆"  # as it was filed
    assert AuditLine.objects.filter(action="bodies.post.correct").count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        TenureCorrection.objects.update(reason="")


@pytest.mark.parametrize("days", [-20, 20])
def test_a_first_day_is_corrected_together_with_the_last_day_before(
    office: Actor, leading: Body, civil: Post, days: int
) -> None:
    filing = succeed(office, civil)
    moved = MAY + days * DAY
    correct(office, filing.tenure, since=moved)
    assert (names(leading, moved - DAY)[1], names(leading, moved)[1]) == ("张三", "李四")


def test_what_a_correction_refuses(office: Actor, civil: Post) -> None:
    filing = succeed(office, civil)
    for more, words in (
        ({}, "没有要更正的"),
        ({"name": " "}, "姓名"),
        ({"name": "王五", "reason": ""}, "为什么更正"),
        ({"since": FOUNDED}, "须在这之后"),
    ):
        with pytest.raises(Refused, match=words):
            correct(office, filing.tenure, **more)
    first = Tenure.objects.get(name="张三")
    with pytest.raises(Refused, match="须在离任日期之前"):
        correct(office, first, since=MAY)
    with pytest.raises(Refused, match="刚被别人改过"):
        actions.correct_tenure(
            by=office, tenure=first, version=1, name="张叁", since=FOUNDED, document="", reason="写错"
        )
    assert not TenureCorrection.objects.exists()
