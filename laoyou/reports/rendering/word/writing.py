"""A document in Word, in the layout of GB/T 9704-2012."""

import io
from collections.abc import Iterable

import docx as python_docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from laoyou.lib.drawing import png
from laoyou.reports.content import Annex, Block, Chart, Document, Figure, Heading, Missing, Paragraph, Table
from laoyou.reports.rendering.fonts import BODY, FIRST, SECOND, TITLE
from laoyou.reports.rendering.word import layout
from laoyou.reports.rendering.word.imprint import add_imprint
from laoyou.reports.rendering.word.tables import add_table, caption

CENTER, RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
TEXT_WIDTH, WIDE_WIDTH = 156, 225
FONTS = {1: FIRST, 2: SECOND, 3: BODY, 4: BODY}
COLUMNS = 2  # small multiples beside each other


def docx(document: Document) -> bytes:
    made = python_docx.Document()
    for paragraph in list(made.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
    layout.styles(made)
    made.core_properties.title = document.head.title
    made.core_properties.author = made.core_properties.last_modified_by = document.head.organ
    made.core_properties.comments = ""
    section = made.sections[0]
    layout.portrait(section)
    layout.page_numbers(section, wide=False)
    _head(made, document)
    for part in document.sections:
        _blocks(made, [part.heading, *part.blocks], TEXT_WIDTH, close=document.plain)
    _closing(made, document)
    wide = False
    for number, annex in enumerate(document.annexes, start=1):
        wide = _annex(made, annex, number, len(document.annexes), wide)
    add_imprint(made, document.imprint, WIDE_WIDTH if wide else TEXT_WIDTH)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _head(made: WordDocument, document: Document) -> None:
    head = document.head
    if not document.plain:
        organ = _line(made, align=CENTER)
        organ.paragraph_format.line_spacing = Pt(48)
        run = organ.add_run(head.organ)
        layout.face_run(run, TITLE, layout.ORGAN_SIZE if len(head.organ) <= 12 else 26)
        run.font.color.rgb = layout.RED
        _line(made)
        number = _line(made, align=CENTER)
        number.add_run(head.number or "（草稿，尚未编号）")
        _rule(number)
        _line(made)
        _line(made)
    for text in _balanced(head.title):
        title = made.add_paragraph(style="Title")
        title.alignment = CENTER
        layout.exact(title)
        layout.face_run(title.add_run(text), TITLE, layout.TITLE_SIZE)
    as_of = _line(made, align=CENTER)
    layout.face_run(as_of.add_run(f"（数据截至{document.as_of}）"), SECOND)
    if document.plain:
        return
    if head.recipient:
        _line(made)
        _line(made).add_run(head.recipient.rstrip("：:") + "：")
    else:
        _line(made)
    for note in document.notes:
        _paragraph(made).add_run(note)


def _balanced(title: str, longest: int = 19) -> list[str]:
    """Lines of about equal length, never more than fit; cut beside a quotation mark or a number rather than in a word."""
    if len(title) <= longest:
        return [title]
    count = -(-len(title) // longest)
    size = -(-len(title) // count)
    near = range(max(1, size - 4, len(title) - longest * (count - 1)), min(longest, size + 4) + 1)
    good = [at for at in near if title[at - 1] in "”》）、年" or title[at] in "“《（2"]
    at = min(good or [size], key=lambda each: abs(each - size))
    return [title[:at], *_balanced(title[at:], longest)]


def _blocks(made: WordDocument, blocks: Iterable[Block], width: float, close: bool = False) -> None:
    """`close`: on one page, without captions that say the heading again."""
    for block in blocks:
        if isinstance(block, Heading):
            heading = made.add_paragraph(style=f"Heading {block.level}")
            layout.exact(heading)
            layout.indent(heading, 2)
            heading.paragraph_format.keep_with_next = True
            layout.face_run(heading.add_run(block.text), FONTS[block.level])
        elif isinstance(block, Paragraph):
            _said(made, block)
        elif isinstance(block, Table):
            add_table(made, block, width, captioned=not close)
            if not close:
                _line(made)
        else:
            _chart(made, block, width)


def _said(made: WordDocument, block: Paragraph) -> None:
    paragraph = _paragraph(made)
    for run in block.runs:
        written = paragraph.add_run(run.text)
        if isinstance(run, Figure):
            _bound(written, run)
        elif isinstance(run, Missing):
            written.font.color.rgb = layout.RED


def _bound(run: Run, figure: Figure) -> None:
    """A figure is marked for whoever reads the file by program; on paper it is a number as any other."""
    element = run._r
    tag = OxmlElement("w:sdt")
    kept = OxmlElement("w:sdtPr")
    for name, value in (("w:alias", figure.label), ("w:tag", f"figure:{figure.key}"[:64])):
        each = OxmlElement(name)
        each.set(qn("w:val"), value[:64])
        kept.append(each)
    content = OxmlElement("w:sdtContent")
    element.getparent().replace(element, tag)
    content.append(element)
    tag.append(kept)
    tag.append(content)


def _chart(made: WordDocument, chart: Chart, width: float) -> None:
    if not chart.panels:
        add_table(made, chart.twin, width)
        return
    caption(made, chart.caption)
    if len(chart.panels) == 1:
        _picture(made.add_paragraph(), chart.panels[0][1], width * 0.94)
    else:
        _panels(made, chart, width)
    note = _line(made, align=CENTER)
    layout.face_run(note.add_run(chart.note), BODY, 10.5)
    note.paragraph_format.line_spacing = Pt(18)


def _panels(made: WordDocument, chart: Chart, width: float) -> None:
    grid = made.add_table(-(-len(chart.panels) // COLUMNS), COLUMNS)
    grid.autofit = False
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for index, (name, spec) in enumerate(chart.panels):
        cell = grid.cell(index // COLUMNS, index % COLUMNS)
        cell.width = Mm(width / COLUMNS)
        title = cell.paragraphs[0]
        title.alignment = CENTER
        layout.exact(title, 16)
        layout.face_run(title.add_run(name), BODY, 10.5)
        _picture(cell.add_paragraph(), spec, width / COLUMNS - 6)


def _picture(paragraph: WordParagraph, spec: dict[str, object], width: float) -> None:
    paragraph.alignment = CENTER
    kept = paragraph.paragraph_format
    kept.space_before = kept.space_after = Pt(0)
    kept.line_spacing = 1.0
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().append(snap)
    paragraph.add_run().add_picture(io.BytesIO(png(spec)), width=Mm(width))


def _closing(made: WordDocument, document: Document) -> None:
    """附件说明, then who signs and when; kept together, so that no page holds a signature alone."""
    first = len(made.paragraphs)
    if document.annexes:
        _line(made)
        several = len(document.annexes) > 1
        for number, annex in enumerate(document.annexes, start=1):
            line = _line(made)
            mark = f"{number}." if several else ""
            head = "附件：" if number == 1 else ""
            layout.indent(line, 2 if head else 5, "left")
            line.add_run(f"{head}{mark}{annex.title}")
    signed = [(document.signature.organ, _centred(document)), (document.signature.date, 4)]
    if document.plain:
        signed = [(f"{document.signature.organ}　{document.signature.date}", 0)]
    else:
        _line(made)
        _line(made)
    for text, inward in signed:
        line = _line(made, align=RIGHT)
        layout.indent(line, inward, "right")
        line.add_run(text)
    for paragraph in made.paragraphs[first - 1 : -1]:
        paragraph.paragraph_format.keep_with_next = True


def _centred(document: Document) -> int:
    """署名 stands centred over the date, which ends four characters in."""
    date = sum(1.0 if ord(sign) > 255 else 0.5 for sign in document.signature.date)
    return max(0, round(4 + (date - len(document.signature.organ)) / 2))


def _annex(made: WordDocument, annex: Annex, number: int, of: int, was_wide: bool) -> bool:
    """On a page of its own: 附件1 flush left, its title centred on the third line."""
    section = layout.new_section(made, annex.landscape)
    layout.page_numbers(section, annex.landscape)
    mark = _line(made)
    layout.face_run(mark.add_run(f"附件{number if of > 1 else ''}"), FIRST)
    if not annex.landscape:
        _line(made)
    title = _line(made, align=CENTER)
    layout.face_run(title.add_run(annex.title), TITLE, layout.TITLE_SIZE)
    width = WIDE_WIDTH if annex.landscape else TEXT_WIDTH
    for block in annex.blocks:
        if isinstance(block, Table):
            add_table(made, block, width, captioned=False)
        else:
            _blocks(made, [block], width)
    return annex.landscape


def _line(made: WordDocument, align: WD_ALIGN_PARAGRAPH | None = None) -> WordParagraph:
    paragraph = made.add_paragraph()
    layout.exact(paragraph)
    if align is not None:
        paragraph.alignment = align
    return paragraph


def _paragraph(made: WordDocument) -> WordParagraph:
    paragraph = _line(made, align=JUSTIFY)
    layout.indent(paragraph, 2)
    return paragraph


def _rule(paragraph: WordParagraph) -> None:
    """The red line under the number, as wide as the text."""
    border = OxmlElement("w:pBdr")
    under = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "12"), ("space", "11"), ("color", "C00000")):
        under.set(qn(f"w:{key}"), value)
    border.append(under)
    paragraph._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )
