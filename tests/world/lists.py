"""Lists of 甲县: a draft with an item and a workbook, kept by the department whose people are in the world."""

import datetime

from laoyou.access.scope import Actor
from laoyou.lists import actions, queries
from laoyou.lists.workbooks.writing import workbook
from tests.world import LEADING, World

SERVICE = {"name": "助餐服务", "object": "高龄老人", "content": "每天一餐", "type": "care", "lead": LEADING}
DAY = datetime.date(2025, 1, 1)


def add_lists(world: World, office: Actor) -> None:
    """Fills world.rows: list, edition (draft), list_item, sheet."""
    division, owner = world.divisions["甲县"], world.departments["甲县", LEADING]
    catalogue = actions.open_catalogue(
        by=office, division=division, key="basic_services", owner=owner, since=DAY
    )
    edition = world.rows["edition"] = queries.edition(catalogue)
    assert edition is not None
    world.rows["list"] = catalogue
    world.rows["list_item"] = actions.add_item(by=office, edition=edition, values=SERVICE)
    content = workbook(queries.declared(catalogue), list(edition.items.all()))
    world.rows["sheet"] = actions.bring_sheet(by=office, edition=edition, name="清单.xlsx", content=content)


def publish_lists(world: World, office: Actor) -> None:
    """Put the draft in force and on the public pages."""
    draft = world.rows["edition"]
    fixed = actions.put_in_force(by=office, edition=draft, version=draft.version, on=DAY)
    actions.publish_edition(by=office, edition=fixed)
