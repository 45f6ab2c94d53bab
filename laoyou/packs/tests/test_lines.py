import tomllib

from hypothesis import given
from hypothesis import strategies as st

from laoyou.packs.lines import Lines

NAMES = st.text("abcdef", min_size=1, max_size=4)
ROWS = st.lists(st.lists(NAMES, min_size=1, max_size=3, unique=True), min_size=1, max_size=5)


# How fast a busy machine draws inputs says nothing about the lines.
@given(ROWS)
def test_each_key_of_each_repeated_table_is_found(tables: list[list[str]]) -> None:
    lines = ["# a comment with [brackets] and = signs", ""]
    expected = {}
    for index, keys in enumerate(tables):
        lines.append("[[row]]")
        for key in keys:
            lines.append(f'{key} = "]{{#"  # a note')
            expected[("row", index, key)] = len(lines)
    text = "\n".join(lines)
    tomllib.loads(text)
    found = Lines(text)
    assert {path: found.at(path) for path in expected} == expected


def test_rows_of_an_array_and_what_is_inside_them() -> None:
    text = 'a = 1\nrows = [\n    { no = 1, of = ["x", "y"] },\n    # between\n    { no = 2 },\n]\nlast = 2\n'
    lines = Lines(text)
    assert [lines.at(["rows", 0, "no"]), lines.at(["rows", 1, "no"]), lines.at(["last"])] == [3, 5, 7]


def test_a_table_inside_the_last_repeated_table() -> None:
    lines = Lines("[[a]]\nk = 1\n[[a.b]]\nk = 2\n[[a]]\n[[a.b]]\nk = 3\n[a.c]\nk = 4\n")
    assert lines.at(["a", 0, "b", 0, "k"]) == 4
    assert lines.at(["a", 1, "b", 0, "k"]) == 7
    assert lines.at(["a", 1, "c", "k"]) == 9


def test_an_unknown_path_gives_the_nearest_line_around_it() -> None:
    assert Lines("x = 1\n[[a]]\nk = 1\n").at(["a", 0, "absent", 3]) == 2
