"""Numbers that no clerk means: refused at the cell, so that adoption never meets them."""

import pytest

from laoyou.plans.rules.pasting import parse_table
from laoyou.plans.rules.payloads import faults


@pytest.mark.parametrize("cell", ["9" * 40, "1.2.3", "1e400", "9" * 5000])
def test_a_cell_is_never_read_by_its_first_digits(cell: str) -> None:
    table = parse_table(f"指标名称\t2025年\n床位占比\t{cell}")
    assert not table.payloads
    assert [error.row for error in table.errors] == [2]


@pytest.mark.parametrize("cell", ["1,234", "70%", "１２３", "≥4.5个", "1.6万", "-5"])
def test_usual_cells_are_still_read(cell: str) -> None:
    assert not parse_table(f"指标名称\t2025年\n床位占比\t{cell}").errors


@pytest.mark.parametrize("no", ["9" * 5000, "9" * 12, "0"])
def test_a_number_of_a_row_has_a_bearable_length(no: str) -> None:
    table = parse_table(f"序号\t重点任务\t责任单位\n{no}\t上门看望\t民政局")
    assert not table.payloads
    assert table.errors[0].row == 2


def test_numbers_of_tasks_and_indicators_fit_their_columns() -> None:
    goal = {"op": ">=", "value": 1}
    assert [each.field for each in faults("task", {"text": "看望", "no": 2**31})] == ["no"]
    assert [each.field for each in faults("indicator", {"name": "床位", "no": 2**31, "target": goal})] == [
        "no"
    ]
