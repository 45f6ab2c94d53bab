"""The page of GB/T 9704-2012 in Word: measures, grid, styles, page numbers."""

from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from laoyou.reports.rendering.fonts import BODY, FIRST, LATIN, PAGE_NUMBER, SECOND, TITLE

TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26  # mm; 版心 156 × 225
WIDTH, HEIGHT = 210, 297
LINE = 579  # twips: 22 lines in 225 mm
# 156 mm for 28 characters is 0.207 pt less than 16 pt each: in 1/4096 pt for the grid, in twips for a run.
CHARACTER, TIGHTER = -849, -6
TITLE_SIZE, BODY_SIZE, TABLE_SIZE, NUMBER_SIZE, ORGAN_SIZE = 22, 16, 10.5, 14, 36
TURNED = 34  # mm, the box of a turned page number
BOX = Path(__file__).with_name("turned_number.xml")
FOOTER = 23  # mm from the edge, so that the number stands 7 mm below the text
RED = RGBColor(0xC0, 0x00, 0x00)


def styles(document: WordDocument) -> None:
    """The styles by name; characters are counted on the grid, so Normal is the body's size."""
    normal = document.styles["Normal"]
    face(normal, BODY, BODY_SIZE)
    _off_grid(normal.element)
    _no_widows(normal.element)
    for level, font in ((1, FIRST), (2, SECOND), (3, BODY), (4, BODY)):
        heading = document.styles[f"Heading {level}"]
        face(heading, font, BODY_SIZE)
        heading.font.bold = False
        heading.font.color.rgb = RGBColor(0, 0, 0)
        _no_widows(heading.element)
    title = document.styles["Title"]
    face(title, TITLE, TITLE_SIZE)
    title.font.color.rgb = RGBColor(0, 0, 0)
    for border in title.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    _settings(document)


def face(style: Any, font: str, size: float) -> None:
    """Chinese by `font`, digits and letters by LATIN; both names must stand, or Word takes the theme's."""
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{key}"), None)
    fonts.set(qn("w:eastAsia"), font)
    for key in ("ascii", "hAnsi"):
        fonts.set(qn(f"w:{key}"), LATIN)


def exact(paragraph: Paragraph, points: float = LINE / 20) -> None:
    kept = paragraph.paragraph_format
    kept.space_before = kept.space_after = Pt(0)
    kept.line_spacing = Pt(points)


def indent(paragraph: Paragraph, characters: int, key: str = "firstLine") -> None:
    """In characters of the grid, as Word counts them; in points for who does not."""
    ind = paragraph._p.get_or_add_pPr().get_or_add_ind()
    ind.set(qn(f"w:{key}Chars"), str(characters * 100))
    ind.set(qn(f"w:{key}"), str(round(characters * (BODY_SIZE * 20 + CHARACTER / 4096 * 20))))


def portrait(section: Section) -> None:
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    _frame(section)


def landscape(section: Section) -> None:
    """The portrait page turned to the left: its head lies at the binding edge, so the margins turn with it."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(HEIGHT), Mm(WIDTH)
    section.top_margin, section.bottom_margin = Mm(LEFT), Mm(RIGHT)
    section.left_margin, section.right_margin = Mm(BOTTOM), Mm(TOP)
    _frame(section)
    section.footer_distance = Mm(12)


def new_section(document: WordDocument, wide: bool) -> Section:
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    (landscape if wide else portrait)(section)
    for footer in (section.footer, section.even_page_footer):
        footer.is_linked_to_previous = False
    return section


def page_numbers(section: Section, wide: bool) -> None:
    """— 1 — outside: odd pages right, even pages left, one character in; on a turned page at the same place of the sheet."""
    for at, (footer, right) in enumerate(((section.footer, True), (section.even_page_footer, False))):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = "Normal"
        exact(paragraph, 1 if wide else 16)
        if wide:
            _turned(paragraph, right, 100 + at)
            continue
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        indent(paragraph, 1, "right" if right else "left")
        _number(paragraph)


def _turned(paragraph: Paragraph, right: bool, identity: int) -> None:
    """A box beside the text whose writing runs down: the outer bottom corner of the sheet held upright."""
    inside = Mm(TURNED)
    down = Mm(WIDTH - RIGHT) - inside if right else Mm(LEFT)
    box = parse_xml(
        BOX.read_text("utf-8").format(
            x=Mm(FOOTER - 2),
            y=down,
            width=Mm(10),
            height=inside,
            id=identity,
            align="right" if right else "left",
        )
    )
    inner = Paragraph(next(box.iter(qn("w:p"))), paragraph._parent)
    _number(inner)
    paragraph.add_run()._r.append(box)


def _number(paragraph: Paragraph) -> None:
    for kind, text in (("", "— "), ("begin", ""), ("instr", " PAGE "), ("end", ""), ("", " —")):
        run = paragraph.add_run(text if not kind else "")
        face_run(run, PAGE_NUMBER, NUMBER_SIZE)
        if kind in {"begin", "end"}:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif kind == "instr":
            said = OxmlElement("w:instrText")
            said.set(qn("xml:space"), "preserve")
            said.text = text
            run._r.append(said)


def face_run(run: Any, font: str, size: float | None = None) -> None:
    if size:
        run.font.size = Pt(size)
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    latin = PAGE_NUMBER if font == PAGE_NUMBER else LATIN
    for key in ("ascii", "hAnsi"):
        fonts.set(qn(f"w:{key}"), latin)


def _frame(section: Section) -> None:
    section.footer_distance, section.header_distance = Mm(FOOTER), Mm(15)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(LINE))
    grid.set(qn("w:charSpace"), str(CHARACTER))


def _settings(document: WordDocument) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    for language in (
        *document.styles.element.iter(qn("w:lang")),
        *document.settings.element.iter(qn("w:themeFontLang")),
    ):
        language.set(qn("w:eastAsia"), "zh-CN")


def _off_grid(style: Any) -> None:
    """28 by 22 in every program: LibreOffice gives a character wider than its cell of the grid two cells.

    So lines are exact and characters tightened by the style; the grid stays for who types further text on it.
    """
    kept = style.get_or_add_pPr()
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    kept.insert_element_before(snap, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")
    look = style.get_or_add_rPr()
    tight = OxmlElement("w:spacing")
    tight.set(qn("w:val"), str(TIGHTER))
    look.insert_element_before(tight, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")


def _no_widows(style: Any) -> None:
    kept = style.get_or_add_pPr()
    for name in ("keepNext", "keepLines"):
        for found in kept.findall(qn(f"w:{name}")):
            kept.remove(found)
    kept.get_or_add_widowControl().val = False
