"""Recognition by an invented catalogue; what it knows is all in the catalogue."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laoyou.reading.catalogue import Match, nkey_of, recognise, squash

CATALOGUE: dict[str, Any] = {
    "parameters": [
        {
            "key": "calls",
            "rules": [
                {"class": "far", "all": ["问候|致电"], "context": ["外地"], "unit": ["次"], "per": ["每周"]},
                {"class": "near", "all": ["问候|致电"], "none": ["外地"], "unit": ["次"]},
            ],
        },
        {"key": "returns", "rules": [{"all": ["报送"], "item": ["reporting"]}]},
    ],
    "indicators": [
        {"key": "lamps", "names": ["村道路灯完好率", "路灯完好比例"], "units": ["%"], "rules": []},
        {
            "key": "lamps_many",
            "names": ["村道路灯"],
            "units": ["盏"],
            "rules": [{"all": ["路灯"], "unit": ["盏"]}],
        },
        {"key": "trees", "names": ["行道树成活率"], "units": ["%"], "rules": []},
        {
            "key": "cover",
            "names": ["照明机制覆盖率"],
            "units": ["%"],
            "rules": [{"all": ["照明", "覆盖"], "unit": ["%"]}],
        },
    ],
    "nkeys": [{"key": "N1", "terms": {"路灯": 3, "照明": 2}}, {"key": "N2", "terms": {"行道树": 4}}],
}


def target(text: str, subject: str, unit: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "subject": subject, "unit": unit, "span": [0, len(text)], "kind": "target"} | more


def keys(reading: dict[str, Any], text: str = "") -> list[tuple[str, str | None]]:
    return [(match.key, match.class_key) for match in recognise(reading, CATALOGUE, text)]


def test_the_subject_is_the_name() -> None:
    found = recognise({"targets": [target("路灯完好比例达到90%", "路灯完好比例", "%")]}, CATALOGUE)
    assert found == [Match("target", 0, "indicator", "lamps", None, 0.99)]


def test_the_longer_name_wins_and_the_unit_must_fit() -> None:
    assert keys({"targets": [target("村道路灯完好率达到90%", "村道路灯完好率", "%")]}) == [("lamps", None)]
    assert keys({"targets": [target("新增村道路灯90盏", "村道路灯", "盏")]}) == [("lamps_many", None)]
    assert keys({"targets": [target("村道路灯完好率达到90分", "村道路灯完好率", "分")]}) == []


def test_a_subject_that_lists_two_names_sets_both() -> None:
    both = "村道路灯完好率、行道树成活率"
    assert set(keys({"targets": [target(f"{both}均达到90%", both, "%")]})) == {
        ("lamps", None),
        ("trees", None),
    }


def test_the_sentence_around_decides_the_class() -> None:
    text = "前一句说外地。对子女在外地的住户,每周问候一次。"
    start = text.index("每周")
    item = target("每周问候一次", "问候", "次", per="每周", span=[start, len(text) - 1])
    assert keys({"targets": [item]}, text) == [("calls", "far")]
    assert keys({"targets": [item]}, text.replace("在外地的住户", "在本地的住户")) == [("calls", "near")]


def test_a_bare_rate_takes_its_subject_from_the_item_before_it() -> None:
    first = target("新建照明点20处", "照明点", "处", span=[0, 8])
    second = target("覆盖率达到100%", "覆盖率", "%", span=[9, 18])
    far = second | {"span": [40, 49]}
    assert keys({"targets": [first, second]}) == [("cover", None)]
    assert keys({"targets": [first, far]}) == []


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("“村道”路灯完好率", 0.99),
        ("村道路灯完好率(含巷道)", 0.97),
        ("村道路灯完好程度率", 0.65),
        ("自来水普及率", None),
    ],
)
def test_a_row_of_a_table_may_write_the_name_otherwise(name: str, sure: float | None) -> None:
    found = recognise({"indicators": [{"name": name, "target": {"unit": "%"}}]}, CATALOGUE)
    assert [match.confidence for match in found] == ([] if sure is None else [sure])


def test_only_a_dated_return_sets_its_dates() -> None:
    duty = {"text": "报送情况", "deadlines": [{"month": 3, "day": 1}]}
    assert keys({"reporting": [duty, duty | {"deadlines": []}]}) == [("returns", None)]


def test_traditional_text_is_matched_by_its_shadow() -> None:
    assert keys({"targets": [target("村道路燈完好率達到90%", "村道路灯完好率", "%")]}) == [("lamps", None)]


def test_the_heaviest_terms_give_the_common_key() -> None:
    key, sure = nkey_of("维护路灯,改善照明", CATALOGUE)
    assert key == "N1"
    assert sure > 0.8
    assert nkey_of("与此无关", CATALOGUE) == (None, 0.0)
    assert nkey_of("路灯与行道树", CATALOGUE)[1] < sure


@given(st.text("村道路灯完好率、“”()（） %,", max_size=40))
def test_any_text_is_matched_without_error(text: str) -> None:
    reading = {"targets": [target(text, text, "%")], "indicators": [{"name": text, "target": None}]}
    assert all(0 < match.confidence < 1 for match in recognise(reading, CATALOGUE, text))
    assert squash(squash(text)) == squash(text)
