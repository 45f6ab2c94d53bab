"""Pages of cycles: what is typed stays, two people are both told, and files that are no forms get a sentence."""

import datetime
import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from laoyou.access.scope import acting_as
from laoyou.console.cycles.tables import reminder
from laoyou.console.tests.test_progress import sheet
from laoyou.plans.actions import assign_part
from laoyou.progress.models import Cycle, Entry, Return
from laoyou.progress.queries import cycles, returns
from tests.world import LEADING, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(filled: World) -> Cycle:
    found: Cycle = filled.rows["cycle"]
    return found


@pytest.fixture
def url(filled: World, cycle: Cycle) -> str:
    return reverse("return", args=[cycle.pk, filled.departments["甲县", LEADING].pk])


def typed(filled: World, cycle: Cycle, **changed: Any) -> dict[str, Any]:
    page = returns.sheet(cycle, filled.departments["甲县", LEADING])
    assert page is not None
    fields = {f"task-{line.task.pk}-text": "做了两件事" for line in page.tasks}
    return {**fields, "answer-0-text": "没有", "version": page.version, **changed}


def test_a_fault_keeps_what_was_typed_and_names_the_row(
    office: Client, filled: World, cycle: Cycle, url: str
) -> None:
    page = returns.sheet(cycle, filled.departments["甲县", LEADING])
    assert page is not None
    first = page.tasks[0].task.pk
    answer = office.post(url, typed(filled, cycle, do="submit", **{f"task-{first}-figures": "好多"}))
    said = answer.content.decode()
    assert f'href="#task-{first}-figures"' in said
    assert "做了两件事" in said
    assert 'value="好多"' in said
    assert not Return.objects.exists()


def test_a_unit_is_told_what_is_wrong_with_its_figure(filled: World, cycle: Cycle, url: str) -> None:
    plan, civil = filled.rows["plan"], filled.departments["甲县", LEADING]
    with acting_as(filled.actor("甲县", "office")) as by:
        share = plan.targets.get(name="护理型床位占比")
        assign_part(by=by, plan=plan, kind="target", part_id=share.pk, department_id=civil.pk)
    clerk = filled.signed_in("甲县", "unit")
    given = typed(filled, cycle, do="submit", **{f"figure-{share.pk}-numerator": "很多"})
    said = clerk.post(url, given).content.decode()
    assert "不是数" in said
    assert 'value="很多"' in said


def test_submitted_by_the_office_it_is_marked_and_made_into_entries(
    office: Client, filled: World, cycle: Cycle, url: str
) -> None:
    answer = office.post(url, typed(filled, cycle, do="submit", received_on="2026-01-20"), follow=True)
    assert "代录" in answer.content.decode()
    found = Return.objects.get()
    assert (found.state, found.late, found.entered_for) == ("submitted", False, True)
    assert Entry.objects.filter(cycle=cycle).count() == 2


def test_whoever_saves_second_sees_both(office: Client, filled: World, cycle: Cycle, url: str) -> None:
    mine = typed(filled, cycle, do="save")
    first = next(name for name in mine if name.endswith("-text"))
    office.post(url, mine | {first: "同事写的"})
    said = office.post(url, mine).content.decode()
    assert "别人刚保存过" in said
    assert "同事写的" in said
    assert "做了两件事" in said
    office.post(url, mine | {"version": 1})
    assert Return.objects.get().content["tasks"][0]["text"] == "做了两件事"


def test_typing_is_saved_by_itself_or_says_why_not(
    office: Client, filled: World, cycle: Cycle, url: str
) -> None:
    saved = office.post(url + "save/", typed(filled, cycle)).content.decode()
    assert "已自动保存" in saved
    assert 'value="1"' in saved
    again = office.post(url + "save/", typed(filled, cycle, version=0)).content.decode()
    assert "别人已经改过" in again


def test_a_unit_does_not_open_anothers_return(filled: World, cycle: Cycle) -> None:
    clerk = filled.signed_in("甲县", "unit")
    other = filled.departments["甲县", "卫生健康局"]
    assert clerk.get(reverse("return", args=[cycle.pk, other.pk])).status_code == 404
    listed = clerk.get(reverse("cycle", args=[cycle.pk])).content.decode()
    assert "民政局" in listed
    assert "卫生健康局" not in listed


def test_forms_go_out_and_what_is_none_is_refused(office: Client, filled: World, cycle: Cycle) -> None:
    packed = office.get(reverse("cycle-forms-export", args=[cycle.pk]))
    data = b"".join(packed.streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(archive.namelist()) == 5
    files = [SimpleUploadedFile("全部.zip", data), SimpleUploadedFile("~$表.xlsx", b"x")]
    said = office.post(reverse("cycle-import", args=[cycle.pk]), {"files": files}).content.decode()
    assert "临时文件" in said
    assert "核对能用的 5 份" in said


def test_a_reminder_says_what_is_owed_and_how_late(filled: World, cycle: Cycle) -> None:
    with acting_as(filled.actor("甲县", "office")):
        row = next(row for row in cycles.unit_rows(cycle) if LEADING in row.department.name)
        text = reminder(cycle, row)
    assert text.startswith("甲县民政局：“2025年下半年进展报送”应于2026年1月20日前报送，现已逾期")
    assert text.endswith("请填报2项任务进展。")


def test_list_filters_and_exports(office: Client, cycle: Cycle) -> None:
    page = reverse("cycle", args=[cycle.pk])
    assert (
        office.get(page + "?state=missing&late=yes&sort=-late&q=民政局").content.decode().count('name="unit"')
        == 1
    )
    assert "没有符合条件的单位" in office.get(page + "?q=没有这个").content.decode()
    for name, args in (("cycles-export", []), ("cycle-export", [cycle.pk])):
        assert b"".join(office.get(reverse(name, args=args))).startswith(b"PK")


def test_the_exported_day_of_a_return_is_that_of_the_office(
    office: Client, filled: World, cycle: Cycle, url: str
) -> None:
    """What came in at one at night came on that day, though it was the day before in UTC."""
    office.post(url, typed(filled, cycle, do="submit", received_on="2026-01-20"), follow=True)
    night = datetime.datetime(2026, 1, 20, 17, tzinfo=datetime.UTC)
    assert Return.objects.update(submitted_at=night) == 1
    rows = sheet(office.get(reverse("cycle-export", args=[cycle.pk])))
    assert [row[4] for row in rows[1:] if row[4]] == ["2026-01-21"]
