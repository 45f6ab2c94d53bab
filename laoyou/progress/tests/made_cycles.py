"""A collection of 甲县 for 2025H2 in which civil affairs owes tasks, a figure and an answer; and what is typed in it."""

import datetime
import io
import re
import zipfile
from typing import Any
from xml.sax.saxutils import escape

from laoyou.access.scope import Actor
from laoyou.plans import actions as plans
from laoyou.plans.models import Plan
from laoyou.progress import actions
from laoyou.progress.models import Cycle
from laoyou.progress.queries import returns
from tests.world import World

QUESTION = "还有什么困难？"


def made_cycle(office: Actor, world: World, plan: Plan, **changed: Any) -> Cycle:
    civil = world.departments["甲县", "民政局"]
    share = plan.targets.get(name="护理型床位占比")
    if not share.obligations.filter(department=civil).exists():
        plans.assign_part(by=office, plan=plan, kind="target", part_id=share.pk, department_id=civil.pk)
    given: dict[str, Any] = {
        "kind": "collection",
        "period": "2025H2",
        "title": "2025年下半年进展报送",
        "opens": datetime.date(2026, 1, 1),
        "due": datetime.date(2026, 1, 20),
        "basis": "县政府办通知",
        "questions": [QUESTION],
    }
    return actions.make_cycle(by=office, plan=plan, **given | changed)


def content_of(
    page: returns.Sheet, text: str = "新开两个食堂", numerator: str = "600", **more: str
) -> dict[str, Any]:
    """Every line filled in."""
    figure = {"numerator": numerator, "denominator": "1000", "value": "", "as_of": "2025-12-31", "note": ""}
    return {
        "tasks": [
            {"task_id": line.task.pk, "text": text, "claims": False, "figures": "", **more}
            for line in page.tasks
        ],
        "figures": [{"target_id": line.target.pk, **figure} for line in page.figures],
        "answers": ["没有" for _line in page.answers],
    }


def typed_into(form: bytes, cells: dict[tuple[int, str], str]) -> bytes:
    """The form as a clerk saves it, with words in cells: (number of the sheet, E4) → words."""
    source, target = zipfile.ZipFile(io.BytesIO(form)), io.BytesIO()
    with source, zipfile.ZipFile(target, "w") as written:
        for name in source.namelist():
            text = source.read(name)
            for (sheet, cell), words in cells.items():
                if name == f"xl/worksheets/sheet{sheet}.xml":
                    inline = f'<c r="{cell}" t="inlineStr"><is><t xml:space="preserve">{escape(words)}</t></is></c>'
                    pattern = rf'<c r="{cell}"[^>]*?(?:/>|>.*?</c>)'
                    replaced, count = re.subn(pattern, inline.replace("\\", r"\\"), text.decode(), count=1)
                    assert count == 1, f"there is no cell {cell} on sheet {sheet}"
                    text = replaced.encode()
            written.writestr(name, text)
    return target.getvalue()
