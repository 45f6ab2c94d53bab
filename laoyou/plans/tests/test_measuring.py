from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laoyou.plans.rules.alike_units import known_as, together
from laoyou.plans.rules.measuring import SAID_OF_UPPER, Amount, compared, stricter, times_a_year

VISIT = Amount(">=", Decimal(1), "次", "每周")
FLIPPED = {
    "first_stricter": "second_stricter",
    "second_stricter": "first_stricter",
    "first_higher": "second_higher",
    "second_higher": "first_higher",
}
AMOUNTS = st.builds(
    Amount,
    op=st.sampled_from([">=", "<=", "=", ">", "<"]),
    value=st.decimals(0, 100, places=2),
    unit=st.sampled_from(["%", "个", "次"]),
    per=st.sampled_from(["", "每周", "每月", "每千人口"]),
    year=st.sampled_from([None, 2025]),
    direction=st.sampled_from(["", "higher", "lower"]),
)


@pytest.mark.parametrize(
    ("per", "times"),
    [("每周", 52), ("每两周", 26), ("每月", 12), ("每季度", 4), ("每半年", 2), ("每年", 1), ("每3个月", 4),
     ("每日", 365), ("每人每月", 12), ("每千人口", None), ("", None), ("每个社区", None)],
)  # fmt: skip
def test_a_stretch_of_time_is_so_many_a_year(per: str, times: int | None) -> None:
    assert times_a_year(per) == (None if times is None else Fraction(times))


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        (Amount(">=", Decimal(1), "次", "每月"), "first_stricter"),
        (Amount("=", Decimal(52), "次", "每年"), "equal"),
        (Amount(">=", Decimal(2), "次", "每周"), "second_stricter"),
        (Amount("<=", Decimal(1), "次", "每月"), "other_way"),
        (Amount(">=", Decimal(1), "户", "每月"), "other_unit"),
        (Amount(">=", Decimal(1), "次"), "other_scale"),
    ],
)
def test_visits_weekly_here_and_otherwise_there(other: Amount, verdict: str) -> None:
    assert stricter(VISIT, other).verdict == verdict


def test_a_lower_ceiling_is_the_stricter() -> None:
    ten, twenty = Amount("<=", Decimal(10), "个工作日"), Amount("<=", Decimal(20), "个工作日")
    assert stricter(ten, twenty).verdict == "first_stricter"


@given(AMOUNTS, AMOUNTS)
def test_the_other_way_round_says_the_mirror_image(first: Amount, second: Amount) -> None:
    there, back = stricter(first, second), stricter(second, first)
    assert FLIPPED.get(there.verdict, there.verdict) == back.verdict
    there, back = compared(first, second), compared(second, first)
    assert FLIPPED.get(there.verdict, there.verdict) == back.verdict
    there, back = compared(first, second, upper="first"), compared(second, first, upper="second")
    assert FLIPPED.get(there.verdict, there.verdict) == back.verdict


@given(AMOUNTS, AMOUNTS)
def test_below_the_upper_is_said_of_an_ancestor_alone(first: Amount, second: Amount) -> None:
    assert compared(first, second).verdict not in SAID_OF_UPPER
    assert compared(first, second, same_place=True).verdict not in SAID_OF_UPPER


def share(value: str, **more: object) -> Amount:
    return Amount(">=", Decimal(value), "%", **more)  # type: ignore[arg-type]


def test_below_the_upper_goes_by_direction() -> None:
    assert compared(share("60"), share("55"), upper="first").verdict == "below_upper"
    assert compared(share("60"), share("65"), upper="first").verdict == "meets_upper"
    assert compared(share("60"), share("65"), upper="second").verdict == "below_upper"
    fewer = share("5", direction="lower"), share("8", direction="lower")
    assert compared(*fewer, upper="first").verdict == "below_upper"
    assert compared(share("60", year=2025), share("55", year=2030), upper="first").verdict == "first_higher"


def test_a_total_of_a_county_is_not_below_that_of_its_province() -> None:
    beds = Amount(">=", Decimal(9000), "张"), Amount(">=", Decimal(300), "张")
    assert compared(*beds, upper="first").verdict == "total"
    assert compared(*beds, same_place=True).verdict == "first_higher"


LABELS = {"民政": "civil", "卫生健康": "health", "发展改革": "reform", "财政": "finance"}


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("县民政局", "civil"),
        ("市民政局", "civil"),
        ("省民政厅", "civil"),
        ("甲县卫生健康局", "health"),
        ("市卫生健康委", "health"),
        ("县发改局", "reform"),
        ("省发展和改革委员会", "reform"),
        ("县残联", "disabled"),
        ("各乡镇人民政府", "name:各乡镇人民政府"),
        ("县园林局", "name:园林"),
    ],
)
def test_a_unit_is_known_by_what_it_does(name: str, known: str) -> None:
    assert known in known_as(name, "甲县", {"县残联": "disabled"}, LABELS)


def test_a_unit_known_by_its_pack_here_and_by_its_name_there_is_one() -> None:
    here = known_as("县金融办", "甲县", {"县金融办": "local_finance"}, LABELS)
    there = known_as("市金融办", "示例市", {}, LABELS)
    other = known_as("市园林局", "示例市", {}, LABELS)
    assert together([here, other, there]) == [[0, 2], [1]]
