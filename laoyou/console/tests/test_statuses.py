"""Pages of statuses: figures equal rows, reads are logged, queries stay constant, the same boxes on paper and screen."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from laoyou.access.models import AuditLine
from laoyou.access.scope import acting_as
from laoyou.people import actions as moves
from laoyou.people.models import Resident
from laoyou.privacy.models import ReadLine
from laoyou.sheets import actions as sheets
from laoyou.sheets.models import Batch
from laoyou.sheets.targets import target
from laoyou.statuses import actions, queries
from laoyou.statuses.models import SourceList, Status
from tests.world import SYSTEM, World
from tests.world.statuses import line_of, resident

JANUARY, FEBRUARY = datetime.date(2026, 1, 1), datetime.date(2026, 2, 1)


@pytest.fixture
def people(packed: World, world: World) -> list[Resident]:
    """Forty elders of 河口村, all 低保 by the January list and 独居 by the village."""
    village = world.divisions["河口村"]
    found = [
        resident(village, f"余{place:02d}", order=100 + place, address=f"{place % 4} 组")
        for place in range(40)
    ]
    with acting_as(SYSTEM):
        made = bring(world, found, JANUARY)
        actions.confirm_items(by=SYSTEM, source_list=made)
        seen = {one.pk: ["living_alone"] for one in found}
        actions.save_survey(by=SYSTEM, division=village, day=JANUARY, seen=seen)
    return found


def bring(world: World, found: list[Resident], month: datetime.date) -> SourceList:
    rows = [line_of(one, place, area="rural") for place, one in enumerate(found, start=2)]
    return actions.bring_list(
        by=SYSTEM,
        division=world.divisions["甲县"],
        source="civil_affairs",
        kind="dibao",
        month=month,
        rows=rows,
    )


@pytest.fixture
def registrar(world: World, settings: Any) -> Client:
    settings.SECOND_FACTOR = "optional"
    return world.signed_in("甲县", "registrar")


def test_a_persons_papers_are_for_whoever_sees_people_and_each_look_is_logged(
    packed: World, registrar: Client, world: World
) -> None:
    """A scan of a certificate holds more than the register does; an office sees the division, and nobody in it."""
    one = resident(world.divisions["河口村"], "沐远山", order=1)
    paper = SimpleUploadedFile("沐远山残疾证.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
    url = f"{reverse('status-add', args=[one.pk])}?kind=disability"
    typed = {"source": "village", "class": "sight", "level": "1"}
    assert registrar.post(url, {**typed, "since": "2026-01-01", "file": paper}).status_code == 302
    file = Status.objects.get(resident=one).evidence
    assert file is not None
    look = reverse("evidence-file", args=[file.pk])
    for role in ("office", "viewer", "unit"):
        assert world.signed_in("甲县", role).get(look).status_code == 404
    assert world.signed_in("乙县", "registrar").get(look).status_code == 404
    assert not ReadLine.objects.filter(purpose="evidence").exists()
    assert registrar.get(look).status_code == 200
    assert ReadLine.objects.get(purpose="evidence").residents == [one.pk]
    assert not AuditLine.objects.filter(label__contains="沐远山").exists()


def test_papers_of_what_still_holds_are_read_by_the_side_that_has_the_person_now(
    packed: World, registrar: Client, world: World
) -> None:
    """A file is its own record of the side that took it in, and stays; what ended before is that side's own matter."""
    there = world.actor("乙县", "registrar")
    one = resident(world.divisions["河口村"], "沐远山", order=1)
    url, files = reverse("status-add", args=[one.pk]), {}
    for kind, more in {
        "disability": {"class": "sight", "level": "1"},
        "living_alone": {"until": "2026-02-01"},
    }.items():
        paper = SimpleUploadedFile(f"{kind}.txt", f"一张{kind}的证明".encode())
        typed = {"source": "village", "since": "2026-01-01", "file": paper, **more}
        assert registrar.post(f"{url}?kind={kind}", typed).status_code == 302
        files[kind] = Status.objects.get(resident=one, kind=kind).evidence_id
    open_one, ended = (
        reverse("evidence-file", args=[files[kind]]) for kind in ("disability", "living_alone")
    )
    with acting_as(world.actor("甲县", "registrar")) as by:
        let_go: dict[str, Any] = {
            "resident_id": one.pk,
            "version": 1,
            "since": timezone.localdate(),
            "reason": "随女儿",
        }
        handover = moves.release(by=by, to=world.divisions["乙县"], **let_go)
    new_side = world.signed_in("乙县", "registrar")
    assert new_side.get(open_one).status_code == 404
    with acting_as(there):
        moves.accept(by=there, handover_id=handover.pk, division=world.divisions["桥头村"])
    assert [new_side.get(look).status_code for look in (open_one, ended)] == [200, 404]
    assert [registrar.get(look).status_code for look in (open_one, ended)] == [200, 200]
    assert world.signed_in("乙县", "office").get(open_one).status_code == 404
    page = new_side.get(reverse("status-of", args=[one.pk])).content.decode()
    assert (open_one in page, ended in page, "佐证材料留在原登记地" in page) == (True, False, True)
    line = ReadLine.objects.filter(purpose="evidence", username=there.username).get()
    assert (line.residents, line.division) == ([one.pk], world.divisions["桥头村"])
    with acting_as(there):
        for old in Status.objects.filter(resident=one):
            said: dict[str, Any] = {"source": "village", "attributes": old.attributes, "until": old.until}
            fresh = actions.correct_status(by=there, status=old, reason="日期写错", since=JANUARY, **said)
            assert fresh is not None
            assert fresh.evidence_id == files[old.kind]


