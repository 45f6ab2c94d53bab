"""The same document, whatever kind of file it comes in, reads to the same text."""

import shutil
import subprocess
from typing import Any

import pytest

from laoyou.reading.sources import Source, decode, load_bytes
from laoyou.reading.tests import files

CHINESE_FONT = bool(
    shutil.which("fc-list") and subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True).stdout
)

P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def text_of(data: bytes) -> str:
    return load_bytes(data).text


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    "data",
    [
        files.TEXT.encode(),
        files.docx(),
        files.html("".join(f"<p>{p}</p>" for p in files.PARAGRAPHS) + files.html_table(files.ROWS)),
        files.pdf(),
    ],
    ids=["text", "docx", "html", "pdf"],
)
def test_every_kind_reads_to_the_same_text(data: bytes) -> None:
    assert text_of(data) == files.TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_encodings(encoding: str) -> None:
    assert decode(files.TEXT.encode(encoding)) == files.TEXT


def test_plain_text_keeps_every_character() -> None:
    text = "一、 总则\r\n\r\n  二、\t目标　\r\n"
    assert text_of(text.encode()) == text


@pytest.mark.parametrize("cut", range(1, 4))
def test_a_cut_file_is_not_taken_for_another_encoding(cut: int) -> None:
    text = "清河县养老托育服务方案" * 20
    assert load_bytes(text.encode()[:-cut]).text[:200] == text[:200]
    assert load_bytes(text.encode("gb18030")[:-cut]).text[:200] == text[:200]


def test_a_few_broken_bytes_are_replaced_and_said() -> None:
    source = load_bytes(files.TEXT.encode() * 3 + b"\xe4\xb8")
    assert source.text.startswith(files.TEXT)
    assert [notice.kind for notice in source.warnings] == ["replaced"]


class TestWord:
    def test_list_numbers_are_restored(self) -> None:
        def level(number: int, form: str, text: str) -> str:
            return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'

        numbering = (
            '<w:abstractNum w:abstractNumId="7">'
            + level(0, "chineseCountingThousand", "%1、")
            + level(1, "chineseCounting", "(%2)")
            + level(2, "decimal", "%3.")
            + '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
        )

        def item(depth: int, text: str) -> str:
            place = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="3"/></w:numPr></w:pPr>'
            return f"<w:p>{place}{run(text)}</w:p>"

        levels = [(0, "总则"), (1, "养老"), (2, "床位"), (2, "人员"), (1, "托育"), (2, "托位"), (0, "保障")]
        body = "".join(item(depth, text) for depth, text in levels)
        shown = ["一、总则", "(一)养老", "1.床位", "2.人员", "(二)托育", "1.托位", "二、保障"]
        assert text_of(files.docx_body(body, numbering)).split("\n") == shown

    def test_deleted_hidden_and_phonetic_text_is_left_out(self) -> None:
        ruby = f"<w:r><w:ruby><w:rt>{run('yǎng')}</w:rt><w:rubyBase>{run('养')}</w:rubyBase></w:ruby></w:r>"
        deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        hidden = run("密", "<w:rPr><w:vanish/></w:rPr>")
        body = f"<w:p>{ruby}{run('老')}{deleted}<w:ins>{run('新')}</w:ins>{hidden}</w:p>"
        assert text_of(files.docx_body(body)) == "养老新"

    def test_text_boxes_are_read_once(self) -> None:
        box = f"<w:txbxContent>{P.format('框内')}</w:txbxContent>"
        both = (
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        )
        assert text_of(files.docx_body(f"<w:p>{run('正文')}<w:r>{both}</w:r></w:p>")) == "正文\n框内"

    def test_merged_cells(self) -> None:
        def build(document: Any) -> None:
            rows = [
                ["类别", "任务", "单位"],
                ["养老", "床位", "甲局"],
                ["", "人员", "乙局"],
                ["二、托育", "", ""],
            ]
            table = files.add_table(document, rows)
            table.cell(1, 0).merge(table.cell(2, 0))
            table.cell(3, 0).merge(table.cell(3, 2))

        assert text_of(files.docx(build)).split("\n")[1:] == [
            "养老 | 床位 | 甲局 |",
            "养老 | 人员 | 乙局 |",
            "二、托育 |",
        ]

    def test_a_number_merged_down_makes_its_rows_one_item(self) -> None:
        def build(document: Any) -> None:
            table = files.add_table(document, [["1", "床位", "甲局牵头"], ["", "", "乙局配合"]])
            table.cell(0, 0).merge(table.cell(1, 0))
            table.cell(0, 1).merge(table.cell(1, 1))

        assert text_of(files.docx(build)).split("\n") == ["1 | 床位 | 甲局牵头 |", "|  | 乙局配合 |"]

    def test_a_picture_is_noted_where_it_stands(self) -> None:
        picture = '<w:p><w:r><w:drawing><pic:pic xmlns:pic="urn:pic"/></w:drawing></w:r></w:p>'
        source = load_bytes(files.docx_body(P.format("附表如下") + picture + P.format("附注")))
        assert [(notice.kind, notice.at) for notice in source.warnings] == [
            ("picture", source.text.index("附注"))
        ]

    def test_styles_carry_numbers_and_contents_are_left_out(self) -> None:
        def build(document: Any) -> None:
            document.styles.add_style("toc 1", 1)
            document.add_paragraph("一、总则\t1", style="toc 1")
            document.add_paragraph("一、总则........ 1")
            document.add_paragraph("床位", style="List Number")
            document.add_paragraph("人员", style="List Number")

        assert text_of(files.docx(build)) == "1.床位\n2.人员"

    def test_the_strict_form_of_the_standard(self) -> None:
        body = P.format("养老")
        space = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
        document = f"<w:document {space}><w:body>{body}</w:body></w:document>"
        assert text_of(files.zipped({"word/document.xml": document})) == "养老"


