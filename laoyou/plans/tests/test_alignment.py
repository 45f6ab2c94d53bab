from hypothesis import given
from hypothesis import strategies as st

from laoyou.plans.rules.alignment import Aligned, Alignment, Entry, align
from laoyou.plans.rules.likeness import anywhere

# Few signs, so that wordings meet often; marks and N-keys that some share.
WORDINGS = st.text(alphabet="养老托育床位护理培训改造,。", max_size=14)


def entries(prefix: str) -> st.SearchStrategy[list[Entry]]:
    one = st.tuples(WORDINGS, st.sampled_from(["", "N1", "N2"]), st.sampled_from(["", "", "", "x", "y"]))
    return st.lists(one, max_size=9).map(
        lambda rows: [Entry(f"{prefix}{i}", *row) for i, row in enumerate(rows)]
    )


PAIRS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=4, unique=True)


def named(pairs: list[tuple[int, int]]) -> list[tuple[str, str]]:
    return [(f"a{first}", f"b{second}") for first, second in pairs]


def mirrored(found: Alignment) -> set[tuple[tuple[str, ...], tuple[str, ...], float, bool]]:
    return {(each.second, each.first, each.likeness, each.corrected) for each in found.pairs}


def plain(found: Alignment) -> set[tuple[tuple[str, ...], tuple[str, ...], float, bool]]:
    return {(each.first, each.second, each.likeness, each.corrected) for each in found.pairs}


@given(entries("a"), entries("b"), PAIRS)
def test_the_other_way_round_is_the_mirror_image(
    first: list[Entry], second: list[Entry], apart: list[tuple[int, int]]
) -> None:
    kept = named(apart)
    there = align(first, second, apart=kept)
    back = align(second, first, apart=[(b, a) for a, b in kept])
    assert plain(there) == mirrored(back)
    assert there.only_first == back.only_second
    assert there.only_second == back.only_first


@given(entries("a"), entries("b"), PAIRS, PAIRS)
def test_each_part_stands_once_and_a_row_has_one_of_a_plan(
    first: list[Entry], second: list[Entry], together: list[tuple[int, int]], apart: list[tuple[int, int]]
) -> None:
    found = align(first, second, together=named(together), apart=named(apart))
    left = [key for each in found.pairs for key in each.first] + list(found.only_first)
    right = [key for each in found.pairs for key in each.second] + list(found.only_second)
    assert sorted(left) == sorted(entry.key for entry in first)
    assert sorted(right) == sorted(entry.key for entry in second)
    assert all(1 in {len(each.first), len(each.second)} for each in found.pairs)
    assert all(0 < each.likeness <= 1 for each in found.pairs)


@given(entries("a"), entries("b"), PAIRS)
def test_what_a_person_parted_never_stands_side_by_side(
    first: list[Entry], second: list[Entry], apart: list[tuple[int, int]]
) -> None:
    found = align(first, second, apart=named(apart))
    seen = {(a, b) for each in found.pairs for a in each.first for b in each.second}
    assert not seen & set(named(apart))


@given(entries("a"), entries("b"), st.tuples(st.integers(0, 8), st.integers(0, 8)))
def test_what_a_person_joined_stands_side_by_side(
    first: list[Entry], second: list[Entry], pair: tuple[int, int]
) -> None:
    found = align(first, second, together=named([pair]))
    there = pair[0] < len(first) and pair[1] < len(second)
    assert (Aligned((f"a{pair[0]}",), (f"b{pair[1]}",), 1.0, True) in found.pairs) is there


@given(
    st.lists(st.text(alphabet="养老托育床位护理培训改造", min_size=3, max_size=14), max_size=9, unique=True)
)
def test_a_plan_beside_itself_is_all_there(texts: list[str]) -> None:
    plan = [Entry(str(i), text) for i, text in enumerate(texts)]
    found = align(plan, plan)
    assert {(each.first, each.second) for each in found.pairs} == {((e.key,), (e.key,)) for e in plan}


def test_one_task_that_covers_two() -> None:
    whole = Entry("a0", "加强养老机构消防安全改造,提升公办养老机构护理能力,建立入住综合评估制度")
    parts = [Entry("b0", "提升公办养老机构护理能力"), Entry("b1", "建立入住综合评估制度")]
    other = Entry("b2", "推进托位建设")
    found = align([whole], [*parts, other])
    assert [(each.first, each.second) for each in found.pairs] == [(("a0",), ("b0", "b1"))]
    assert found.only_second == ("b2",)


def test_the_catalogue_knows_one_thing_by_two_names_and_two_by_like_names() -> None:
    first = [Entry("a0", "每千人口托位数", mark="places"), Entry("a1", "老年人健康管理率", mark="health")]
    second = [Entry("b0", "老年人规范健康管理率", mark="other"), Entry("b1", "千人托位", mark="places")]
    found = align(first, second)
    assert [(each.first, each.second) for each in found.pairs] == [(("a0",), ("b1",))]


def test_a_wording_is_the_same_wherever_it_stands() -> None:
    assert anywhere("甲县建好全县平台,让我县老人都用上", "甲县") == anywhere(
        "示例市建好全市平台,让我市老人都用上", "示例市"
    )
    assert "全市区" in anywhere("建好全市区平台", "甲县")
