"""Pages of sheets: what they cost, and who finds what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from laoyou.access.scope import acting_as
from laoyou.sheets import actions
from tests.world import World
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
