"""A document as a page of its own: no script, nothing fetched, prints on A4 in the margins of the standard."""

from collections.abc import Callable, Iterable
from html import escape

from laoyou.lib.drawing import svg
from laoyou.reports.content import (
    Annex,
    Block,
    Cell,
    Chart,
    Document,
    Figure,
    Heading,
    Missing,
    Paragraph,
    Run,
    Table,
)
from laoyou.reports.rendering.fonts import BODY, FIRST, NOTE, SECOND, STACKS, TITLE

Tools = Callable[[str], str]  # more beside the heading of a section, by its key
Link = Callable[[str], str]  # an address for a figure's key, or for task:12; "" for none
CSS = f"""
:root{{color-scheme:light}}*{{box-sizing:border-box}}
body{{margin:0;background:#f6f8f7;color:#1d2a2f;font:16pt/29pt {STACKS[BODY]}}}
.report{{max-width:210mm;margin:0 auto;padding:20mm 26mm 20mm 28mm;background:#fff}}
.report-organ{{margin:0;text-align:center;color:#b3261e;font:26pt/40pt {STACKS[TITLE]}}}
.report-number{{margin:0 0 29pt;padding-bottom:11pt;text-align:center;border-bottom:1.5pt solid #b3261e}}
h1{{margin:0;text-align:center;font:22pt/32pt {STACKS[TITLE]};text-wrap:balance}}
.report-asof{{margin:0 0 29pt;text-align:center;font-family:{STACKS[SECOND]}}}
.report-to{{margin:0}}
h2,h3,h4{{margin:0;font-size:16pt;font-weight:400;text-indent:2em}}
h2{{font-family:{STACKS[FIRST]}}}h3{{font-family:{STACKS[SECOND]}}}
p{{margin:0}}.report-text{{text-indent:2em;text-align:justify}}
.report-figure{{color:inherit}}.report-missing{{color:#b3261e;font-weight:700}}
.report-scroll{{overflow-x:auto;margin:8pt 0 16pt}}
table{{width:100%;border-collapse:collapse;font-size:10.5pt;line-height:15.5pt}}
caption,figcaption{{padding:4pt 0;text-align:center;font:14pt/22pt {STACKS[FIRST]}}}
th,td{{padding:2pt 4pt;border:.5pt solid #1d2a2f;text-align:left;vertical-align:middle}}
th{{font-weight:400;text-align:center;font-family:{STACKS[FIRST]}}}
.right,.center{{white-space:nowrap}}.right{{text-align:right;font-variant-numeric:tabular-nums}}.center{{text-align:center}}
.tone-bad{{color:#b3261e;font-weight:700}}.tone-warn{{color:#8a5a00}}.tone-good{{color:#0f6b5c}}
figure{{margin:8pt 0 16pt}}.report-panels{{display:grid;grid-template-columns:repeat(auto-fit,minmax(60mm,1fr));gap:8pt}}
.report-panels svg{{display:block;width:100%;height:auto}}.report-panels p{{text-align:center;font-size:10.5pt;line-height:15pt}}
.report-note{{font-size:10.5pt;line-height:16pt;text-align:center}}
details{{font-size:10.5pt;line-height:16pt}}
.report-signature{{margin-top:29pt;text-align:right;padding-right:4em}}
.report-annexes{{margin:29pt 0 0;padding-left:2em}}
.report-annex{{break-before:page;margin-top:40pt}}.report-annex>p:first-child{{font-family:{STACKS[FIRST]}}}
.report-annex h2{{text-align:center;text-indent:0;font:22pt/32pt {STACKS[TITLE]}}}
.report-imprint{{margin-top:29pt;border:solid #1d2a2f;border-width:1pt 0;font-size:14pt;line-height:24pt;break-inside:avoid}}
.report-imprint p{{display:flex;justify-content:space-between;gap:1em;padding:2pt 1em}}.report-imprint p+p{{border-top:.7pt solid #1d2a2f}}
.report-fonts{{margin-top:29pt;font-size:10.5pt;line-height:16pt;color:#4c5b60}}
@page{{size:A4;margin:37mm 26mm 35mm 28mm;@bottom-right{{content:"— " counter(page) " —";font-size:14pt}}}}
@page :left{{@bottom-left{{content:"— " counter(page) " —";font-size:14pt}}@bottom-right{{content:none}}}}
@page wide{{size:A4 landscape;margin:28mm 37mm 26mm 35mm}}
@media print{{body{{background:none}}.report{{max-width:none;padding:0}}.report-wide{{page:wide}}
.report-fonts,details{{display:none}}.report-figure{{text-decoration:none}}
thead{{display:table-header-group}}tr{{break-inside:avoid}}figure{{break-inside:avoid}}h2,h3,caption{{break-after:avoid}}.report-scroll{{overflow:visible}}}}
@media (max-width:720px){{.report{{padding:16px}}body{{font-size:13pt;line-height:23pt}}}}
"""


def html(document: Document) -> bytes:
    """A whole page; figures lead to their line in 数据来源."""
    rows = {figure.key: number for number, figure in enumerate(document.figures().values(), start=1)}
    listed = any(annex.key == "sources" for annex in document.annexes)

    def link(key: str) -> str:
        return f"#source-{rows[key]}" if listed and key in rows else ""

    inner = article(document, link)
    title = escape(document.head.title)
    return (
        f'<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{CSS}</style></head><body><main>{inner}</main></body></html>"
    ).encode()


