"""How fast the tasks of two plans are aligned: against the plain way, every task beside every other by difflib.

One JSON line a figure. `ratio` is of two times taken in one run, so that the machine's speed does not count.
"""

import difflib
import json
import random
import time
from collections.abc import Callable

from laoyou.plans.rules.alignment import Entry, align

TASKS, NKEYS = 200, 24
FLOOR = 6.0
WHAT = [
    "养老",
    "托育",
    "床位",
    "护理",
    "食堂",
    "适老化",
    "改造",
    "培训",
    "评估",
    "备案",
    "监管",
    "用地",
    "补贴",
    "医养",
    "康养",
    "志愿",
    "智慧",
    "平台",
    "社区",
    "农村",
]
HOW = ["加强", "推进", "建立", "完善", "支持", "鼓励", "引导", "落实", "开展", "探索"]


def plan(seed: int) -> list[Entry]:
    """Tasks in words that plans use, many shared and none quite alike."""
    dice = random.Random(seed)  # noqa: S311 - a sample, not a secret
    return [
        Entry(
            str(number),
            ",".join(dice.choice(HOW) + "".join(dice.sample(WHAT, 4)) for _part in range(dice.randint(1, 3))),
            f"N{dice.randrange(NKEYS)}",
        )
        for number in range(TASKS)
    ]


def all_pairs(first: list[Entry], second: list[Entry]) -> list[tuple[float, str, str]]:
    return sorted(
        (difflib.SequenceMatcher(None, one.text, other.text, autojunk=False).ratio(), one.key, other.key)
        for one in first
        for other in second
    )


def seconds(times: int, work: Callable[[], object]) -> float:
    taken = []
    for _run in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def report(name: str, value: float, unit: str, ok: bool, **more: object) -> None:
    figure = {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "peer": None,
        "ratio": None,
        **more,
        "ok": ok,
    }
    print(json.dumps(figure, ensure_ascii=False), flush=True)


def main() -> None:
    first, second = plan(1), plan(2)
    ours = seconds(3, lambda: align(first, second))
    plain = seconds(1, lambda: all_pairs(first, second))
    name = f"comparing: {TASKS} tasks beside {TASKS}, aligned"
    ratio = plain / ours
    report(name, ours, "s", ratio >= FLOOR, peer="difflib, all pairs", ratio=round(ratio, 1), goal=FLOOR)


if __name__ == "__main__":
    main()
