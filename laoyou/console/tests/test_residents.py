"""Pages of one person and of many: what leaves as a file is hidden and marked, and every trace has a name."""

import datetime
import io
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
from laoyou.people.models import Resident
from laoyou.privacy.models import ReadLine
from tests.world import World
from tests.world.privacy import add_resident, number
from tests.world.statuses import packs

pytestmark = pytest.mark.django_db
PURPOSE = {"purpose": "核对高龄津贴名单", "suffix": "xlsx"}


@pytest.fixture
def head(world: World, settings: Any) -> Client:
    settings.SECOND_FACTOR = "optional"
    packs()
    return world.signed_in("甲县", "register_head")


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


def test_what_was_searched_for_lies_sealed_in_the_session(world: World, head: Client) -> None:
    """Rows of sessions are in every dump of the database."""
    one = add_resident(world, "河口村", 76)
    found = head.post(reverse("residents-search"), {"q": number(76)})["Location"]
    assert [row.pk for row in head.get(found).context["rows"]] == [one.pk]
    kept = str([row.get_decoded() for row in Session.objects.all()])
    assert "resident_searches" in kept
    assert number(76) not in kept
    assert number(76) not in found
