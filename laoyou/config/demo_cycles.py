"""The demonstration county's reporting: the first half of 2025 closed, the second collected and not yet complete.

Units hand in on paper, as most of them do; the office enters it for them. Two came late, one is missing, one was
given back. Texts are our own and invented.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.evidence.actions import store_file
from laoyou.places.models import Division
from laoyou.plans.models import Plan
from laoyou.progress import actions
from laoyou.progress.models import Cycle
from laoyou.progress.queries import cycles, returns

BASIS = "县政府办公室通知（演示）：方案只说“定期”，由办公室定日期"
QUESTIONS = ("工作中还有什么困难？", "下一步打算做什么？")
ANSWERS = ("人手偏紧，个别项目资金还没有到位。", "按年度计划推进，重点补上进度慢的任务。")
WORDS = {
    "lead": ("牵头召开推进会，分解到股室和乡镇，完成年度量的一大半。", "已完成方案和选址，正在办理采购。", "建立台账，按月调度，问题逐条销号。"),
    "shared": ("按分工做完本单位部分，已报牵头单位。", "组织培训，走访点位，发现的问题已整改。", "印发宣传资料，协助排查。"),
    "support": ("配合牵头单位提供数据和场地。", "参加联合检查，落实配合事项。"),
}  # fmt: skip
CLOSED = datetime.date(2025, 8, 1)
BECAUSE = "个别指标本期没有新数，已与单位核实"


@dataclass(frozen=True, slots=True)
class Round:
    """A collection with its onward report. `late`: how many units, the first in order, come after the day."""

    period: str
    title: str
    onward: str
    opens: datetime.date
    due: datetime.date
    delivered: datetime.date


ROUNDS = (
    Round("2025H1", "2025年上半年进展报送", "2025年上半年工作报告", datetime.date(2025, 7, 1),
          datetime.date(2025, 7, 20), datetime.date(2025, 7, 30)),
    Round("2025H2", "2025年下半年进展报送", "2025年下半年工作报告", datetime.date(2026, 1, 1),
          datetime.date(2026, 1, 20), datetime.date(2026, 1, 31)),
)  # fmt: skip
# The county's indicators: (numerator, denominator) or a value, by half-year.
FIGURES: dict[str, dict[str, tuple[str, str] | str]] = {
    "childcare_places_per_1000": {"2025H1": ("4102", "954090"), "2025H2": ("4293", "954090")},
    "nursing_bed_share": {"2025H1": ("3756", "6915"), "2025H2": ("3906", "7024")},
    "elder_beds_total": {"2025H1": "6915", "2025H2": "7024"},
}


def fill_cycles(by: Actor, county: Division, departments: Sequence[Department], plan: Plan) -> None:
    first, second = (_round(by, plan, county, one) for one in ROUNDS)
    units = [row.department for row in cycles.unit_rows(first)]
    for cycle in (first, second):
        pages = {page.department.pk: page for page in returns.sheets(cycle)}
        odd = _odd(units) if cycle == second else {}
        for no, unit in enumerate(units):
            if odd.get(unit.pk) != "missing":
                _hand_in(by, cycle, pages[unit.pk], no, late=odd.get(unit.pk) == "late")
        _settle(by, cycle, units, odd)
    _deliver(by, county, first)
    actions.close_cycle(by=by, cycle=first, on=CLOSED)


def _deliver(by: Actor, county: Division, collection: Cycle) -> None:
    """The report of the first half went to the county government, which signed for it."""
    onward = collection.feeds.get()
    receipt = f"收到{onward.title}一份。县政府办公室（演示）".encode()
    proof = store_file(by=by, division=county, name="签收单.txt", content=receipt)
    actions.deliver_cycle(by=by, cycle=onward, on=ROUNDS[0].delivered, files=[proof])
    actions.close_cycle(by=by, cycle=onward, on=CLOSED)


def _odd(units: Sequence[Department]) -> dict[int, str]:
    """Of the last units in the list: one missing, one given back, two late."""
    kinds = ("missing", "returned", "late", "late")
    return {unit.pk: kind for unit, kind in zip(reversed(units), kinds, strict=False)}


def _round(by: Actor, plan: Plan, county: Division, one: Round) -> Cycle:
    cycle = actions.make_cycle(
        by=by, plan=plan, kind=Cycle.Kind.COLLECTION, period=one.period, title=one.title, opens=one.opens,
        due=one.due, basis=BASIS, questions=QUESTIONS,
    )  # fmt: skip
    actions.make_cycle(
        by=by, plan=plan, kind=Cycle.Kind.ONWARD, period=one.period, title=one.onward, opens=one.opens,
        due=one.delivered, recipient=f"{county.name}人民政府", basis=BASIS, collects=cycle,
    )  # fmt: skip
    return cycle


def _hand_in(by: Actor, cycle: Cycle, page: returns.Sheet, no: int, *, late: bool) -> None:
    day = (
        cycle.due + datetime.timedelta(days=1 + no % 3)
        if late
        else cycle.due - datetime.timedelta(days=no % 9)
    )
    actions.submit_return(
        by=by, cycle=cycle, department=page.department, version=page.version, content=_content(page),
        because=BECAUSE, received_on=day,
    )  # fmt: skip


def _content(page: returns.Sheet) -> dict[str, Any]:
    period = page.cycle.period
    return {
        "tasks": [
            {"task_id": line.task.pk, "text": _words(line, period), "claims": False, "figures": ""}
            for line in page.tasks
        ],
        "figures": [
            {"target_id": line.target.pk, **_figure(line.target.indicator, period)} for line in page.figures
        ],
        "answers": list(ANSWERS),
    }


def _words(line: returns.TaskLine, period: str) -> str:
    if line.role == "support" and period == ROUNDS[0].period:
        return ""  # in the first round support units told the lead unit, as they are used to
    said = WORDS[line.role]
    return said[(line.task.no + (period == "2025H2")) % len(said)]


def _figure(indicator: str, period: str) -> dict[str, str]:
    known = FIGURES.get(indicator, {}).get(period, "")
    if isinstance(known, tuple):
        return {"numerator": known[0], "denominator": known[1]}
    return {"value": known}


def _settle(by: Actor, cycle: Cycle, units: Sequence[Department], odd: dict[int, str]) -> None:
    """The office takes what came in time, and gives one back."""
    taken = [unit.pk for unit in units if unit.pk not in odd]
    actions.accept_returns(by=by, cycle=cycle, department_ids=taken)
    for found in cycle.returns.filter(
        department_id__in=[pk for pk, kind in odd.items() if kind == "returned"]
    ):
        actions.give_back(
            by=by, found=found, version=found.version, reason="只写了“按计划推进”，请写明做了什么、完成多少。"
        )
