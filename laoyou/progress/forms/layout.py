"""Where everything stands in a return form (填报包). The form is a Chinese document, whatever the screen's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing

SALT = "laoyou.return-form"
MARK = "laoyou"  # the hidden sheet
CHUNK = 30_000  # a cell holds 32,767 signs
HEAD, FIRST = 2, 3  # 0-based rows: the headers, and the first row of data
NAME_CELL = (2, 1)  # on the first sheet: the unit's name
ABOUT, TASKS, FIGURES, QUESTIONS = "说明", "任务", "指标", "问题"
ROLE_WORDS = {"lead": "牵头", "shared": "分工负责", "support": "配合"}
YES, NO = "是", "否"
_YES = {"是", "完成", "已完成", "√", "✓", "✔", "对", "y", "yes", "1", "true"}
_NO = {"", "否", "未完成", "没有", "×", "x", "n", "no", "0", "false"}
LONGEST_SHOWN = 2_000


@dataclass(frozen=True, slots=True)
class Column:
    """`field`: what is typed there, "" where nothing may be."""

    head: str
    width: int
    field: str = ""


TASK_COLUMNS = (
    Column("序号", 6),
    Column("任务", 42),
    Column("分工", 9),
    Column("上次填报", 30),
    Column("本期进展（填）", 44, "text"),
    Column("已全部完成？（选）", 11, "claims"),
    Column("本期数据（填）", 24, "figures"),
)
FIGURE_COLUMNS = (
    Column("指标", 34),
    Column("计量单位", 10),
    Column("上次数据", 22),
    Column("分子（填）", 14, "numerator"),
    Column("分母（填）", 14, "denominator"),
    Column("数值（填）", 14, "value"),
    Column("截止日（填）", 14, "as_of"),
    Column("说明（填）", 30, "note"),
)
QUESTION_COLUMNS = (Column("序号", 6), Column("问题", 60), Column("回答（填）", 80, "text"))


@dataclass(frozen=True, slots=True)
class Issued:
    """What a form carries, signed: for whom, the fixed words of its rows, and what stood in the cells to type in."""

    cycle: int
    unit: int
    plan: int
    name: str
    title: str
    at: str
    tasks: tuple[tuple[int, str, str, str, str], ...]
    figures: tuple[tuple[int, str, str, str], ...]
    questions: tuple[str, ...]
    base: Mapping[str, Any]

    def token(self) -> str:
        return signing.dumps({key: getattr(self, key) for key in self.__slots__}, salt=SALT, compress=True)


def opened(token: str) -> Issued:
    """signing.BadSignature where it is not ours."""
    said = signing.loads(token, salt=SALT)
    return Issued(
        **{
            **said,
            "tasks": tuple(tuple(each) for each in said["tasks"]),
            "figures": tuple(tuple(each) for each in said["figures"]),
            "questions": tuple(said["questions"]),
        }
    )


def said_yes(typed: str) -> bool | None:
    """None for words that are neither yes nor no."""
    word = typed.strip().lower()
    return True if word in _YES else False if word in _NO else None


def shown(text: str) -> str:
    """Words for a cell that nobody types in."""
    return re.sub(r"[\0-\x08\x0b-\x1f]", "", text.replace("\r\n", "\n"))[:LONGEST_SHOWN]


def cell(row: int, column: int) -> str:
    """E5, as the program that the clerk uses calls it."""
    return f"{'ABCDEFGHIJ'[column]}{row + 1}"
