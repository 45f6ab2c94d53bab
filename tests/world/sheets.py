"""A register for trying sheets, an invented county sheet with planted faults, and rows in 甲县 for guards and pages."""

import datetime
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import xlsxwriter
from django.db import connection
from stdnum.cn import ric

from laoyou.access.models import Department
from laoyou.access.scope import Actor, acting_as
from laoyou.places.models import Division
from laoyou.sheets import actions, targets
from laoyou.sheets.copying import copy_rows
from laoyou.sheets.models import Batch, Mapping
from laoyou.sheets.targets import Choice, Column, Counts, Fault, Row, Target
from tests.world import World

# The columns are those of residents; what is kept is only a digest, as a further name of a department.
COLUMNS = (
    Column("name", "姓名", required=True, also=("老人姓名", "名字"), personal=True),
    Column("id_number", "证件号码", "id_number", required=True, also=("身份证号", "身份证号码", "公民身份号码"), personal=True),
    Column("sex", "性别", "choice", choices=(Choice("1", "男"), Choice("2", "女"))),
    Column("birth_date", "出生日期", "date", also=("出生年月日", "生日"), personal=True),
    Column("village", "村（社区）", "division", required=True, also=("所在村", "村", "居住村")),
    Column("phone", "电话", "phone", also=("联系电话", "手机号"), personal=True),
    Column("address", "住址", also=("家庭住址", "现住址"), personal=True),
    Column("household", "家庭人口", "number", also=("家庭人数",)),
    Column("alone", "独居", "flag", also=("是否独居",)),
    Column("allowance", "月补贴", "money", also=("月补贴金额", "补贴金额")),
    Column("township", "乡镇", "division", also=("所在乡镇",)),
)  # fmt: skip
_WRITE = """
with fresh as (select distinct on (digest) digest, sex from pg_temp.sheets_test),
changed as (update access_departmentalias a set alias = digest || ':' || sex from fresh
            where a.department_id = %(unit)s and a.alias like digest || ':%%' and a.alias <> digest || ':' || sex
            returning 1),
added as (insert into access_departmentalias (department_id, alias) select %(unit)s, digest || ':' || sex from fresh
          where not exists (select from access_departmentalias a
                            where a.department_id = %(unit)s and a.alias like digest || ':%%') returning 1)
select (select count(*) from added), (select count(*) from changed), (select count(*) from fresh)
"""


def _check(_by: Actor, _division: Division, rows: Sequence[Row]) -> Iterator[Fault]:
    for row in rows:
        born, number = row.values["birth_date"], row.values["id_number"]
        if born and number[6:14] != f"{born:%Y%m%d}":
            yield Fault(
                row.line, "birth_date", f"{born.year}••••", "和证件号码里的出生日期不一致", "请照证件核对。"
            )


def _apply(_by: Actor, division: Division, rows: Iterable[Row]) -> Counts:
    said = (
        (hashlib.sha256(str(row.values["id_number"]).encode()).hexdigest()[:20], row.values["sex"] or "") for row in rows
    )  # fmt: skip
    copy_rows("sheets_test", {"digest": "text", "sex": "text"}, said)
    unit = Department.objects.filter(division=division).order_by("id").first()
    assert unit is not None
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, {"unit": unit.pk})
        added, changed, seen = cursor.fetchone()
    return Counts(added, changed, seen - added - changed)


TARGET = Target(
    "test-residents", "示例居民", "resident.edit", COLUMNS, _check, _apply, help="只用来试导入。", unique=("id_number",)
)  # fmt: skip

# The same for whoever may bring any sheet, so that a guard can ask its pages as everyone.
SAMPLE = replace(TARGET, key="test-sample", label="示例登记册", permission="sheet.import")

OF_NOBODY = replace(
    SAMPLE, key="test-of-nobody", columns=tuple(replace(one, personal=False) for one in SAMPLE.columns)
)


def register(target: Target = TARGET) -> Target:
    targets.register(target)
    return target


def id_number(seed: int, born: datetime.date = datetime.date(1950, 8, 15), sex: str = "1") -> str:
    """An invented number with a right check sign; its county is none."""
    first = f"990121{born:%Y%m%d}{seed % 100:02d}{(seed // 100 % 5) * 2 + (sex == '1')}"
    return first + str(ric.calc_check_digit(first + "0"))


@dataclass(frozen=True)
class Planted:
    """A fault that the sheet holds: where, of which kind, and a part of the words that must say it."""

    cell: str
    kind: str
    words: str


