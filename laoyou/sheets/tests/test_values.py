"""Cells into values: whatever is written, it is read right or refused, never guessed."""

import datetime
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laoyou.sheets import faults, heads, reading
from laoyou.sheets.dates import date
from laoyou.sheets.exporting import _safe
from laoyou.sheets.faults import Bad
from laoyou.sheets.known import words_of
from laoyou.sheets.targets import Choice, Column, Kind
from laoyou.sheets.values import Setting, convert
from laoyou.sheets.words import letters

TODAY = datetime.date(2026, 7, 1)
SEX = Column("sex", "性别", "choice", choices=(Choice("1", "男"), Choice("2", "女", ("女士",))))
SETTING = Setting(TODAY, choices={"sex": words_of(SEX)}, times={"wan": 10_000})
DAYS = st.dates(datetime.date(1851, 1, 1), datetime.date(2199, 12, 31))


def value(kind: Kind, raw: Any, key: str = "x") -> Any:
    return convert(Column(key, "列", kind), raw, SETTING)


def fault(kind: Kind, raw: Any) -> Bad:
    with pytest.raises(Bad) as bad:
        value(kind, raw)
    return bad.value


@given(DAYS, st.sampled_from(["{0:%Y}-{0:%m}-{0:%d}", "{0.year}.{0.month}.{0.day}", "{0.year}年{0.month}月{0.day}日",
                              "{0:%Y}{0:%m}{0:%d}", "{0.year}/{0.month}/{0.day} 00:00:00"]))  # fmt: skip
def test_a_day_written_any_full_way_is_that_day(day: datetime.date, form: str) -> None:
    written = form.format(day).zfill(8) if form.startswith("{0:%Y}{") else form.format(day)
    assert date(written) == day
    wide = written.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    assert date(wide) == day


def test_a_day_that_is_none_and_a_year_that_cannot_be_are_told_apart() -> None:
    for written, why in (("2026-02-30", "没有这一天"), ("2999-01-01", "年份不合情理")):
        with pytest.raises(Bad) as bad:
            date(written)
        assert bad.value.why == why


@given(st.dates(datetime.date(1912, 1, 1), datetime.date(2100, 1, 1)))
def test_days_counted_by_excel_are_read_by_its_two_ways(day: datetime.date) -> None:
    assert date((day - datetime.date(1899, 12, 30)).days * 1.0) == day
    assert date((day - datetime.date(1904, 1, 1)).days, from_1904=True) == day


@given(DAYS)
def test_a_year_of_two_digits_is_refused(day: datetime.date) -> None:
    for written in (f"{day:%y}-{day:%m}-{day:%d}", f"{day:%y}年{day.month}月{day.day}日"):
        with pytest.raises(Bad) as bad:
            date(written)
        assert "世纪" in str(bad.value.why)


@given(st.one_of(st.text(max_size=30), st.floats(allow_nan=True), st.integers(), st.booleans(), st.none()))
def test_no_cell_breaks_any_kind(raw: Any) -> None:
    kinds: tuple[Kind, ...] = ("text", "number", "money", "date", "flag", "id_number", "phone", "code")
    for kind in kinds:
        with suppress(Bad):
            assert "\0" not in str(value(kind, raw))
    with suppress(Bad):
        assert convert(SEX, raw, SETTING) in {"1", "2", None}
    assert len(faults.shown(Column("x", "列", personal=True), raw)) <= 12


@given(st.decimals(-(10**9), 10**9, places=2))
def test_numbers_are_themselves(number: Decimal) -> None:
    assert value("number", str(number)) == number
    assert value("number", f"{number:,}") == number
    assert value("money", f"{number}元") == number
    assert value("money", f"{number}万元") == number * 10_000
    assert value("money", str(number), "wan") == number * 10_000
    assert value("money", f"{number}元", "wan") == number


@given(st.sampled_from(["1", 1, 1.0, "男", " 男 ", "男性", "M", "male", "１"]))
def test_a_choice_is_known_by_value_label_and_usual_words(raw: Any) -> None:
    assert convert(SEX, raw, SETTING) == "1"


