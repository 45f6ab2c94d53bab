"""The reader against what people found in the five reference plans."""

import pytest

from tests.conformance.reading.matching import Score
from tests.conformance.reading.scorer import SECTIONS, score, total
from tests.conformance.reading.truth import Case, shared, shared_cases

FLOORS = {
    "tasks": 0.98, "responsibilities": 0.98, "indicators": 1.0, "targets": 0.93, "facts": 0.93, "forecasts": 0.93,
    "clauses": 0.98, "metadata": 0.98, "reporting": 0.93, "duties": 0.85, "bodies": 0.93, "spans": 1.0,
}  # fmt: skip
COUNTS = {"chongqing": (40, 24), "xuanhan": (52, 0), "guizhou": (40, 0), "chuxiong": (0, 0), "hebei": (0, 0)}

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    found = shared_cases()
    if not found:
        pytest.skip(f"the reference documents are not in {shared()}; set LAOYOU_SHARED to their folder")
    return found


@pytest.fixture(scope="module")
def sums(cases: list[Case]) -> dict[str, Score]:
    return total([score(case) for case in cases])


@pytest.mark.parametrize("section", SECTIONS)
def test_meets_the_floor(sums: dict[str, Score], section: str) -> None:
    part = sums[section]
    assert part.f1 >= FLOORS[section], "\n".join([*part.misses, "extras:", *part.extras])


def test_truth_has_the_known_numbers_of_rows(cases: list[Case]) -> None:
    rows = {case.name: (len(case.truth["tasks"]), len(case.truth["indicators"])) for case in cases}
    assert rows == COUNTS