def article(document: Document, link: Link, tools: Tools = lambda key: "") -> str:
    """The document's content; `link` makes each figure and row lead somewhere."""
    parts = [_head(document)]
    for section in document.sections:
        parts.append(f'<section id="section-{section.key}">')
        parts.append(tools(section.key))
        parts.append(blocks([section.heading, *section.blocks], link))
        parts.append("</section>")
    parts.append(_closing(document))
    for number, annex in enumerate(document.annexes, start=1):
        parts.append(_annex(annex, number, len(document.annexes), link))
    parts.append(_imprint(document))
    parts.append(f'<p class="report-fonts">{escape(NOTE)}</p>')
    return f'<article class="report">{"".join(parts)}</article>'


def blocks(found: Iterable[Block], link: Link) -> str:
    return "".join(_block(block, link) for block in found)


def _head(document: Document) -> str:
    head = document.head
    number = escape(head.number or "（草稿，尚未编号）")
    top = (
        ""
        if document.plain
        else f'<p class="report-organ">{escape(head.organ)}</p><p class="report-number">{number}</p>'
    )
    to = f'<p class="report-to">{escape(head.recipient.rstrip("：:"))}：</p>' if head.recipient else ""
    notes = "".join(f'<p class="report-text">{escape(note)}</p>' for note in document.notes)
    as_of = f'<p class="report-asof">（数据截至{escape(document.as_of)}）</p>'
    return f"<header>{top}<h1>{escape(head.title)}</h1>{as_of}{to}{notes}</header>"


def _closing(document: Document) -> str:
    several = len(document.annexes) > 1
    listed = "".join(
        f"<p>{'附件：' if number == 1 else '　　　'}{f'{number}.' if several else ''}{escape(annex.title)}</p>"
        for number, annex in enumerate(document.annexes, start=1)
    )
    names = f'<div class="report-annexes">{listed}</div>' if listed else ""
    signed = f"{escape(document.signature.organ)}<br>{escape(document.signature.date)}"
    return f'{names}<p class="report-signature">{signed}</p>'


def _imprint(document: Document) -> str:
    found = document.imprint
    if found is None:
        return ""
    copies = f"<p>抄送：{escape(found.copies.rstrip('。'))}。</p>" if found.copies else ""
    printed = f"<p><span>{escape(found.printer)}</span><span>{escape(found.date)}印发</span></p>"
    return f'<div class="report-imprint">{copies}{printed}</div>'


def _annex(annex: Annex, number: int, of: int, link: Link) -> str:
    wide = " report-wide" if annex.landscape else ""
    mark = f"附件{number if of > 1 else ''}"
    inner = "".join(
        _table(block, link, annex.title, source_rows=annex.key == "sources")
        if isinstance(block, Table)
        else _block(block, link)
        for block in annex.blocks
    )
    return (
        f'<section class="report-annex{wide}" id="annex-{annex.key}"><p>{mark}</p>'
        f"<h2>{escape(annex.title)}</h2>{inner}</section>"
    )


def _block(block: Block, link: Link) -> str:
    if isinstance(block, Heading):
        tag = f"h{block.level + 1}"
        return f"<{tag}>{escape(block.text)}</{tag}>"
    if isinstance(block, Paragraph):
        return f'<p class="report-text">{"".join(_run(run, link) for run in block.runs)}</p>'
    return _table(block, link, "") if isinstance(block, Table) else _chart(block, link)


def _run(run: Run, link: Link) -> str:
    if isinstance(run, Figure):
        return _figure(run, run.text, link)
    if isinstance(run, Missing):
        return f'<mark class="report-missing">{escape(run.text)}</mark>'
    return escape(run.text)


def _figure(figure: Figure, text: str, link: Link) -> str:
    address = link(figure.key)
    if not address:
        return escape(text)
    said = escape(f"{figure.label}：{figure.source}")
    return f'<a class="report-figure" href="{escape(address)}" title="{said}">{escape(text)}</a>'


def _table(table: Table, link: Link, named: str, source_rows: bool = False) -> str:
    if not table.rows:
        return f'<p class="report-text">{escape(table.empty or "无。")}</p>'
    hidden = ' class="hidden"' if named else ""
    head = "".join(
        f'<th scope="col"{_attribute("class", _side(column.align))}>{escape(column.name)}</th>'
        for column in table.columns
    )
    body = "".join(
        f"<tr{_attribute('id', f'source-{number}' if source_rows else '')}>"
        + "".join(_cell(cell, table.columns[at].align, link) for at, cell in enumerate(row))
        + "</tr>"
        for number, row in enumerate(table.rows, start=1)
    )
    label = escape(named or table.caption)
    return (
        f'<div class="report-scroll" tabindex="0" role="region" aria-label="{label}"><table>'
        f"<caption{hidden}>{label}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(cell: Cell, align: str, link: Link) -> str:
    names = " ".join(part for part in (_side(align), f"tone-{cell.tone}" if cell.tone else "") if part)
    text = _figure(cell.figure, cell.text, link) if cell.figure else _referred(cell, link)
    return f"<td{_attribute('class', names)}>{text}</td>"


def _referred(cell: Cell, link: Link) -> str:
    address = link(cell.ref) if cell.ref else ""
    return f'<a href="{escape(address)}">{escape(cell.text)}</a>' if address else escape(cell.text)


def _chart(chart: Chart, link: Link) -> str:
    if not chart.panels:
        return _table(chart.twin, link, "")
    panels = "".join(
        f"<div>{f'<p>{escape(name)}</p>' if name else ''}{svg(spec)}</div>" for name, spec in chart.panels
    )
    twin = _table(chart.twin, link, chart.twin.caption)
    return (
        f'<figure><figcaption>{escape(chart.caption)}</figcaption><div class="report-panels" aria-hidden="true">{panels}</div>'
        f'<p class="report-note">{escape(chart.note)}</p><details><summary>看图中的数据</summary>{twin}</details></figure>'
    )


def _side(align: str) -> str:
    return "" if align == "left" else align


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"' if value else ""
