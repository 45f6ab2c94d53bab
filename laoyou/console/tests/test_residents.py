"""Pages of one person and of many: what leaves as a file is hidden and marked, and every trace has a name."""

import datetime
import io
from functools import partial
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from laoyou.access.models import AuditLine
from laoyou.access.scope import acting_as
from laoyou.console.where import places_of
from laoyou.people import actions
from laoyou.people.facts import Facts
from laoyou.people.models import Handover, Resident
from laoyou.privacy.models import ReadLine
from tests.world import World
from tests.world.privacy import add_resident, number

pytestmark = pytest.mark.django_db
PURPOSE = {"purpose": "核对高龄津贴名单", "suffix": "xlsx"}


@pytest.fixture
def head(packed: World, settings: Any) -> Client:
    settings.SECOND_FACTOR = "optional"
    return packed.signed_in("甲县", "register_head")


def _rows(client: Client, url: str) -> list[list[Any]]:
    made = client.post(url, PURPOSE)
    content = b"".join(made.streaming_content)  # type: ignore[attr-defined]
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_an_export_is_hidden_marked_logged_and_narrowed(world: World, head: Client) -> None:
    elder = add_resident(world, "河口村", 71, name="沐远山")
    child = add_resident(world, "河口村", 72, born=timezone.localdate() - datetime.timedelta(days=500))
    add_resident(world, "桥头村", 73)
    url = reverse("residents-export")
    assert "只能" not in head.get(url).content.decode()
    refused = head.post(url, {"purpose": "", "suffix": "xlsx"})
    assert "导出用途" in refused.content.decode()
    rows = _rows(head, url)
    assert "register_head-990121" in rows[0][0]
    assert PURPOSE["purpose"] in rows[0][0]
    assert {row[0] for row in rows[2:]} == {elder.name, child.name}
    every = " ".join(str(cell) for row in rows for cell in row)
    assert number(71) not in every
    assert "•••• " in every
    assert "13900000071" not in every
    assert "139••••••71" in every
    line = ReadLine.objects.get(kind="exported")
    assert (set(line.residents), line.minors) == ({elder.pk, child.pk}, 1)
    assert AuditLine.objects.filter(action="sheets.export").latest("id").detail["rows"] == 2
    searched = head.post(reverse("residents-search"), {"q": "沐远"})["Location"]
    assert [row[0] for row in _rows(head, url + searched.partition("residents/")[2])[2:]] == [elder.name]
    assert world.signed_in("甲县", "registrar").get(url).status_code == 404


def test_the_page_says_who_changed_who_can_see_and_who_looked(world: World, head: Client) -> None:
    with acting_as(world.actor("甲县", "registrar")) as clerk:
        made = actions.register_resident(by=clerk, division=world.divisions["河口村"], facts=Facts("沐远山"))
        actions.change_resident(by=clerk, resident_id=made.pk, version=1, facts=Facts("沐青山"))
    page = head.get(reverse("resident", args=[made.pk]))
    clerk_name = world.people["甲县", "registrar"].name
    assert [(one.who, one.fields) for one in page.context["history"]] == [
        (clerk_name, [("姓名", "沐远山", "沐青山")])
    ]
    seen_by = {one.username.rpartition("-")[0]: one for one, _role, _why in page.context["seers"]}
    assert set(seen_by) == {"township", "registrar", "register_head", "village"}
    assert all("990121" in one.username for one in seen_by.values())
    assert seen_by["register_head"].read is not None
    assert seen_by["village"].read is None
    other = world.signed_in("乙县", "register_head")
    assert other.get(reverse("resident", args=[made.pk])).status_code == 404
    with acting_as(world.actor("乙县", "register_head")), connection.cursor() as cursor:
        cursor.execute("select count(*) from laoyou_seen_by(%s)", [made.pk])
        assert cursor.fetchone() == (0,)


def test_a_name_on_another_persons_page_is_a_reading_of_who_bears_it(world: World, head: Client) -> None:
    born = timezone.localdate() - datetime.timedelta(days=500)
    elder, wife, son = (add_resident(world, "河口村", serial) for serial in (81, 82, 83))
    child, stranger = add_resident(world, "河口村", 84, born=born), add_resident(world, "河口村", 85)
    day = datetime.date(2026, 1, 1)
    with acting_as(world.actor("甲县", "registrar")) as clerk:
        actions.live_with(by=clerk, resident_id=elder.pk, other_id=None, relation="02", since=day)
        actions.live_with(by=clerk, resident_id=wife.pk, other_id=elder.pk, relation="10", since=day)
        kin = partial(actions.add_tie, by=clerk, role="kin", since=day)
        kin(resident_id=elder.pk, relation="20", other_id=son.pk)
        kin(resident_id=child.pk, relation="51", other_id=elder.pk)
    head.get(reverse("resident", args=[elder.pk]))
    line = ReadLine.objects.get(purpose="resident-around")
    assert (set(line.residents), line.minors, line.kind) == ({wife.pk, son.pk, child.pk}, 1, "listed")
    purposes = [
        purpose for _line, _name, purpose in head.get(reverse("resident", args=[wife.pk])).context["reads"]
    ]
    assert "亲属或同户的档案" in purposes
    head.get(reverse("resident", args=[stranger.pk]))
    assert not ReadLine.objects.filter(purpose="resident-around", residents__contains=[stranger.pk]).exists()


