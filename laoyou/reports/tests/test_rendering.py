"""The three forms: Word in the measures of GB/T 9704-2012, a workbook that other programs open, a page that fetches nothing."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser

from laoyou.reports.building import Wrapping, build
from laoyou.reports.content import Document
from laoyou.reports.kinds import KINDS
from laoyou.reports.rendering import RENDERERS
from laoyou.reports.rendering.word.writing import docx as word
from laoyou.reports.tests.samples import facts

FACTS = facts(60)


@pytest.fixture(scope="module")
def document() -> Document:
    around = Wrapping(recipient="甲县人民政府", number="甲发改〔2026〕3号", issued_on="2026-01-19")
    return build(FACTS, "half_year", None, around)


@pytest.fixture(scope="module")
def written(document: Document) -> bytes:
    return word(document)


@pytest.mark.parametrize("suffix", RENDERERS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_in_every_form(kind: str, suffix: str) -> None:
    assert len(RENDERERS[suffix][1](build(facts(3, 1), kind))) > 3000


def test_the_page_has_the_measures_of_the_standard(written: bytes) -> None:
    made = docx.Document(io.BytesIO(written))
    first, wide = made.sections[0], made.sections[1]
    sides = ("page_width", "page_height", "top_margin", "bottom_margin", "left_margin", "right_margin")
    found = {side: getattr(first, side) / Mm(1) for side in sides}
    for side, wanted in zip(sides, (210, 297, 37, 35, 28, 26), strict=True):
        assert found[side] == pytest.approx(wanted, abs=0.1)
    assert found["page_width"] - found["left_margin"] - found["right_margin"] == pytest.approx(156, abs=0.2)
    assert found["page_height"] - found["top_margin"] - found["bottom_margin"] == pytest.approx(225, abs=0.2)
    grid = first._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert grid.get(qn("w:linePitch")) == "579"
    assert int(grid.get(qn("w:charSpace"))) < 0
    assert wide.orientation == 1
    assert made.settings.odd_and_even_pages_header_footer


def test_fonts_stand_by_name_for_chinese_text(written: bytes) -> None:
    made = docx.Document(io.BytesIO(written))
    fonts = {
        name: made.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Normal", "Heading 1", "Heading 2", "Title")
    }
    assert fonts == {
        "Normal": "仿宋_GB2312",
        "Heading 1": "黑体",
        "Heading 2": "楷体_GB2312",
        "Title": "方正小标宋简体",
    }
    assert made.styles["Normal"].font.size == Pt(16)
    assert made.styles["Title"].font.size == Pt(22)
    body = [each for each in made.paragraphs if each.text.startswith("《甲县")]
    assert body[0].paragraph_format.line_spacing == Pt(28.95)


def test_page_numbers_stand_outside(written: bytes) -> None:
    made = docx.Document(io.BytesIO(written))
    odd, even = made.sections[0].footer.paragraphs[0], made.sections[0].even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (2, 0)
    for paragraph in (odd, even):
        assert "PAGE" in paragraph._p.xml
        assert paragraph.text.startswith("—")
        assert paragraph.runs[0].font.size == Pt(14)
    assert 'vert="vert"' in made.sections[1].footer._element.xml


def test_the_imprint_lies_at_the_foot_of_the_last_page() -> None:
    around = Wrapping(copies="县人大常委会办公室", printer="甲县发展和改革局", issued_on="2026-01-19")
    found = build(FACTS, "half_year", None, around)
    made = docx.Document(io.BytesIO(word(found)))
    copies, printed, _end = made.paragraphs[-3:]
    assert copies.text == "　抄送：县人大常委会办公室。"
    assert printed.text == "　甲县发展和改革局\t2026年1月19日印发　"
    for each in (copies, printed):
        frame = each._p.find(".//" + qn("w:framePr"))
        assert (frame.get(qn("w:vAnchor")), frame.get(qn("w:yAlign"))) == ("margin", "bottom")
    assert "抄送：县人大常委会办公室。" in RENDERERS["html"][1](found).decode()
    assert build(FACTS, "half_year").imprint is None
    assert build(FACTS, "brief", None, around).imprint is None


def test_annexes_begin_on_new_pages_and_the_task_table_is_whole(written: bytes) -> None:
    made = docx.Document(io.BytesIO(written))
    marks = [each.text for each in made.paragraphs if re.fullmatch("附件[0-9]", each.text)]
    assert marks == ["附件1", "附件2", "附件3"]
    assert len(made.sections) == 4
    tasks = next(table for table in made.tables if table.rows[0].cells[-1].text == "最近进展")
    assert len(tasks.rows) == 61
    assert tasks.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in tasks.rows)


def test_a_bound_figure_carries_its_key(written: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(written)) as packed:
        text = packed.read("word/document.xml").decode()
    assert 'w:val="figure:overdue_tasks"' in text


def test_the_workbook_holds_each_annex_and_the_sources(document: Document) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(RENDERERS["xlsx"][1](document)))
    assert book.sheet_names[:3] == ["任务", "指标", "数据来源"]
    rows = book.get_sheet_by_name("任务").to_python()
    assert rows[2][:2] == ["序号", "任务"]
    assert [row[0] for row in rows[3:]] == [float(number) for number in range(1, 61)]
    listed = book.get_sheet_by_name("数据来源").to_python()[3:]
    assert len(listed) == len(document.figures())


def test_the_page_fetches_nothing_and_each_figure_leads_to_its_source(document: Document) -> None:
    page = RENDERERS["html"][1](document).decode()
    tree = LexborHTMLParser(page)
    assert not tree.css("script, link, img, iframe")
    assert "url(" not in page
    links = [node.attributes["href"] or "" for node in tree.css("a.report-figure")]
    assert len(links) > len(document.figures())
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    assert {link.removeprefix("#") for link in links} <= ids
    assert len(tree.css("#annex-tasks tbody tr")) == 60


def test_a_page_escapes_what_people_type() -> None:
    nasty = "<script>alert(1)</script>&"
    page = RENDERERS["html"][1](
        build(facts(1, 1), "half_year", {"next": nasty}, Wrapping(title=nasty))
    ).decode()
    assert "<script" not in page


def test_a_formula_in_a_cell_stays_text() -> None:
    few = facts(1, 0)
    evil = replace(few, tasks=(replace(few.tasks[0], text="=HYPERLINK(1)"),))
    book = CalamineWorkbook.from_filelike(io.BytesIO(RENDERERS["xlsx"][1](build(evil, "half_year"))))
    assert book.get_sheet_by_name("任务").to_python()[3][1] == "=HYPERLINK(1)"
