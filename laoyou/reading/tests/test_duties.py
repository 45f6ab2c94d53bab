"""Duties that prose gives to departments."""

import pytest

from laoyou.reading.duties import find_duties
from laoyou.reading.model import Clause


def _read(text: str) -> list[tuple[list[str], str, str]]:
    return [(duty["units"], duty["role"], duty["what"]) for duty in find_duties(text, [])]


@pytest.mark.parametrize(
    ("text", "duties"),
    [
        ("市教育局负责统筹协调工作。", [(["市教育局"], "lead", "统筹协调工作")]),
        ("县民政局、县残联根据职责分工,负责场所改造。", [(["县民政局", "县残联"], "shared", "场所改造")]),
        (
            "市民政局牵头负责养老服务、市卫生健康委牵头负责托育服务。",
            [(["市民政局"], "lead", "养老服务"), (["市卫生健康委"], "lead", "托育服务")],
        ),
        (
            "市住建局会同市消防支队制定验收办法。",
            [(["市住建局"], "lead", "制定验收办法"), (["市消防支队"], "support", "制定验收办法")],
        ),
        ("各乡镇(街道)各部门要落实属地责任。", [(["各乡镇(街道)", "各部门"], "shared", "落实属地责任")]),
        ("坚持政府主导,区财政局要保障资金。", [(["区财政局"], "lead", "保障资金")]),
    ],
)
def test_duties(text: str, duties: list[tuple[list[str], str, str]]) -> None:
    assert _read(text) == duties


def test_units_in_brackets_are_responsible_for_what_stands_before() -> None:
    text = "(一)建设站点。新建十个站点。(市民政局牵头,市财政局、市人社局配合)"
    clause = Clause("(一)", "建设站点", 2, "(一)", 0, 8, len(text))
    duties = find_duties(text, [clause])
    assert [(duty["units"], duty["role"]) for duty in duties] == [
        (["市民政局"], "lead"),
        (["市财政局", "市人社局"], "support"),
    ]
    assert all(duty["what"].startswith("(一)建设站点") for duty in duties)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("鼓励企业负责日常运营。", "no department"),
        ("实行“政府负责、部门分工负责”的体制。", "a motto"),
        ("有关部门要密切配合。", "a person has to say which departments"),
        ("市教育局牵头,市财政局、市人社局配合", "a cell of a table says who, not what"),
    ],
)
def test_no_duty(text: str, why: str) -> None:
    assert _read(text) == [], why


def test_tables_are_left_out() -> None:
    text = "市教育局负责统筹规划。\n市民政局负责设施改造。\n"
    assert [duty["units"] for duty in find_duties(text, [], exclude=[(12, len(text))])] == [["市教育局"]]