def test_flags_phones_codes_and_numbers_kept_as_text() -> None:
    assert [value("flag", raw) for raw in ("是", "√", 1.0, "否", "×", "无", True)] == [True, True, True, False, False, False, True]  # fmt: skip
    assert value("phone", "+86 138-0000-0000") == "13800000000"
    assert value("phone", 13800000000.0) == "13800000000"
    assert value("phone", "0818-5222222") == "08185222222"
    assert value("code", 511722.0) == "511722"
    assert value("text", 12.0) == "12"
    assert value("number", "１２") == Decimal(12)
    assert value("text", "—") is None
    assert "不止一个" in str(fault("phone", "13800000000、13900000000").why)
    for kind, raw in (("id_number", 5.11722195008151e17), ("text", 5.11722195008151e17), ("code", "5.1E+17")):
        assert "丢失" in str(fault(kind, raw).why)  # type: ignore[arg-type]
    assert "公式" in str(fault("number", "#N/A").why)
    for kind in ("number", "money", "date"):
        assert fault(kind, "9" * 5000)  # type: ignore[arg-type]


def test_personal_cells_are_masked_in_faults() -> None:
    assert faults.shown(Column("n", "证件号码", "id_number", personal=True), "990121195008150015") == "•••• 5"
    assert faults.shown(Column("n", "姓名", personal=True), "欧阳某某") == "欧＊＊＊"
    assert faults.shown(Column("n", "性别"), "先生") == "先生"
    for slipped in ("990121195008150015", "990121 19500815 001X", "99012119500815001", "990121500815001"):
        assert faults.shown(Column("n", "性别"), f"女 {slipped}") == f"女 •••• {slipped[-1]}"
    assert faults.shown(Column("n", "性别"), 13900000071.0) == "•••• 1"
    for plain in ("990121101009", "2026-07-01", "12345.67"):
        assert faults.shown(Column("n", "村"), plain) == plain


def test_columns_are_named_as_excel_names_them() -> None:
    assert [letters(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_csv_is_read_in_the_codings_that_offices_write() -> None:
    for coding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        book = reading.open_book('姓名,住址\r\n\r\n示例甲,"河口村,一组"\r\n'.encode(coding))
        assert list(book.lines("")) == [(1, ["姓名", "住址"]), (3, ["示例甲", "河口村,一组"])]
    assert reading.open_book(b"a\tb\r\n1\t2").top("", 1) == [(1, ["a", "b"])]


def test_heads_over_two_lines_are_joined_where_nothing_says_what_is_merged() -> None:
    top: list[tuple[int, reading.Cells]] = [
        (1, ["花名册"]), (2, ["序号", "姓名", "联系方式", ""]), (3, ["", "", "电话", "住址"]), (4, [1, "示例甲", "138", "某处"])
    ]  # fmt: skip
    found = heads.find(top, (), {"姓名", "电话"})
    assert found == heads.Head(2, 2, ("序号", "姓名", "联系方式 电话", "联系方式 住址"))
    plain = heads.find([(1, ["姓名", "", "电话"]), (2, ["示例甲", "一", "138"])], (), {"姓名"})
    assert plain == heads.Head(1, 1, ("姓名", "", "电话"))


def test_no_cell_of_a_csv_is_a_formula() -> None:
    assert [_safe(cell) for cell in ("＝1+1", "\n=1", "=1+1", "@x", "-a", "+1", "文", -5)] == [
        "'＝1+1",
        "'\n=1",
        "'=1+1",
        "'@x",
        "'-a",
        "'+1",
        "文",
        -5,
    ]


@given(DAYS)
def test_an_apostrophe_before_a_cell_is_no_part_of_it(day: datetime.date) -> None:
    assert value("date", f"'{day.year}年{day.month}月{day.day}号") == day
    assert value("code", "'0102") == "0102"
    assert value("text", "'张三") == "张三"
    assert value("text", "'十四五'规划") == "'十四五'规划"


@given(
    st.integers(10**17, 10**18 - 1),
    st.sampled_from(["{0:.2E}", "{0:.5e}", "{0:.14E}", "'{0:.2E}", "{0:.2E} "]),
    st.sampled_from(["id_number", "code"]),
)
def test_a_number_that_excel_wrote_in_powers_of_ten_is_refused_and_told_why(
    number: int, form: str, kind: Kind
) -> None:
    for written in (form.format(number), form.format(number).replace("E", " E"), float(number), number):
        assert "15 位" in str(fault(kind, written).why)
