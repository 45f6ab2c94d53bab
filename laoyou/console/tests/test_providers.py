"""Pages of institutions: who sees what on them, and that what names people is noted."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from laoyou.access.scope import acting_as
from laoyou.people.models import Resident
from laoyou.privacy.models import ReadLine
from laoyou.providers.actions import register_provider
from laoyou.providers.models import Stay
from laoyou.providers.tests.samples import code, facts
from tests.world import SYSTEM, World
from tests.world.providers import SAMPLES, add_providers


@pytest.mark.django_db
def test_pages_open_for_whom_they_are(world: World) -> None:
    add_providers(world)
    registrar, staff = world.signed_in("甲县", "registrar"), world.signed_in("甲县", "provider_staff")
    pages = {name: reverse(name, kwargs=sample(world)) for name, sample in SAMPLES.items()}
    assert {name: registrar.get(path).status_code for name, path in pages.items()} == dict.fromkeys(
        pages, 200
    )
    other = world.signed_in("乙县", "registrar")
    assert {other.get(path).status_code for path in pages.values()} == {404}
    for name in ("providers", "providers-export", "provider-add"):
        assert registrar.get(reverse(name)).status_code == 200
    own = staff.get(reverse("own-providers")).content.decode()
    assert "张桂兰" in own
    assert "东河镇一号" in own, "staff read where their own places are"
    assert "张小禾" not in own
    assert {staff.get(pages[name]).status_code for name in ("stay-end", "beds-add", "stay-admit")} == {200}
    assert {staff.get(pages[name]).status_code for name in ("enrolment-end", "provider", "group-end")} == {
        404
    }
    kept = reverse("upkeep", args=[world.rows["home"].pk])
    for client, url_name in ((registrar, "providers"), (staff, "own-providers")):
        page = client.get(kept).content.decode()
        assert f'href="{reverse(url_name)}" data-key="f" aria-current="page"' in page, (
            "the menu says where one is"
        )
    papers = registrar.get(reverse("upkeep-add", args=[world.rows["nursery"].pk, "paper"])).content.decode()
    assert "请先登记人员" in papers
    filing = registrar.get(reverse("capacity-file", args=[world.rows["nursery"].pk])).content.decode()
    assert "其中普惠" in filing
    assert "其中护理型" not in filing
    viewer = world.signed_in("甲县", "viewer").get(pages["provider"]).content.decode()
    assert "张桂兰" not in viewer
    assert "有人" in viewer
    with acting_as(SYSTEM):
        assert ReadLine.objects.filter(purpose="provider", username__startswith="provider_staff").exists()


@pytest.mark.django_db
def test_who_has_no_number_is_chosen_among_those_whom_the_clerk_sees(world: World) -> None:
    add_providers(world)
    home, village = world.rows["home"], world.divisions["河口村"]
    with acting_as(SYSTEM):
        mine = Resident.objects.create(division=village, name="周长福", initials=["zcf"], id_kind="none")
        theirs = Resident.objects.create(
            division=world.divisions["桥头村"], name="周长福", initials=["zcf"], id_kind="none"
        )
    registrar, find = world.signed_in("甲县", "registrar"), reverse("person-find", args=[home.pk, "admit"])
    admit = reverse("stay-admit", args=[home.pk])
    assert find in registrar.get(admit).content.decode()
    answer = registrar.post(find, {"q": "周长"}, follow=True)
    assert "周" not in answer.request["QUERY_STRING"]
    assert f"{admit}?resident={mine.pk}" in answer.content.decode()
    assert str(theirs.pk) not in answer.content.decode().split("data-rows")[1].split("</table>")[0]
    assert registrar.get(f"{admit}?resident={theirs.pk}").status_code == 404
    asked = registrar.get(f"{admit}?resident={mine.pk}").content.decode()
    assert "周长福" in asked
    assert 'name="number"' not in asked
    typed = {"mode": "day", "since": "2025-03-01"}
    assert registrar.post(f"{admit}?resident={mine.pk}", typed).status_code == 302
    with acting_as(SYSTEM):
        assert Stay.objects.filter(resident=mine, location=home).exists()
        assert ReadLine.objects.filter(purpose="person-find", username__startswith="registrar").exists()
    staff = world.signed_in("甲县", "provider_staff")
    assert staff.get(find).status_code == 404
    assert find not in staff.get(admit).content.decode()


@pytest.mark.django_db
def test_the_list_searches_narrows_sorts_and_asks_a_fixed_number_of_queries(world: World) -> None:
    add_providers(world)
    registrar, counts = world.signed_in("甲县", "registrar"), []
    url = reverse("providers")
    registrar.get(url)  # what packs keep in memory is read once
    for more in range(2):
        with CaptureQueriesContext(connection) as asked:
            text = registrar.get(url).content.decode()
        counts.append(len(asked))
        if not more:
            with acting_as(SYSTEM):
                for serial in range(510, 520):
                    known = facts(name=f"示例{serial}托育园", kind="nursery", uscc=code(serial))
                    register_provider(by=SYSTEM, division=world.divisions["西山乡"], facts=known)
    assert counts[0] == counts[1]
    assert "示例519托育园" in text
    found = registrar.get(url, {"q": "示例519"}).content.decode()
    assert "示例519托育园" in found
    assert "东河镇夕阳红养老院" not in found
    for query in (
        {"kind": "elder_home"},
        {"division": str(world.divisions["东河镇"].pk)},
        {"vacancy": "yes"},
    ):
        assert "示例519托育园" not in registrar.get(url, query).content.decode()
    falling = registrar.get(url, {"sort": "-name"}).content.decode()
    assert falling.index("示例519托育园") < falling.index("示例510托育园")
    book = registrar.get(reverse("providers-export"), {"q": "示例51"})
    lines = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(book))).get_sheet_by_index(0).to_python()
    assert "导出" in str(lines[0][0]), "who took it stands in it"
    assert len(lines) == 2 + 10
    assert "没有符合条件的机构" in registrar.get(url, {"q": "没有这家"}).content.decode()
    assert "还没有机构" in world.signed_in("乙县", "registrar").get(url).content.decode()
