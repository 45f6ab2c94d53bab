"""Pages of sheets: what they cost, and who finds what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from laoyou.access.actions import grant_role
from laoyou.access.models import AuditLine
from laoyou.access.scope import acting_as
from laoyou.sheets import actions
from laoyou.sheets.models import Mapping
from tests.world import SYSTEM, World
from tests.world.sheets import batch_of, register, simple_sheet

pytestmark = pytest.mark.django_db


def test_a_list_of_batches_asks_the_same_number_of_queries_however_long(world: World) -> None:
    batch_of(world)
    client = world.signed_in("甲县", "registrar")
    with CaptureQueriesContext(connection) as few:
        assert "花名册.csv" in client.get(reverse("sheets")).content.decode()
    with acting_as(world.actor("甲县", "registrar")) as by:
        for number in range(5):
            actions.bring(
                by=by, target=register(), division=world.divisions["甲县"], name=f"{number}.csv", content=simple_sheet()
            )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("sheets"))
    assert len(many) == len(few) <= 20


def test_pages_of_a_batch_show_no_personal_value_and_are_for_whoever_may(world: World) -> None:
    with acting_as(world.actor("甲县", "registrar")) as by:
        batch = actions.bring(
            by=by, target=register(), division=world.divisions["甲县"], name="a.csv", content=simple_sheet()
        )
        keys = [column["key"] for column in batch.columns]
        batch = actions.map_columns(by=by, batch=batch, keys=keys, fixed={})
    pages = [reverse(name, args=[batch.pk]) for name in ("sheet-batch", "sheet-map", "sheet-mend-export")]
    for page in pages:
        assert world.signed_in("甲县", "registrar").get(page).status_code == 200
        for county, role in (("甲县", "office"), ("甲县", "viewer"), ("乙县", "registrar")):
            assert world.signed_in(county, role).get(page).status_code == 404
    table = world.signed_in("甲县", "registrar").get(reverse("sheet-table", args=[batch.pk])).content.decode()
    assert f"现在把第 {batch.head_line} 行当作表头，列名是：" in table
    assert str(batch.columns[0]["head"]) in table
    shown = world.signed_in("甲县", "registrar").get(pages[1]).content.decode()
    assert "示例甲" not in shown
    assert "99012119500815" not in shown


def test_a_sheet_of_which_nothing_is_good_says_so(world: World) -> None:
    """In English too, where lists are joined as English joins them."""
    with acting_as(world.actor("甲县", "registrar")) as by:
        batch = actions.bring(
            by=by, target=register(), division=world.divisions["甲县"], name="a.csv",
            content="姓名,证件号码,性别,所在村\n示例甲,短,先生,河口村\n示例乙,短,太太,河口村\n".encode(),
        )  # fmt: skip
        keys = [column["key"] for column in batch.columns]
        with translation.override("en"):
            batch = actions.map_columns(by=by, batch=batch, keys=keys, fixed={})
    assert batch.good == 0
    clerk, page = world.signed_in("甲县", "registrar"), reverse("sheet-batch", args=[batch.pk])
    assert "2 行都要改，没有可以写入的行" in clerk.get(page).content.decode()
    english = clerk.get(page, headers={"accept-language": "en"}).content.decode()
    assert "男, 女" in english


def test_a_sheet_to_mend_leaves_with_who_brought_it_and_on_record(world: World) -> None:
    """Its lines hold numbers in full, and nobody gave a reason for them."""
    with acting_as(world.actor("甲县", "registrar")) as by:
        batch = actions.bring(
            by=by, target=register(), division=world.divisions["甲县"], name="a.csv", content=simple_sheet()
        )
        batch = actions.map_columns(
            by=by, batch=batch, keys=[column["key"] for column in batch.columns], fixed={}
        )
    page, mend = (reverse(name, args=[batch.pk]) for name in ("sheet-batch", "sheet-mend-export"))
    colleague, own = world.signed_in("甲县", "register_head"), world.signed_in("甲县", "registrar")
    shown = colleague.get(page)
    assert shown.status_code == 200
    assert mend not in shown.content.decode()
    assert colleague.get(mend).status_code == 404
    assert not AuditLine.objects.filter(action="sheets.mend.take").exists()
    assert mend in own.get(page).content.decode()
    assert own.get(mend).status_code == 200
    line = AuditLine.objects.get(action="sheets.mend.take")
    assert (line.user_id, line.detail) == (by.user_id, {"bad": batch.bad})


def test_a_remembered_mapping_is_changed_by_whoever_brings_sheets_there(world: World) -> None:
    """Somebody who only looks at a county, and brings sheets in a township of it, changes nothing of the county's."""
    kept = batch_of(world)
    mapping = Mapping.objects.filter(target=kept.target).first()
    assert mapping is not None
    clerk = world.people["甲县", "township"]
    grant_role(by=SYSTEM, user=clerk, role="viewer", division=world.divisions["甲县"])
    url = reverse("sheet-mapping", args=[mapping.pk])
    assert world.client(clerk).post(url, {"delete": "1"}).status_code == 404
    assert Mapping.objects.filter(pk=mapping.pk).exists()
