from hypothesis import given
from hypothesis import strategies as st

from laoyou.plans.rules.segments import pieces

spans = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60), st.integers(0, 9)), max_size=20)


@given(st.integers(0, 50), spans)
def test_pieces_make_up_the_text_once(length: int, marked: list[tuple[int, int, int]]) -> None:
    found = pieces(length, marked)
    assert [sign for piece in found for sign in range(piece.start, piece.end)] == list(range(length))


@given(st.integers(0, 50), spans)
def test_each_piece_names_exactly_what_lies_over_it(length: int, marked: list[tuple[int, int, int]]) -> None:
    for piece in pieces(length, marked):
        over = {ref for start, end, ref in marked if start <= piece.start and piece.end <= end}
        assert set(piece.refs) == over


def test_the_shortest_span_comes_first() -> None:
    assert pieces(10, [(0, 10, "row"), (3, 5, "number")])[1].refs == ("number", "row")