@dataclass(frozen=True)
class Places:
    """Villages by which the sheet is composed: ways to write the one of all people, and three that are wrong."""

    ways: tuple[str, ...] = ("河口村", "990121101001", "东河镇河口村", "河口")
    twice: str = "同名村"
    foreign: str = "桥头村"
    foreign_code: str = "990122101001"


HEAD_UP = ["", "序号", "老人姓名", "身份证号", "性别", "出生年月日", "所在村", "联系方式", "", "家庭人数", "是否独居", "月补贴金额（万元）", "家属备忘"]  # fmt: skip
HEAD_LOW = ["", "", "", "", "", "", "", "联系电话", "家庭住址", "", "", "", ""]
FIRST = 5  # line of the first person: two titles and two lines of heads stand above
GOOD_EVERY = 2
# (column of HEAD_UP, cell, kind, words): one to a line, each the only thing that is wrong there.
FAULTS: tuple[tuple[int, Any, str, str], ...] = (
    (2, "", "missing", "必填"),
    (2, "　", "missing", "必填"),
    (3, "", "missing", "必填"),
    (3, 511722195008151234.0, "number", "后几位已经丢失"),
    (3, "5.11722E+17", "number", "后几位已经丢失"),
    (3, "990121195008151", "number", "不是 18 位"),
    (3, "99012119500815", "number", "不是 18 位"),
    (3, "99O121195008150015", "number", "不是数字"),
    (3, "990121195013150012", "number", "不是一个日期"),
    (3, "990121195002300012", "number", "不是一个日期"),
    (3, "990121209908150012", "number", "还没有到"),
    (3, "WRONG-CHECK", "number", "校验位不对"),
    (4, 3, "unknown", "可选"),
    (4, "不详", "unknown", "可选"),
    (4, "先生", "unknown", "可选"),
    (5, "50-08-15", "date", "世纪"),
    (5, "50.8.15", "date", "世纪"),
    (5, 1950, "date", "哪一天"),
    (5, "1950年", "date", "哪一天"),
    (5, "1950年8月", "date", "哪一天"),
    (5, "195008", "date", "哪一天"),
    (5, "1950-02-30", "date", "没有这一天"),
    (5, "19501315", "date", "没有这一天"),
    (5, "8/15/1950", "date", "写在最后"),
    (5, "农历七月初三", "date", "农历"),
    (5, "庚寅年", "date", "认不出"),
    (5, "1951-08-15", "register", "不一致"),
    (6, "", "missing", "必填"),
    (6, "TWICE", "division", "几个地方"),
    (6, "FOREIGN", "division", "找不到"),
    (6, "FOREIGN-CODE", "division", "找不到"),
    (7, "1380000", "unreadable", "不是电话号码"),
    (7, "13800000000/13900000000", "unreadable", "不止一个"),
    (7, "没电话", "unreadable", "不是电话号码"),
    (9, "三人", "unreadable", "不是一个数"),
    (9, "#REF!", "unreadable", "公式"),
    (10, "偶尔", "unknown", "是”还是“否"),
    (11, "约一百", "unreadable", "不是一个数"),
    (3, "SAME-AS-FIRST", "repeated", "重复"),
    (3, "SAME-AS-FIRST", "repeated", "重复"),
)


def planted_sheet(people: int = 90, places: Places | None = None) -> tuple[bytes, list[Planted]]:
    """A county's own sheet, as one is sent: titles, two-line heads, an empty first column, totals, notes; 40 faults."""
    named = places or Places()
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet("花名册")
    book.add_worksheet("填表说明").write_string(0, 0, "请于每月五日前报送")
    page.merge_range(0, 1, 0, 12, "示例县老年人花名册")
    page.merge_range(1, 1, 1, 12, "填报单位：东河镇    2026 年 7 月")
    for column, name in enumerate(HEAD_UP):
        if name and name != "联系方式":
            page.merge_range(2, column, 3, column, name)
    page.merge_range(2, 7, 2, 8, "联系方式")
    page.write_row(3, 7, ["联系电话", "家庭住址"])
    dates = book.add_format({"num_format": "yyyy-mm-dd"})
    faults = []
    lines = {FIRST + 1 + number * GOOD_EVERY: fault for number, fault in enumerate(FAULTS)}
    for number in range(people):
        line = FIRST + number
        cells = _person(number, named)
        if line in lines:
            column, cell, kind, words = lines[line]
            cells[column] = _planted(cell, number, named)
            faults.append(Planted(f"{chr(65 + column)}{line}", kind, words))
        for column, cell in enumerate(cells):
            if isinstance(cell, datetime.date):
                page.write_datetime(
                    line - 1, column, datetime.datetime(cell.year, cell.month, cell.day), dates
                )
            elif isinstance(cell, int | float):
                page.write_number(line - 1, column, cell)
            elif cell:
                page.write_string(line - 1, column, cell)
    last = FIRST - 1 + people
    page.write_row(last, 1, ["合计", f"{people}人"])
    page.write_row(last + 1, 1, ["填表人：某某", "", "", "审核人：某某"])
    book.close()
    return stream.getvalue(), faults


