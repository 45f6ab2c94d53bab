"""The whole reader: invented texts, and the counts of the reference documents where they are at hand."""

import os
from pathlib import Path
from typing import Any

import pytest

from laoyou.reading.reader import read_text

SHARED = Path(os.environ.get("LAOYOU_SHARED", Path(__file__).parents[3] / ".." / "shared")).resolve()


@pytest.mark.parametrize(
    "text", ["", "\n\n", "|", "序号", "附件", "一、", "《", "序号 | 任务 | 责任单位 |", "附件:", "\ufeff"]
)
def test_nothing_to_read_is_read_as_nothing(text: str) -> None:
    read = read_text(text)
    assert read["tasks"] == read["indicators"] == []


def test_traditional_text_with_glosses_is_quoted_as_it_stands() -> None:
    text = "序號 | 重點任務 | 責任單位 |\n1 | 建好養(yǎng)老食堂 | 縣民政局牽頭,縣財政局配合 |\n"
    [task] = read_text(text)["tasks"]
    assert task["text"] == "建好養(yǎng)老食堂"
    assert [(item["unit"], item["role"]) for item in task["responsibilities"]] == [
        ("县民政局", "lead"),
        ("县财政局", "support"),
    ]


def test_numbers_in_tasks_are_targets_of_the_row_and_those_in_indicators_are_not() -> None:
    text = (
        "附件1\n主要指标\n指标 | 2020年 | 2025年 | 属性 |\n食堂覆盖率 | 10% | 90% | 约束性 |\n"
        "附件2\n任务分工表\n序号 | 任务 | 责任单位 |\n1 | 到2025年,建成老人食堂12个 | 县民政局 |\n"
    )
    [target] = read_text(text)["targets"]
    assert (target["value"], target["unit"], target["clause"]) == (12, "个", "附件2/1")


def test_paragraphs_without_items_are_unread() -> None:
    text = "一、总则\n(一)意义。办好食堂意义深远,群众期盼已久,各方高度关注。\n(二)目标。到2025年,建成老人食堂12个。\n"
    unread = [text[slice(*item["span"])] for item in read_text(text)["unread"]]
    assert [words[:5] for words in unread] == ["(一)意义"]


def test_a_duty_in_brackets_behind_a_clause() -> None:
    duties = read_text("一、任务\n(一)办好食堂。扩建厨房。(县民政局牵头,县财政局配合)\n")["duties"]
    assert [(item["units"], item["role"]) for item in duties] == [
        (["县民政局"], "lead"),
        (["县财政局"], "support"),
    ]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "tasks", "pairs", "indicators", "binding"),
    [
        ("guizhou", 40, 223, 0, 0),
        ("xuanhan", 52, 219, 0, 0),
        ("chongqing", 40, 197, 24, 9),
        ("hebei", 0, 0, 0, 0),
        ("chuxiong", 0, 0, 0, 0),
    ],
)
def test_reference_documents_give_their_known_counts(
    name: str, tasks: int, pairs: int, indicators: int, binding: int
) -> None:
    path = SHARED / "plans" / f"{name}.txt"
    if not path.exists():
        pytest.skip(f"the reference documents are not in {SHARED}; set LAOYOU_SHARED to their folder")
    read: dict[str, Any] = read_text(path.read_text(encoding="utf-8"))
    said = sum(len(task["responsibilities"]) for task in read["tasks"])
    bound = sum(1 for item in read["indicators"] if item["binding"])
    assert (len(read["tasks"]), said, len(read["indicators"]), bound) == (tasks, pairs, indicators, binding)
