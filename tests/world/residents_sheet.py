"""A county clerk's own sheet of elders for the register of residents, with forty planted faults; and the same mended."""

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook
from stdnum.cn import ric

TITLE, UNIT = "2026年第二季度老年人花名册", "填报单位：民政办    填报日期：2026年6月30日"
# Over two lines; the columns without a lower head stand over both.
HEAD = [
    "序号",
    "老人姓名",
    "性别",
    "公民身份号码",
    "出生年月日",
    "所属村",
    "户籍地址",
    "联系方式",
    "",
    "备注",
]
LOWER = {7: "手机号", 8: "家庭住址"}
FIRST = 5  # line of the first person: two titles and two lines of heads stand above
NAME, SEX, NUMBER, BORN, VILLAGE, REGISTERED, PHONE, ADDRESS = range(1, 9)
FAMILY = "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗"
GIVEN = ("桂兰", "明德", "秀英", "国清", "玉珍", "光荣", "淑芳", "永贵", "素华", "正福")


@dataclass(frozen=True, slots=True)
class Villages:
    """How the sheet names places: ways to write the one of all people, and those that are wrong."""

    ways: Sequence[str]
    twice: str
    foreign: str
    foreign_code: str
    ended: str


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault of the sheet: its cell, and a part of the words that must say why, and what to do."""

    cell: str
    why: str
    do: str


def born(number: int) -> datetime.date:
    return datetime.date(1931, 2, 3) + datetime.timedelta(days=251 * number)


def id_number(number: int) -> str:
    """An invented number with a right check sign; its county is none."""
    first = f"990121{born(number):%Y%m%d}{number % 90 + 10:02d}{number % 5 * 2 + (number % 2 == 0)}"
    return first + str(ric.calc_check_digit(first + "0"))


def _swapped(number: int) -> str:
    right = id_number(number)
    return right[:14] + right[15] + right[14] + right[16:]


def _last_wrong(number: int) -> str:
    right = id_number(number)
    return right[:17] + ("0" if right[17] != "0" else "1")


# (column, cell or what makes it of the person's number, why, what to do): one to a line, the only thing wrong there. Those
# who have one are of odd numbers, and women.
FAULTS: tuple[tuple[int, Any, str, str], ...] = (
    (NAME, "", "必填", "补上"),
    (NAME, "　", "必填", "补上"),
    (NAME, "—", "必填", "补上"),
    (NUMBER, lambda number: float(id_number(number)[:17] + "0"), "后几位已经丢失", "文本"),
    (NUMBER, "9.90121E+17", "后几位已经丢失", "文本"),
    (NUMBER, lambda number: id_number(number)[:6] + id_number(number)[8:17], "18 位", "改好"),
    (NUMBER, lambda number: id_number(number)[:17], "18 位", "改好"),
    (NUMBER, lambda number: id_number(number) + "0", "18 位", "改好"),
    (NUMBER, lambda number: "99O" + id_number(number)[3:], "应为数字", "改好"),
    (NUMBER, "990121195013150012", "出生日期不存在", "改好"),
    (NUMBER, "990121195002300012", "出生日期不存在", "改好"),
    (NUMBER, "990121209908150012", "晚于今天", "改好"),
    (NUMBER, _last_wrong, "末位", "改好"),
    (NUMBER, lambda number: "990121199001010000", "末位", "改好"),
    (NUMBER, "身份证丢失", "不像证件号码", "改好"),
    (SEX, 3, "可选", "男"),
    (SEX, "先生", "可选", "男"),
    (SEX, 1, "性别与填写的不同", "改好"),
    (SEX, "男", "性别与填写的不同", "改好"),
    (BORN, "50-08-15", "世纪", "四位"),
    (BORN, "50.8.15", "世纪", "四位"),
    (BORN, 1950, "哪一天", "写全"),
    (BORN, "1950年", "哪一天", "写全"),
    (BORN, "1950年8月", "哪一天", "写全"),
    (BORN, "195008", "哪一天", "写全"),
    (BORN, "1950-02-30", "没有这一天", "年-月-日"),
    (BORN, "19501315", "没有这一天", "年-月-日"),
    (BORN, "8/15/1950", "写在最后", "年-月-日"),
    (BORN, "农历七月初三", "农历", "公历"),
    (BORN, "庚寅年", "认不出", "年-月-日"),
    (BORN, "1951-08-15", "出生日期与填写的不同", "改好"),
    (VILLAGE, "", "必填", "补上"),
    (VILLAGE, "TWICE", "几个地方", "所属乡镇"),
    (VILLAGE, "FOREIGN", "找不到", "全称"),
    (VILLAGE, "FOREIGN-CODE", "找不到", "全称"),
    (VILLAGE, "ENDED", "已经撤销", "现在的地区"),
    (PHONE, "1380000", "不是电话号码", "11 位"),
    (PHONE, "12800000000/12900000000", "不止一个", "只留一个"),
    (PHONE, "没电话", "不是电话号码", "11 位"),
    (NUMBER, "AGAIN", "重复", "只留一行"),
)  # fmt: skip


def right(number: int, villages: Villages) -> list[Any]:
    """The cells of a person with nothing wrong: sexes as 1 and 2, dates of Excel and as texts, numbers as texts."""
    day = born(number)
    written = (
        day,
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    )
    return [
        str(number + 1),
        FAMILY[number % len(FAMILY)] + GIVEN[number * 7 % len(GIVEN)],
        (1, "2")[number % 2],
        id_number(number),
        written[number % 3 and number % 4],
        villages.ways[number % len(villages.ways)],
        f"{villages.ways[0]}{number % 9 + 1}组",
        ("", f"0818-5{number:06d}", 85218000 + number)[number % 3],
        f"{number % 9 + 1}组{number % 40 + 1}号",
        ("", "", "春节慰问")[number % 3],
    ]


def sheet(villages: Villages, people: int = 90) -> tuple[bytes, list[Planted]]:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    page, dates = book.add_worksheet("花名册"), book.add_format({"num_format": "yyyy-mm-dd"})
    book.add_worksheet("填表说明").write_string(0, 0, "请于季末后五日内报送")
    _heads(page)
    planted = []
    for number in range(people):
        line, cells = FIRST + number, right(number, villages)
        fault = _fault_of(number)
        if fault:
            column, cell, why, do = fault
            cells[column] = _planted(cell, number, villages)
            if cell == "AGAIN":  # the whole first person once more
                cells[1:] = right(0, villages)[1:]
            planted.append(Planted(f"{chr(65 + column)}{line}", why, do))
        write_line(page, line - 1, cells, dates)
    page.write_row(FIRST - 1 + people, 0, ["合计", f"{people}人"])
    page.write_row(FIRST + people, 0, ["填表人：某某", "", "", "审核人：某某"])
    book.close()
    return stream.getvalue(), planted


def _heads(page: Any) -> None:
    page.merge_range(0, 0, 0, len(HEAD) - 1, TITLE)
    page.merge_range(1, 0, 1, len(HEAD) - 1, UNIT)
    for column, name in enumerate(HEAD):
        if column not in LOWER:
            page.merge_range(2, column, 3, column, name)
    page.merge_range(2, min(LOWER), 2, max(LOWER), HEAD[min(LOWER)])
    for column, name in LOWER.items():
        page.write_string(3, column, name)


def _fault_of(number: int) -> tuple[int, Any, str, str] | None:
    """Every second person from the second on has one."""
    place = (number - 1) // 2
    return FAULTS[place] if number % 2 and place < len(FAULTS) else None


def _planted(cell: Any, number: int, villages: Villages) -> Any:
    named = {"TWICE": villages.twice, "FOREIGN": villages.foreign, "FOREIGN-CODE": villages.foreign_code}
    named["ENDED"] = villages.ended
    if callable(cell):
        return cell(number)
    return named.get(cell, cell) if isinstance(cell, str) else cell


def write_line(page: Any, line: int, cells: Sequence[Any], dates: Any) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, datetime.date):
            page.write_datetime(line, column, datetime.datetime(cell.year, cell.month, cell.day), dates)
        elif isinstance(cell, int | float):
            page.write_number(line, column, cell)
        elif cell:
            page.write_string(line, column, cell)


def mended(content: bytes, villages: Villages) -> bytes:
    """The sheet of bad lines as a clerk sends it back: the cell of each fault set right, the rest left alone."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    page, dates = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    write_line(page, 0, rows[0], dates)
    for line, cells in enumerate(rows[1:], start=1):
        number = int(float(str(cells[0]))) - 1
        fault = _fault_of(number)
        assert fault is not None, f"line {line} was right"
        cells[fault[0]] = right(number, villages)[fault[0]]
        if fault[1] == "AGAIN":
            cells[1 : len(HEAD)] = right(number, villages)[1:]
        write_line(page, line, cells, dates)
    book.close()
    return stream.getvalue()
