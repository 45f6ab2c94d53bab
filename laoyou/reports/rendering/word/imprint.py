"""版记 at the foot of the last page: copies, who printed it and when, between the rules of the standard."""

from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from laoyou.reports.content import Imprint
from laoyou.reports.rendering.fonts import BODY
from laoyou.reports.rendering.word import layout

THICK, THIN = 8, 6  # eighths of a point: 0.35 mm and 0.25 mm
SIZE, LINE = 14, 24


def add_imprint(document: WordDocument, imprint: Imprint | None, width: float) -> None:
    """`width` in mm of the text on the last page. A frame, not a table: only that stays at the foot everywhere."""
    if imprint is None:
        return
    texts = [f"　抄送：{imprint.copies.rstrip('。')}。"] if imprint.copies else []
    for text in [*texts, f"　{imprint.printer}\t{imprint.date}印发　"]:
        paragraph = document.add_paragraph()
        layout.exact(paragraph, LINE)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
        layout.face_run(paragraph.add_run(text), BODY, SIZE)
        _framed(paragraph, width)
    layout.exact(document.add_paragraph(), 1)


def _framed(paragraph: Paragraph, width: float) -> None:
    """Paragraphs with the same frame and rules are one block; it lies on the lower edge of the text."""
    frame, rules = OxmlElement("w:framePr"), OxmlElement("w:pBdr")
    for key, value in (
        ("w", str(round(Mm(width) / Pt(1) * 20))),
        ("wrap", "around"),
        ("vAnchor", "margin"),
        ("hAnchor", "margin"),
        ("xAlign", "left"),
        ("yAlign", "bottom"),
    ):
        frame.set(qn(f"w:{key}"), value)
    for side, size in (("top", THICK), ("bottom", THICK), ("between", THIN)):
        rule = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", str(size)), ("space", "1"), ("color", "000000")):
            rule.set(qn(f"w:{key}"), value)
        rules.append(rule)
    kept = paragraph._p.get_or_add_pPr()
    for element in (frame, rules):
        kept.insert_element_before(element, "w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc")