class TestWebPage:
    def test_menus_scripts_and_hidden_text_are_left_out(self) -> None:
        menu = "<ul>" + "".join(f"<li><a href='{n}'>栏目{n}</a></li>" for n in range(6)) + "</ul>"
        path = "<div>位置:<a>首页</a> &gt; <a>政务公开</a> &gt; <a>文件</a></div>"
        hidden = "<script>x</script><p style='display: none'>隐</p><div hidden>藏</div><nav>导航</nav>"
        page = files.html(f"{menu}{path}{hidden}<p>正文<b>一</b>段<br>第二行</p><p>附件:<a>任务表</a></p>")
        assert text_of(page) == "正文一段\n第二行\n附件:任务表"

    def test_lines_broken_in_the_source_are_joined(self) -> None:
        assert text_of(files.html("<p>养老\n   服务 and\n child   care</p>")) == "养老服务 and child care"

    def test_spans_of_cells(self) -> None:
        body = (
            "<table><tr><th rowspan=2>指标</th><th colspan=2>目标</th></tr><tr><td>2020年</td><td>2025年</td></tr>"
            "<tr><td colspan=3>一、养老</td></tr><tr><td><p>床位</p><p>占比</p></td><td>30%</td><td>60%</td></tr></table>"
        )
        shown = ["指标 | 目标 | 目标 |", "指标 | 2020年 | 2025年 |", "一、养老 |", "床位占比 | 30% | 60% |"]
        assert text_of(files.html(body)).split("\n") == shown

    def test_a_table_for_placing_is_not_a_table(self) -> None:
        inner = files.html_table([["1", "床位"], ["2", "人员"]])
        page = files.html(f"<table><tr><td>左栏</td><td><p>正文</p>{inner}</td></tr></table>")
        assert text_of(page) == "左栏\n正文\n1 | 床位 |\n2 | 人员 |"

    def test_the_title_is_taken_from_the_head_where_the_body_lacks_it(self) -> None:
        head = "<meta charset=utf-8><title>清河县托育服务方案_清河县人民政府</title>"
        assert text_of(files.html("<p>一、总则</p>", head)) == "清河县托育服务方案\n一、总则"
        assert text_of(files.html("<p>清河县<br>托育服务方案</p>", head)) == "清河县\n托育服务方案"

    def test_a_wrong_charset_does_not_matter(self) -> None:
        page = files.html("<p>养老</p>", "<meta charset=gb2312>")
        assert text_of(page) == "养老" == text_of(page.decode().encode("gb18030"))


class TestPdf:
    def test_lines_join_to_paragraphs_and_over_the_page(self) -> None:
        long = "".join(f"第{n}项工作按照要求推进并形成长效机制," for n in range(8)) + "确保落实到位。"
        page = files.Pdf()
        page.paragraph(long)
        page.y = 60
        page.line("— 1 —", 10)
        page.new_page()
        page.paragraph("另起一段。" + long)
        assert text_of(page.data()).split("\n") == [long, "另起一段。" + long]

    def test_a_table_over_the_page_break_is_one(self) -> None:
        page = files.Pdf()
        page.table([files.ROWS[0], files.ROWS[1]])
        page.new_page()
        page.table([files.ROWS[0], files.ROWS[2]])
        assert text_of(page.data()) == files.TEXT.split("二、", 1)[1].split("\n", 1)[1]

    def test_a_row_cut_by_the_page_break_is_whole(self) -> None:
        number, task, units = files.ROWS[2]
        page = files.Pdf()
        page.table([*files.ROWS[:2], [number, task, units[:4]]], cut="bottom")
        page.new_page()
        page.table([["", "", units[4:]], ["3", "评估需求", "县民政局负责"]], cut="top")
        shown = [" | ".join(row) + " |" for row in [*files.ROWS, ["3", "评估需求", "县民政局负责"]]]
        assert text_of(page.data()).split("\n") == shown

    def test_heads_and_feet_of_pages_are_dropped(self) -> None:
        page = files.Pdf()
        for number in range(4):
            if number:
                page.new_page()
            page.at(90, 800, "清河县人民政府文件")
            page.line(f"第{'一二三四'[number]}条内容。")
            page.at(290, 30, f"- {number + 1} -")
        assert text_of(page.data()) == "第一条内容。\n第二条内容。\n第三条内容。\n第四条内容。"

    @pytest.mark.skipif(
        not CHINESE_FONT,
        reason="PDFium drops signs of turned pages without their font where no Chinese one is installed",
    )
    def test_a_turned_page_reads_the_same(self) -> None:
        page = files.Pdf()
        page.pages[0] = "0 1 -1 0 595 0 cm\n"
        page.y = 500
        page.table(files.ROWS)
        turned: Source = load_bytes(page.data("/Rotate 90"))
        assert turned.text == "\n".join(files.TEXT.split("\n")[3:])
