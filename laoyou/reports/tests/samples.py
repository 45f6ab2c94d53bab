"""Invented facts of a county: enough of each thing that a report may say."""

from dataclasses import replace

from laoyou.lib import charts
from laoyou.reports.facts import (
    EntryFact,
    Facts,
    FileRef,
    IndicatorFact,
    MeasureFact,
    Observed,
    OrderFact,
    ReturnFact,
    TaskFact,
)

GROUPS = ("扩大普惠供给", "家庭照护支持", "居家与社区服务", "医疗与养老结合", "用地与存量用房")
UNITS = ("甲县民政局", "甲县卫生健康局", "甲县发展和改革局", "甲县财政局")
STATES = ("under_way", "done", "struck", "not_started", "claimed", "carried")


def task(number: int, **more: object) -> TaskFact:
    state = STATES[number % len(STATES)]
    made = TaskFact(
        id=number,
        no=number,
        text=f"办好第{number}项照护服务，让老人和孩子在家门口得到照料，账目按季公开、群众可以评价",
        group=GROUPS[number % len(GROUPS)],
        kind="standing" if number % 7 == 0 else "deliverable",
        state=state,
        overdue=state in {"under_way", "not_started"} and number % 4 == 0,
        due="2025-10-31" if number % 4 == 0 else "2025-12-31",
        lead=UNITS[number % len(UNITS)],
        others="、".join(UNITS[:2]),
        entries=(
            (
                EntryFact(
                    number,
                    "2025-11-20",
                    UNITS[number % 4],
                    f"已办好{number}处，培训{number * 3}人次",
                    (FileRef(1, "照片.png"),),
                ),
            )
            if number % 3
            else ()
        ),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def indicator(number: int = 1, **more: object) -> IndicatorFact:
    seen = (
        Observed(number * 10, "2024", 4.0993, "4.1 个", "3 911", "954 090", "", "2024-12-31", UNITS[1]),
        Observed(
            number * 10 + 1,
            "2025",
            4.4996,
            "4.4996 个",
            "4 293",
            "954 090",
            "",
            "2025-12-31",
            UNITS[1],
        ),
    )
    made = IndicatorFact(
        id=number,
        no=number,
        name=f"每千人口拥有3岁以下婴幼儿托位数（第{number}类）",
        state="missed",
        baseline="1.8 个（2020年）",
        goal="达到 4.5 个",
        year=2025,
        binding=True,
        owner=UNITS[1],
        now="4.4996 个",
        gap="−0.0004 个",
        judged=number * 10 + 1,
        chart=charts.trajectory(
            [(2024, 4.0993), (2025, 4.4996)],
            course=[(2020, 1.8), (2025, 4.5)],
            target=(2025, 4.5),
            missed=True,
        ),
        seen=seen,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def facts(tasks: int = 52, indicators: int = 4) -> Facts:
    return Facts(
        division="甲县",
        plan_id=1,
        plan="甲县“一老一小”照护服务行动方案",
        document="甲政办〔2024〕5号",
        plan_period="14-5",
        period="2025H2",
        on="2025-12-31",
        since="2025-07-01",
        recipient="甲县人民政府",
        organ="甲县发展和改革局",
        year=2025,
        units=UNITS,
        tasks=tuple(task(number) for number in range(1, tasks + 1)),
        indicators=tuple(
            indicator(number, **({} if number % 2 else {"state": "met", "binding": False, "gap": ""}))
            for number in range(1, indicators + 1)
        ),
        returns=tuple(
            ReturnFact(
                at,
                name,
                "submitted" if at % 2 else "missing",
                "2026-01-21T10:00:00+08:00" if at % 2 else "",
                late=at == 1,
            )
            for at, name in enumerate(UNITS)
        ),
        orders=(
            OrderFact(
                1,
                "督〔2025〕1号",
                UNITS[0],
                "助餐点台账不全",
                "补齐台账",
                "2025-11-01",
                "2025-12-01",
                "open",
                True,
            ),
        ),
        measures=tuple(
            MeasureFact(
                number,
                number,
                f"任务{number}",
                2026 if number % 2 else 2025,
                f"新增服务点{number}处",
                "验收合格",
                "2026-06-30" if number % 2 else "2025-12-31",
                UNITS[number % 4],
                "agreed",
                soon=bool(number % 2),
            )
            for number in range(1, 9)
        ),
    )