def test_who_is_somebodys_kin_alone_is_shown_so_and_leads_there(world: World, head: Client) -> None:
    mother, child = add_resident(world, "河口村", 86), add_resident(world, "河口村", 87)
    with acting_as(world.actor("甲县", "registrar")) as clerk:
        actions.add_tie(
            by=clerk, resident_id=child.pk, role="kin", relation="52", other_id=mother.pk, since=datetime.date(2026, 1, 1)
        )  # fmt: skip
    page = head.get(reverse("resident", args=[mother.pk])).content.decode()
    assert f'<a href="{reverse("resident", args=[child.pk])}">是{child.name}的亲属</a>' in page
    section = page[page.index("亲属、监护人") :]
    assert "还没有登记。" not in section[: section.index("身份记录")]


def test_a_step_and_a_handover_are_readings_of_whom_they_show(world: World, head: Client) -> None:
    elder, wife = (add_resident(world, "河口村", serial) for serial in (91, 92))
    day = datetime.date(2026, 1, 1)
    away = world.signed_in("乙县", "registrar")
    with acting_as(world.actor("甲县", "registrar")) as clerk:
        actions.live_with(by=clerk, resident_id=elder.pk, other_id=None, relation="02", since=day)
        actions.live_with(by=clerk, resident_id=wife.pk, other_id=elder.pk, relation="10", since=day)
        leaving = elder.memberships.get().pk
        actions.release(
            by=clerk,
            resident_id=wife.pk,
            version=1,
            to=world.divisions["乙县"],
            since=day,
            reason="随女儿居住",
        )
    assert head.get(reverse("resident-edit", args=[elder.pk])).status_code == 200
    assert head.get(reverse("resident-end", args=[elder.pk, "membership", leaving])).status_code == 200
    waiting = away.get(reverse("handovers"))
    assert away.get(reverse("handover", args=[waiting.context["rows"][0].pk])).status_code == 200
    said = {one.pk: head.get(reverse("resident", args=[one.pk])).context["reads"] for one in (elder, wife)}
    told = {
        pk: sorted((line.purpose, line.username.partition("-")[0]) for line, _n, _w in rows)
        for pk, rows in said.items()
    }
    assert told[elder.pk].count(("resident-step", "register_head")) == 2
    assert told[wife.pk].count(("handovers", "registrar")) == 2
    assert (
        told[wife.pk].count(("resident-around", "register_head")) == 2
    )  # the step, and the page of the elder


def test_nobody_alters_who_changed_a_row(world: World) -> None:
    with acting_as(world.actor("甲县", "registrar")) as clerk:
        made = actions.register_resident(by=clerk, division=world.divisions["河口村"], facts=Facts("沐远山"))
    event = Resident.objects.get(pk=made.pk).events.get()  # type: ignore[attr-defined]
    assert event.pgh_context.metadata == {"user": clerk.user_id, "username": clerk.username}


def test_a_page_of_a_person_asks_as_much_whatever_hangs_on_it(world: World, head: Client) -> None:
    one = add_resident(world, "河口村", 74)
    url = reverse("resident", args=[one.pk])
    head.get(url)
    with CaptureQueriesContext(connection) as few:
        head.get(url)
    with acting_as(world.actor("甲县", "registrar")) as clerk:
        for name in ("甲", "乙", "丙", "丁"):
            since = datetime.date(2025, 1, 1)
            actions.add_tie(by=clerk, resident_id=one.pk, role="kin", relation="20", name=name, since=since)
            Resident.objects.filter(pk=one.pk).update(note=name)
    with CaptureQueriesContext(connection) as many:
        head.get(url)
    assert len(many) <= len(few) + 1  # the names of those who changed it


def test_a_line_of_record_leads_to_the_person_for_who_may_see_them(world: World, head: Client) -> None:
    one = add_resident(world, "河口村", 75, name="沐远山")
    asked = [("people.resident", str(one.pk))]
    with acting_as(world.actor("甲县", "village")):
        found = places_of(asked)
    assert found == {asked[0]: (f"居民档案 {one.pk}", reverse("resident", args=[one.pk]))}
    for county, role in (("甲县", "office"), ("乙县", "village"), ("甲县", "audit_admin")):
        with acting_as(world.actor(county, role)):
            assert places_of(asked) == {}


