"""The official lists of both sources, in either order, and what a person must decide."""

import io
import json
from pathlib import Path

import pytest
import xlsxwriter
from django.conf import settings
from django.core.management import CommandError, call_command

from laoyou.lib.refusal import Refused
from laoyou.packs.actions import load_releases
from laoyou.packs.queries import divisions as pack_divisions
from laoyou.places import actions
from laoyou.places.lists.matching import Matched
from laoyou.places.lists.reading import read_list
from laoyou.places.models import Division, DivisionCode
from tests.world import SYSTEM

SHARED = Path(settings.ROOT).parent / "shared" / "data"
CIVIL, VILLAGES = "quhua_townships_v1.json", "villages_511722_500230_532301_2023.csv"
# 东河镇's two codes; 990121127 is 北山镇 by the ministry, and 西山乡 by the bureau.
TOWNSHIPS = {
    "civil": {"990121000000": {"county": "甲县", "townships": {
        "东河镇": "990121126000", "北山镇": "990121127000", "西山乡": "990121201000", "老城镇（撤销）": "990121190000",
    }}},
    "statistics": [
        {"code": "990121130", "name": "东河镇"}, {"code": "990121125", "name": "北山镇"},
        {"code": "990121127", "name": "西山乡"},
    ],
}  # fmt: skip
VILLAGE_ROWS = (
    "code,name,streetCode\n990121130001,河口村民委员会,990121130\n990121127001,河口村民委员会,990121127\n"
)


@pytest.fixture
def county(db: None) -> Division:
    actions.load_divisions(
        by=SYSTEM, rows=[{"code": "990000", "name": "示例省"}, {"code": "990121", "name": "甲县"}]
    )
    return Division.objects.get(code="990121")


def bring(source: str, content: str | bytes, name: str, **more: object) -> Matched:
    lines = read_list(name, content.encode() if isinstance(content, str) else content)
    return actions.import_divisions(by=SYSTEM, source=source, lines=lines, **more)  # type: ignore[arg-type]


def townships(source: str) -> Matched:
    return bring(source, json.dumps(TOWNSHIPS[source], ensure_ascii=False), "x.json")


@pytest.mark.parametrize("order", [("civil", "statistics"), ("statistics", "civil")])
def test_two_codes_are_one_township_in_either_order(county: Division, order: tuple[str, str]) -> None:
    for source in order:
        found = townships(source)
        assert found.faults == []
    assert sorted(Division.objects.filter(level="township").values_list("name", flat=True)) == [
        "东河镇", "北山镇", "西山乡",
    ]  # fmt: skip
    assert DivisionCode.objects.filter(division__name="东河镇").count() == 2
    assert len(bring("statistics", VILLAGE_ROWS, "villages.csv").new) == 2
    parents = dict(Division.objects.filter(level="village").values_list("parent__name", "name"))
    assert set(parents) == {"东河镇", "西山乡"}
    for again in (townships("civil"), townships("statistics"), bring("statistics", VILLAGE_ROWS, "v.csv")):
        assert (again.new, again.coded, again.faults) == ([], [], [])
    assert again.same == 2


def test_what_must_be_decided_is_told_and_nothing_is_written(county: Division) -> None:
    townships("civil")
    before = Division.objects.count(), DivisionCode.objects.count()
    rows: list[list[object]] = [
        ["区划名单"],
        ["代码", "名称"],
        [990121126000.0, "大河镇"],
        ["990121128", "东河镇"],
        ["990121", "甲县"],
        ["99012x", "南山镇"],
        ["990121140", "青山镇"],
        ["990121140", "绿山镇"],
        ["990121300001", "无名村"],
    ]
    found = bring("civil", _book(rows), "list.xlsx")
    assert [(fault.line, fault.value) for fault in found.faults] == [
        (3, "990121126000 大河镇"),
        (4, "990121128 东河镇"),
        (6, "99012x"),
        (8, "990121140 绿山镇"),
        (9, "990121300001 无名村"),
    ]
    assert all(fault.why and fault.do for fault in found.faults)
    assert (Division.objects.count(), DivisionCode.objects.count()) == before
    assert found.same == 1


def test_villages_of_an_unknown_township_wait_for_their_list(county: Division) -> None:
    townships("civil")
    found = bring("statistics", VILLAGE_ROWS, "villages.csv")
    assert [fault.line for fault in found.faults] == [2, 3]
    assert "先导入同一来源" in found.faults[0].do
    assert not Division.objects.filter(level="village").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"x"), ("a.csv", b"a,b\n1,2"), ("a.json", b"{"), ("a.xlsx", b"x"), ("a.csv", b"\xff\xff\xff")],
)
def test_what_is_no_list_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refused):
        read_list(name, content)


def _book(rows: list[list[object]]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return stream.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_county_from_both_national_lists(order: tuple[int, int]) -> None:
    """宣汉: 37 townships and 423 villages, whichever list comes first; its pack knows both codes of each township."""
    if not (SHARED / "admin" / CIVIL).exists():
        pytest.skip(f"The national lists are not at {SHARED}: the county is not tried.")
    load_releases(root=Path(settings.PACKS), codes=["511722"], by="test")
    actions.load_divisions(by=SYSTEM, rows=[{"code": "511722", "name": "宣汉县"}])
    actions.load_divisions(by=SYSTEM, rows=pack_divisions(code="511722"))
    files = [("civil", CIVIL), ("statistics", VILLAGES)]
    for source, name in [*(files[place] for place in order), *files]:
        found = bring(source, (SHARED / "admin" / name).read_bytes(), name, under="511722")
        assert found.faults == []
    assert (found.new, found.coded, found.same) == ([], [], 423)
    county = Division.objects.get(code="511722")
    assert county.children.filter(until=None).count() == 37
    assert Division.objects.filter(above__ancestor=county, level="village").count() == 423
    assert Division.objects.filter(parent__name="马渡关镇", name__startswith="石林社区").count() == 1
    assert Division.objects.filter(parent__name="白马镇", name="双龙社区居民委员会").count() == 1


def test_the_command_says_what_it_did(
    county: Division, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("代码,名称\n990121126000,东河镇\n", "utf-8-sig")
    call_command("places", "import", str(path), "--dry-run")
    assert not Division.objects.filter(name="东河镇").exists()
    call_command("places", "import", str(path), "--under", "990121")
    call_command("places", "import", str(path))
    said = capsys.readouterr().out.splitlines()
    assert [line.split(",")[0] for line in said] == ["Would be: 1 new", "Done: 1 new", "Done: 0 new"]
    path.write_text("代码,名称\n990121126000,大河镇\n", "utf-8")
    with pytest.raises(CommandError, match="nothing was written"):
        call_command("places", "import", str(path))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("places", "import", str(tmp_path / "none.csv"))
