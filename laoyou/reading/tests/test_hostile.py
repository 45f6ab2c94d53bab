"""Whatever is uploaded, the reader comes back: no error, no deep recursion, no hang."""

import json
import subprocess
import sys

import pytest

SIZE = 20_000
HANG = 60
PIECES = {
    "numerals_a_line": "一\n",
    "numbers_a_line": "1\n",
    "bars": "| ",
    "blank_cells": "|\n",
    "tabs": "\t",
    "half_rows": "1 | 建好食堂\n",
    "heads": "序号|任务|责任单位|\n",
    "labels": "序号\n任务\n责任单位\n",
    "annexes": "附件1\n项目表\n",
    "clauses": "一、建好食堂\n",
    "clauses_in_a_line": "(一)建好食堂。 ",
    "glued": "序号任务责任单位1建好食堂。县民政局",
    "titles": "青禾县方案\n",
    "broken_titles": "关于印发\n",
    "citations": "《托班办法》(某政发〔2023〕7号)",
    "open_quotes": "《",
    "open_brackets": "(",
    "dates": "2024年5月6日\n",
    "units": "县民政局牵头,",
    "fields": "文号:",
}
SCRIPT = f"""
import json, sys
sys.setrecursionlimit(400)
from laoyou.reading.reader import read_text
head, pieces = json.loads(sys.argv[1])
for name, piece in pieces.items():
    print(name, flush=True)
    assert isinstance(read_text(head + piece * ({SIZE} // len(piece))), dict)
"""


@pytest.mark.parametrize("head", ["", "序号\n任务\n责任单位\n"], ids=["bare", "below_a_head"])
def test_a_text_of_one_piece_repeated_is_read(head: str) -> None:
    """The last name printed is that of the piece which failed."""
    arguments = [sys.executable, "-c", SCRIPT, json.dumps([head, PIECES])]
    subprocess.run(arguments, check=True, timeout=HANG)