def test_a_tie_and_a_household_end_only_after_a_page_that_says_what_ends(world: World, head: Client) -> None:
    today = timezone.localdate()
    child = add_resident(world, "河口村", 74, born=today - datetime.timedelta(days=500))
    mother = add_resident(world, "河口村", 75, name="童母")
    stranger = add_resident(world, "河口村", 76)
    day = today - datetime.timedelta(days=30)
    with acting_as(world.actor("甲县", "registrar")) as by:
        tie = actions.add_tie(
            by=by, resident_id=child.pk, role="guardian", relation="52", since=day, other_id=mother.pk
        )
        home = actions.open_household(
            by=by, division=mother.division, since=day, members=[(mother.pk, "02"), (child.pk, "20")]
        )
    url = reverse("resident-end", args=[child.pk, "tie", tie.pk])
    asked = head.get(url).content.decode()
    assert "童母（母亲）从这一天起不再是监护人" in asked
    assert "这是唯一的监护人" in asked
    tie.refresh_from_db()
    assert tie.until is None
    assert "日期不能早于" in head.post(url, {"on": day - datetime.timedelta(days=1)}).content.decode()
    head.post(url, {"on": today.isoformat()})
    tie.refresh_from_db()
    assert tie.until == today
    assert head.get(url).status_code == 404  # it ended
    member = home.members.get(resident=mother)
    url = reverse("resident-end", args=[mother.pk, "membership", member.pk])
    assert "本人是户主" in head.get(url).content.decode()
    assert head.get(reverse("resident-end", args=[stranger.pk, "membership", member.pk])).status_code == 404
    head.post(url, {"on": today.isoformat()})
    member.refresh_from_db()
    assert member.until == today


def test_a_page_of_the_register_says_that_it_is_one_page(world: World, head: Client) -> None:
    """A village's own list is short enough to be counted, and still is not the whole of it."""
    for serial in range(200, 251):
        add_resident(world, "河口村", serial)
    shown = head.get(reverse("residents")).content.decode()
    assert "这里只列出一页" in shown
    assert "列出 50 条" in shown
    assert "共 51 条" in head.get(reverse("residents"), {"sex": "1"}).content.decode()


def test_a_line_of_reading_names_its_reader_and_its_page(world: World, head: Client) -> None:
    elder = add_resident(world, "河口村", 77)
    for page in ("survey-enter", "survey-print"):
        head.get(reverse(page, args=[elder.division_id]))
    lines = head.get(reverse("resident", args=[elder.pk])).context["reads"]
    said = [(name, purpose) for _line, name, purpose in lines]
    who = world.people["甲县", "register_head"].name
    assert said == [(who, "居民档案"), (who, "打印排查表"), (who, "录入排查")]


def test_an_infant_is_so_many_months_old(world: World, head: Client) -> None:
    today = timezone.localdate()
    born = today.replace(year=today.year - 2, day=1)
    infant = add_resident(world, "河口村", 78, born=born)
    assert "24 个月" in head.get(reverse("resident", args=[infant.pk])).content.decode()
    elder = add_resident(world, "河口村", 79, born=datetime.date(1940, 1, 1))
    assert "个月" not in head.get(reverse("resident", args=[elder.pk])).content.decode()


def test_who_keeps_one_village_is_not_asked_which(world: World, head: Client) -> None:
    def asked(client: Client) -> str:
        found = client.post(reverse("residents-search"), {"q": "王小龘", "then": "add"})
        return str(client.get(found["Location"]).context["form"]["division"].value() or "")

    assert asked(world.signed_in("甲县", "village")) == str(world.divisions["河口村"].pk)
    assert asked(head) == ""


def test_who_is_released_is_sent_back_taken_back_or_taken_over(world: World, head: Client) -> None:
    """Each answer says what is so now, and leads to the page where that is seen."""
    one, away = add_resident(world, "河口村", 82), world.signed_in("乙县", "register_head")

    def released() -> str:
        one.refresh_from_db()
        said = {"to": world.divisions["乙县"].pk, "since": timezone.localdate(), "reason": "随子女居住"}
        head.post(reverse("resident-release", args=[one.pk]), said | {"version": one.version})
        return reverse("handover", args=[Handover.objects.latest("pk").pk])

    back = away.post(released(), {"back": "1", "reason": "查无此户"}, follow=True)
    assert back.redirect_chain[-1][0] == reverse("handovers")
    assert "仍由迁出地负责" in back.content.decode()
    taken = head.post(released(), {"back": "1", "reason": "不迁了"}, follow=True)
    assert taken.redirect_chain[-1][0] == reverse("resident", args=[one.pk])
    assert "仍由本地负责" in taken.content.decode()
    ours = away.post(released(), {"division": world.divisions["桥头村"].pk}, follow=True)
    assert "已接收，由本地负责" in ours.content.decode()
    one.refresh_from_db()
    assert one.division == world.divisions["桥头村"]


def test_another_county_is_named_with_the_city_above_it(world: World, head: Client) -> None:
    one = add_resident(world, "河口村", 83)
    form = head.get(reverse("resident-release", args=[one.pk])).context["form"]
    assert [label for _pk, label in form.fields["to"].choices][1:] == ["示例市乙县"]


def test_what_was_searched_for_lies_sealed_in_the_session(world: World, head: Client) -> None:
    """Rows of sessions are in every dump of the database."""
    one = add_resident(world, "河口村", 76)
    found = head.post(reverse("residents-search"), {"q": number(76)})["Location"]
    assert [row.pk for row in head.get(found).context["rows"]] == [one.pk]
    kept = str([row.get_decoded() for row in Session.objects.all()])
    assert "resident_searches" in kept
    assert number(76) not in kept
    assert number(76) not in found
