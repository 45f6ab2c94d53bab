from hypothesis import given
from hypothesis import strategies as st

from laoyou.plans.rules.differences import pieces

WORDS = st.text(alphabet="养老托育床位,", max_size=30)


@given(WORDS, WORDS)
def test_nothing_is_lost_and_what_is_shared_is_shared(one: str, other: str) -> None:
    left, right = pieces(one, other)
    assert "".join(text for text, _differs in left) == one
    assert "".join(text for text, _differs in right) == other
    assert [text for text, differs in left if text and not differs] == [
        text for text, differs in right if text and not differs
    ]


def test_what_differs_is_marked() -> None:
    left, right = pieces("每周至少上门探访一次", "每季度至少上门探访一次")
    assert left == (("每周", True), ("至少上门探访一次", False))
    assert right == (("每季度", True), ("至少上门探访一次", False))
