"""Pages of statuses: figures equal rows, reads are logged, queries stay constant, the same boxes on paper and screen."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from laoyou.access.models import AuditLine
from laoyou.access.scope import acting_as
from laoyou.people.models import Resident
from laoyou.privacy.models import ReadLine
from laoyou.statuses import actions, queries
from laoyou.statuses.models import SourceList, Status
from tests.world import SYSTEM, World
from tests.world.statuses import line_of, packs, resident

JANUARY, FEBRUARY = datetime.date(2026, 1, 1), datetime.date(2026, 2, 1)


@pytest.fixture
def people(world: World) -> list[Resident]:
    """Forty elders of 河口村, all 低保 by the January list and 独居 by the village."""
    packs()
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
    registrar: Client, world: World
) -> None:
    """A scan of a certificate holds more than the register does; an office sees the division, and nobody in it."""
    packs()
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
    one = people[3].pk
    sent = {"day": "2026-02-01", "seen": [str(one)], f"box-{one}": ["left_behind.key"]}
    page = worker.post(reverse("survey-enter", args=[village.pk]), sent, follow=True).content.decode()
    assert "留守老年人·重点" in page
    assert queries.counts() == {"dibao": 40, "living_alone": 39, "left_behind": 1}
    other = world.signed_in("乙县", "village")
    assert other.get(reverse("survey-enter", args=[village.pk])).status_code == 404
    assert other.get(reverse("status-of", args=[one])).status_code == 404
