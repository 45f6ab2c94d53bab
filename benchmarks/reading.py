"""How fast a plan is read, and whether memory stays level over many; one JSON line a figure.

No peer reads such documents, so `peer` and `ratio` are null where none is named.
"""

import contextlib
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from laoyou.reading.command import main as read_command
from laoyou.reading.reader import read_text
from laoyou.reading.sources import load_bytes

BYTES = 30_000
DOCUMENTS = 1_000


def plan(seed: int = 0, size: int = BYTES) -> str:
    """A plan in our own words of about `size` bytes, a third of it a table of tasks."""
    lines = ["清河县养老托育服务发展方案", f"清府办〔2023〕{seed % 90 + 1}号"]
    number = seed
    while len("\n".join(lines).encode()) < size * 2 / 3:
        number += 1
        lines += [
            f"{_chinese(len(lines) // 3 + 1)}、第{number}项重点工作",
            f"(一)扩大供给。到2025年,全县建成社区托育点{number}个,每千人口拥有3岁以下婴幼儿托位数达到4.{number % 10}个。",
            f"(二)提升质量。护理型床位占比不低于{number % 60 + 20}%,对独居老年人每周探访{number % 3 + 1}次,培训护理员{number}名。",
        ]
    lines += ["附件", "重点任务分工表", "序号 | 工作任务 | 责任单位 |"]
    row = 0
    while len("\n".join(lines).encode()) < size:
        row += 1
        lines.append(f"{row} | 推进第{row}项工作并形成长效机制。 | 县民政局牵头,县卫生健康局、县财政局配合 |")
    return "\n".join(lines)


def _chinese(number: int) -> str:
    digits = "〇一二三四五六七八九"
    tens = "" if number < 10 else (digits[number // 10 % 10] if number >= 20 else "") + "十"
    return (tens + (digits[number % 10] if number % 10 else "")) or "十"


def web_page(text: str) -> bytes:
    return (
        "<!DOCTYPE html><meta charset=utf-8>" + "".join(f"<p>{line}</p>" for line in text.split("\n"))
    ).encode()


def best_of(times: int, work: Callable[[], object]) -> float:
    """Seconds of the quickest run: the others measure the machine's other work."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def report(name: str, value: float, unit: str, goal: float) -> None:
    figure = {"name": name, "value": round(value, 4), "unit": unit, "peer": None, "ratio": None, "goal": goal}
    print(json.dumps({**figure, "ok": value <= goal}, ensure_ascii=False), flush=True)


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << (20 if sys.platform == "darwin" else 10)
    )


def read_many(folder: Path, first: int, last: int) -> float:
    """Peak memory of this process after reading these documents through the command."""
    files = []
    for number in range(first, last):
        file = folder / f"plan-{number}.txt"
        file.write_text(plan(number), encoding="utf-8")
        files.append(str(file))
    with contextlib.redirect_stderr(io.StringIO()):
        if read_command([*files, "--out", str(folder / "out")]):
            raise SystemExit("the generated plans could not be read")
    return peak_megabytes()


def main() -> None:
    text = plan()
    page = web_page(text)
    report("reading: plan of 30 KB, text to structure", best_of(5, lambda: read_text(text)), "s", 0.15)
    report("reading: web page of 30 KB to text", best_of(5, lambda: load_bytes(page)), "s", 0.05)
    start = [sys.executable, "-m", "laoyou.config.cli", "read", "--help"]
    seconds = best_of(5, lambda: subprocess.run(start, stdout=subprocess.DEVNULL, check=True))
    report("reading: start of the command", seconds, "s", 0.2)
    with tempfile.TemporaryDirectory() as folder:
        early = read_many(Path(folder), 0, DOCUMENTS // 10)
        begun = time.perf_counter()
        late = read_many(Path(folder), DOCUMENTS // 10, DOCUMENTS)
        each = (time.perf_counter() - begun) / (DOCUMENTS * 9 / 10)
    report("reading: a document among 1,000, file to file", each, "s", 0.15)
    report("reading: growth of peak memory from 100 to 1,000 documents", late / early - 1, "share", 0.1)


if __name__ == "__main__":
    main()
