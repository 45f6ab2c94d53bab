"""Reads of bodies, held to the reader's divisions. A number of queries that does not grow with what is read."""

from laoyou.bodies.queries.bodies import BodyPage, BodyRow, bodies, body, body_page, not_set_up
from laoyou.bodies.queries.filings import FiledSeat, filed_seats, filing, filings
from laoyou.bodies.queries.meetings import (
    DecisionRow,
    MeetingPage,
    decision,
    decision_of_task,
    decisions,
    follow_up,
    meeting,
    meeting_page,
    meetings,
)
from laoyou.bodies.queries.posts import PostRow, post, posts, tenures_of
from laoyou.bodies.queries.seats import SeatRow, held_on, holders_on, seat, seats_of_post, seats_on

__all__ = [
    "BodyPage",
    "BodyRow",
    "DecisionRow",
    "FiledSeat",
    "MeetingPage",
    "PostRow",
    "SeatRow",
    "bodies",
    "body",
    "body_page",
    "decision",
    "decision_of_task",
    "decisions",
    "filed_seats",
    "filing",
    "filings",
    "follow_up",
    "held_on",
    "holders_on",
    "meeting",
    "meeting_page",
    "meetings",
    "not_set_up",
    "post",
    "posts",
    "seat",
    "seats_of_post",
    "seats_on",
    "tenures_of",
]