def _planted(cell: Any, number: int, named: Places) -> Any:
    if cell in {"TWICE", "FOREIGN", "FOREIGN-CODE"}:
        return {"TWICE": named.twice, "FOREIGN": named.foreign, "FOREIGN-CODE": named.foreign_code}[cell]
    if cell == "SAME-AS-FIRST":
        return id_number(0)
    if cell == "WRONG-CHECK":
        right = id_number(number)
        return right[:17] + ("0" if right[17] != "0" else "1")
    return cell


_BORN = datetime.date(1950, 8, 15)
# The same day, as sheets write it.
WRITTEN: tuple[Any, ...] = (
    _BORN,
    "1950.8.15",
    "19500815",
    19500815,
    "1950年8月15日",
    "１９５０-０８-１５",
    18490,
    "1950/8/15",
)


def _person(number: int, named: Places) -> list[Any]:
    sex = "12"[number % 2]
    return [
        "", number + 1, f"示例{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{number}", id_number(number, sex=sex),
        ("男", "1", 1, "男性", "M")[number % 5] if sex == "1" else ("女", "2", 2, "女性", "F")[number % 5],
        WRITTEN[number % len(WRITTEN)], named.ways[number % len(named.ways)],
        ("13800000000", 13800000000, "+86 138-0000-0000", "１３８００００００００")[number % 4],
        f"河口村{number % 9 + 1}组", (3, "3")[number % 2], ("是", "否", "√")[number % 3], (0.01, "100元")[number % 2],
        "不读的一列",
    ]  # fmt: skip


def csv_sheet(rows: int) -> bytes:
    """A plain sheet of right rows, for figures of speed and memory."""
    lines = ["姓名,证件号码,性别,出生日期,村（社区）,电话,住址"]
    for number in range(rows):
        born = datetime.date(1930, 1, 1) + datetime.timedelta(days=number // 500 % 15_000)
        lines.append(
            f"示例{number},{id_number(number % 500, born)},1,{born:%Y-%m-%d},河口村,13800000000,河口村一组"
        )
    return "\r\n".join(lines).encode("utf-8-sig")


def simple_sheet(sex: str = "男") -> bytes:
    return f"姓名,证件号码,性别,村（社区）\r\n示例甲,{id_number(1)},{sex},河口村\r\n示例乙,,女,河口村\r\n".encode()


def batch_of(world: World) -> Batch:
    """A checked batch of 甲县's registrar, with one bad line."""
    return _brought(world, "sheet_batch", SAMPLE)


def _brought(world: World, name: str, target: Target) -> Batch:
    if name not in world.rows:
        register(target)
        with acting_as(world.actor("甲县", "registrar")) as by:
            batch = actions.bring(
                by=by,
                target=target,
                division=world.divisions["甲县"],
                name="花名册.csv",
                content=simple_sheet(),
            )
            keys = [column["key"] for column in batch.columns]
            world.rows[name] = actions.map_columns(by=by, batch=batch, keys=keys, fixed={})
    found: Batch = world.rows[name]
    return found


def _batch(world: World) -> dict[str, Any]:
    return {"pk": batch_of(world).pk}


def _mapping(world: World) -> dict[str, Any]:
    batch = batch_of(world)
    return {"pk": Mapping.objects.get(division=world.divisions["甲县"], target=batch.target).pk}


def _of_nobody(world: World) -> dict[str, Any]:
    """A batch without people: its sheet to mend is for whoever may bring such sheets."""
    return {"pk": _brought(world, "sheet_batch_of_nobody", OF_NOBODY).pk}


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **dict.fromkeys(("sheet-map", "sheet-table", "sheet-batch", "sheet-progress"), _batch),
    "sheet-step": lambda world: _batch(world) | {"step": "drop"},
    "sheet-mapping": _mapping,
    "sheet-mend-export": _of_nobody,
}