def test_figures_equal_rows_and_reads_are_logged(
    registrar: Client, people: list[Resident], world: World
) -> None:
    page = registrar.get(reverse("statuses"))
    counted = {kind.key: n for _word, kinds in page.context["groups"] for kind, n in kinds if n}
    assert counted == {"dibao": 40, "living_alone": 40}
    for key, number in counted.items():
        listed = registrar.get(reverse("status-people"), {"kind": key})
        assert listed.context["pages"].total == number == len(listed.context["rows"])
    assert ReadLine.objects.filter(purpose="status-people:dibao", kind="listed").count() == 1
    narrowed = f"{reverse('residents-search')}?kind=dibao&a_area=rural&ages=70-79"
    asked = registrar.post(narrowed, {"q": "余07", "then": "statuses"})
    assert "余" not in asked["Location"]
    found = registrar.get(asked["Location"])
    assert [one.resident.name for one, _said, _source in found.context["rows"]] == ["余07"]
    assert registrar.get(reverse("status-people-export"), {"kind": "dibao"}).status_code == 404
    head = world.signed_in("甲县", "register_head")
    to = reverse("status-people-export") + "?kind=dibao"
    assert head.get(to).context["leaving"].count == 40
    made = head.post(to, {"purpose": "核对低保名单", "suffix": "csv"})
    file = b"".join(made.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert file.count("\n") == 42
    assert "核对低保名单" in file.splitlines()[0]
    assert not re.search(r"\d{17}[\dX]", file)
    assert ReadLine.objects.filter(kind="exported", residents__len=40).exists()
    other = world.signed_in("乙县", "registrar")
    assert other.get(reverse("status-people"), {"kind": "dibao"}).context["pages"].total == 0


@pytest.mark.parametrize(
    ("name", "most"), [("statuses", 20), ("status-people", 26), ("source-list", 24), ("survey-enter", 26)]
)
def test_the_number_of_queries_does_not_grow(
    registrar: Client, people: list[Resident], world: World, name: str, most: int,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:  # fmt: skip
    args = {"source-list": [SourceList.objects.get().pk], "survey-enter": [world.divisions["河口村"].pk]}.get(
        name
    )
    with django_assert_max_num_queries(most):
        assert registrar.get(reverse(name, args=args), {"kind": "dibao"}).status_code == 200


def test_a_list_is_pasted_compared_and_stopped(
    registrar: Client, people: list[Resident], world: World
) -> None:
    lines = ["二月低保名单", "姓名\t身份证号\t城乡"]
    rows = [line_of(one) for one in people[:30]]
    lines += [f"{row.name}\t{row.number}\t农村" for row in rows]
    sent: dict[str, Any] = {
        "division": world.divisions["甲县"].pk,
        "what": "dibao/civil_affairs",
        "month": "2026-02",
        "text": "\n".join(lines),
    }
    wrong = registrar.post(
        reverse("source-list-bring"), {**sent, "text": sent["text"].replace("农村", "郊区")}
    )
    assert "只能是" in wrong.content.decode()
    answer = registrar.post(reverse("source-list-bring"), sent, follow=True)
    made = SourceList.objects.get(month=FEBRUARY)
    assert "已停下" in answer.content.decode()
    registrar.post(reverse("source-list", args=[made.pk]), {"step": "all", "what": "departure"})
    assert queries.counts() == {"dibao": 40, "living_alone": 40}
    assert registrar.get(reverse("source-list-allow", args=[made.pk])).status_code == 404
    head = world.signed_in("甲县", "register_head")
    head.post(reverse("source-list-allow", args=[made.pk]), {"why": "逐户核实"})
    registrar.post(reverse("source-list", args=[made.pk]), {"step": "all", "what": "departure"})
    assert queries.counts() == {"dibao": 30, "living_alone": 40}


def test_a_status_is_added_ended_and_corrected(registrar: Client, people: list[Resident]) -> None:
    one = people[0]
    add = reverse("status-add", args=[one.pk])
    assert registrar.get(add).status_code == 200
    typed = {"source": "disabled_persons", "class": "limbs", "level": "2", "since": "2026-01-01"}
    bad = registrar.post(f"{add}?kind=disability", {**typed, "level": ""})
    assert "field-bad" in bad.content.decode()
    registrar.post(f"{add}?kind=disability", typed)
    status = Status.objects.get(kind="disability")
    registrar.post(reverse("status-correct", args=[status.pk]), {**typed, "level": "1", "reason": "抄错"})
    fresh = Status.objects.get(corrects=status)
    registrar.post(reverse("status-end", args=[fresh.pk]), {"until": "2026-03-01", "why": "证件到期"})
    page = registrar.get(reverse("status-of", args=[one.pk])).content.decode()
    for words in ("抄错", "证件到期", "已更正", "已终止", "肢体 · 一级"):
        assert words in page


def test_a_village_enters_its_own_sheet_only(people: list[Resident], world: World, settings: Any) -> None:
    worker, village = world.signed_in("甲县", "village"), world.divisions["河口村"]
    sheet = worker.get(reverse("survey-print", args=[village.pk])).content.decode()
    assert sheet.count("☑") == 40
    name = world.people["甲县", "village"].username
    assert re.search(rf"<tfoot[^>]*><tr><td[^>]*>{name} [\d: -]+ 打印 · 含个人信息，用后收回</td>", sheet)
    assert ReadLine.objects.get(purpose="survey-print").kind == ReadLine.Kind.EXPORTED
    printed = AuditLine.objects.get(action="statuses.survey.print")
    assert (printed.username, printed.detail) == (name, {"n": 40})
    one = people[3].pk
    sent = {"day": "2026-02-01", "seen": [str(one)], f"box-{one}": ["left_behind.key"]}
    page = worker.post(reverse("survey-enter", args=[village.pk]), sent, follow=True).content.decode()
    assert "留守老年人·重点" in page
    assert queries.counts() == {"dibao": 40, "living_alone": 39, "left_behind": 1}
    other = world.signed_in("乙县", "village")
    assert other.get(reverse("survey-enter", args=[village.pk])).status_code == 404
    assert other.get(reverse("status-of", args=[one])).status_code == 404


def sheet_of(world: World, found: list[Resident], *, spoilt: bool = False) -> Batch:
    """The month's list of 低保 as a file, brought and mapped; `spoilt`: its last number is no number."""
    lines = [line_of(one, place) for place, one in enumerate(found, start=2)]
    cells = [[one.name, one.number, "农村"] for one in lines]
    if spoilt:
        cells[-1][1] = cells[-1][1][:-2] + "00"
    text = "\n".join(",".join(row) for row in [["姓名", "身份证号", "城乡"], *cells])
    dibao = target("status-list-civil_affairs-dibao")
    assert dibao is not None
    with acting_as(world.actor("甲县", "registrar")) as by:
        batch = sheets.bring(
            by=by, target=dibao, division=world.divisions["甲县"], name="低保.csv", content=text.encode()
        )
        keys = [column["key"] for column in batch.columns]
        return sheets.map_columns(by=by, batch=batch, keys=keys, fixed={})


def test_a_list_from_a_sheet_shows_who_would_come_and_go_before_it_is_handed_in(
    registrar: Client, people: list[Resident], world: World
) -> None:
    village = world.divisions["河口村"]
    more = [resident(village, name, order=400 + place) for place, name in enumerate(("童新", "童来"))]
    batch = sheet_of(world, [*people[:37], *more])
    page = registrar.get(reverse("sheet-batch", args=[batch.pk]))
    assert dict(page.context["found"].differences) == {
        "新增": 2, "退出": 3, "变化": 0, "查无此人": 0, "已去世仍在名单": 0,
    }  # fmt: skip
    assert "提交这 39 人，等待确认" in page.content.decode()
    assert SourceList.objects.filter(state="open").count() == 0  # the dry run is undone
    registrar.post(reverse("sheet-step", args=[batch.pk, "apply"]))
    assert Batch.objects.get(pk=batch.pk).state == "applied"
    assert SourceList.objects.get(state="open").items.filter(what="departure").count() == 3
    again = sheet_of(world, people[:20])
    assert "名单比上次减少过多" in registrar.get(reverse("sheet-batch", args=[again.pk])).content.decode()


def test_a_full_list_with_a_bad_line_is_not_compared(
    registrar: Client, people: list[Resident], world: World
) -> None:
    batch = sheet_of(world, people, spoilt=True)
    assert (batch.state, batch.bad) == ("checked", 1)
    page = registrar.get(reverse("sheet-batch", args=[batch.pk])).content.decode()
    assert "那些人会被当作退出" in page
    assert reverse("sheet-step", args=[batch.pk, "apply"]) not in page
    registrar.post(reverse("sheet-step", args=[batch.pk, "apply"]))
    assert Batch.objects.get(pk=batch.pk).state == "checked"
    assert SourceList.objects.filter(state="open").count() == 0


def test_a_step_leads_back_to_the_page_it_was_taken_on(
    registrar: Client, people: list[Resident], world: World
) -> None:
    one = people[0]
    for name, query, day in (("resident", "?at=resident", JANUARY), ("status-of", "", FEBRUARY)):
        page, back = reverse(name, args=[one.pk]), reverse(name, args=[one.pk]) + "#statuses-title"
        shown = registrar.get(page).content.decode()
        to = reverse("status-add", args=[one.pk]) + query
        assert f'href="{to}"' in shown
        form = registrar.get(f"{to}{'&' if query else '?'}kind=dementia")
        assert f'href="{back}"' in form.content.decode()
        with acting_as(SYSTEM):
            made = actions.add_status(by=SYSTEM, resident=one, kind="honoured", source="self", since=day)
        end = reverse("status-end", args=[made.pk]) + query
        assert f'href="{end}"' in registrar.get(page).content.decode()
        done = registrar.post(end, {"until": day, "why": "本人说明"})
        assert done["Location"] == back


def test_villages_are_found_by_their_township(
    registrar: Client, people: list[Resident], world: World
) -> None:
    page = reverse("surveys")
    for query, found in (({"q": "东河"}, ["河口村"]), ({"q": "河口"}, ["河口村"]), ({"q": "西山"}, [])):
        rows = registrar.get(page, query).context["rows"]
        assert [village.name for village, _last in rows] == found


def test_what_is_offered_fits_the_age(registrar: Client, people: list[Resident], world: World) -> None:
    infant = resident(world.divisions["河口村"], "余小", "2025-05-06", order=500)
    unborn = resident(world.divisions["河口村"], "余无期", order=501)
    Resident.objects.filter(pk=unborn.pk).update(birth_date=None)

    def offered(one: Resident) -> set[str]:
        groups = registrar.get(reverse("status-add", args=[one.pk])).context["groups"]
        return {kind.key for _word, kinds in groups for kind in kinds}

    old, young = offered(people[0]), offered(infant)
    assert {"dibao", "living_alone"} <= old
    assert "infant_poor" not in old
    assert {"dibao", "infant_poor"} <= young
    assert "living_alone" not in young
    assert offered(unborn) == old | young
