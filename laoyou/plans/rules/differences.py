"""Where two like wordings differ, sign by sign. Pure."""

from difflib import SequenceMatcher

LONGEST = 240  # of longer ones the eye follows no single signs
_RUN = 2  # a single sign that both have by chance is no agreement

Pieces = tuple[tuple[str, bool], ...]


def pieces(one: str, other: str) -> tuple[Pieces, Pieces]:
    """Both wordings cut into (words, whether the other lacks them); whole where they are too long to follow."""
    if one == other or max(len(one), len(other)) > LONGEST:
        return ((one, False),), ((other, False),)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    kept = [block for block in blocks if block.size >= _RUN]
    return (
        _cut(one, [(block.a, block.a + block.size) for block in kept]),
        _cut(other, [(block.b, block.b + block.size) for block in kept]),
    )


def _cut(text: str, shared: list[tuple[int, int]]) -> Pieces:
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in [*shared, (len(text), len(text))]:
        found += [(text[at:start], True), (text[start:end], False)]
        at = end
    return tuple(piece for piece in found if piece[0])
