"""What only 甲县 has, stage by stage (see prebuilt): an adopted plan, a document under review, and the correction of it."""

from typing import Any

from laoyou.access.scope import Actor, acting_as
from laoyou.evidence.actions import store_file
from laoyou.plans import actions
from laoyou.plans.models import Document, Item, Unread
from laoyou.plans.tests.conftest import adopted
from laoyou.plans.tests.samples import CORRECTED, PLAN, TABLE
from tests.world import World
from tests.world.bodies import add_bodies
from tests.world.comparing import add_second_plan
from tests.world.cycles import add_cycle
from tests.world.lists import add_lists
from tests.world.packs import packs
from tests.world.progress import add_progress
from tests.world.reports import add_report

OTHER = PLAN.replace("关于照护老人和幼儿的行动方案", "关于照护服务提升的方案").replace("1200张", "1300张")
PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(20)


def add_packs(_world: World) -> None:
    packs()


def add_document(world: World) -> None:
    """Fills world.rows: document, of which nothing is decided yet."""
    with acting_as(world.actor("甲县", "office")) as office:
        world.rows["document"] = _upload(office, world, PLAN)


def add_plan(world: World) -> None:
    """Fills world.rows: plan, adopted from the document."""
    with acting_as(world.actor("甲县", "office")) as office:
        world.rows["plan"] = adopted(office, world.rows["document"])


def add_rest(world: World) -> None:
    """Fills world.rows: document (under review), correction, and a row of each kind of address."""
    with acting_as(world.actor("甲县", "office")) as office:
        document = world.rows["document"] = _upload(office, world, OTHER)
        pasted = actions.paste_rows(by=office, document=document, text=TABLE, image=PICTURE)
        actions.accept_above(by=office, document=document, confidence=0)
        world.rows["pictured"] = pasted.items[0]
        world.rows["unread"] = Unread.objects.create(
            document=document, division=document.division, start=0, end=5, why="sample"
        )
        base = _upload(office, world, OTHER.replace("1300张", "1400张"))
        again = actions.reread_document(
            by=office, document=base, filename="更正稿.txt", content=CORRECTED.encode()
        )
        world.rows["correction"] = again.document
        county = world.divisions["甲县"]
        add_cycle(world, office)
        world.rows["file"] = store_file(by=office, division=county, name="照片.png", content=PICTURE)
        add_bodies(office, world)
        add_lists(world, office)
        add_report(world, office)
    add_second_plan(world)
    add_progress(world)


def _upload(office: Actor, world: World, text: str) -> Document:
    document = actions.upload_text(by=office, division=world.divisions["甲县"], text=text).document
    assert document is not None
    return document


def item_of(world: World, **having: Any) -> Item:
    found = Item.objects.filter(document=world.rows["document"], **having).order_by("id").first()
    assert found is not None, f"the sample document has no item with {having}"
    return found
