"""Pages of bodies beyond what the journey walks: exports, odd addresses, constant numbers of queries."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from laoyou.access.scope import acting_as
from laoyou.bodies import actions
from tests.world import World
from tests.world.bodies import SINCE

Most = Callable[[int], AbstractContextManager[object]]


def _sheet(client: Client, path: str) -> list[list[object]]:
    """Its heads and rows, below the mark."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(client.get(path))))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()[1:]]


def test_exports_hold_what_the_lists_show(office: Client, filled: World) -> None:
    members = _sheet(office, f"/console/bodies/{filled.rows['body'].pk}/export/?on=2025-04-01")
    assert [row[2:4] for row in members[1:]] == [
        ["县人民政府副县长", "空缺"],
        ["甲县民政局局长", "张三"],
    ]
    (filed,) = _sheet(office, "/console/bodies/filings/export/?q=李四")[1:]
    assert filed[:4] == ["〔2025〕1", "甲县民政局局长", "张三", "李四"]
    (decided,) = _sheet(office, "/console/bodies/decisions/export/?state=open")[1:]
    assert decided[5] == "甲县民政局（牵头）"
    assert _sheet(office, "/console/bodies/decisions/export/?state=task")[1:] == []


@pytest.mark.parametrize("on", ["", "2025-13-40", "x", "2025-04-01"])
def test_any_day_can_be_asked_for(office: Client, filled: World, on: str) -> None:
    assert office.get(f"/console/bodies/{filled.rows['body'].pk}/", {"on": on}).status_code == 200


@pytest.mark.parametrize("part", ["", "posts/", "meetings/", "decisions/", "filings/"])
def test_lists_take_a_constant_number_of_queries(
    office: Client, filled: World, part: str, django_assert_max_num_queries: Most
) -> None:
    with acting_as(filled.actor("甲县", "office")) as actor:
        for number in range(25):
            seat = actions.give_seat(
                by=actor, body=filled.rows["body"], role="member", since=SINCE, new_post=f"职务{number}"
            )
            actions.appoint(by=actor, post=seat.post, name=f"人{number}", since=SINCE)
            actions.add_decision(by=actor, meeting=filled.rows["meeting"], text=f"事项{number}")
    with django_assert_max_num_queries(22):
        assert office.get(f"/console/bodies/{part}").status_code == 200
    with django_assert_max_num_queries(26):
        assert office.get(f"/console/bodies/meetings/{filled.rows['meeting'].pk}/").status_code == 200


def test_a_wrong_evidence_file_is_refused_in_words(office: Client, filled: World) -> None:
    path = f"/console/bodies/filings/{filled.rows['filing'].pk}/evidence/"
    wrong = io.BytesIO(b"MZ\x00\x01 not a document")
    wrong.name = "扫描.pdf"
    answer = office.post(path, {"files": [wrong]})
    assert answer.status_code == 200
    assert "扫描.pdf" in answer.content.decode()
    assert filled.rows["filing"].files.count() == 0
