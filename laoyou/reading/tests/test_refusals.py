"""Whatever the bytes, the answer is a text or one line that says what is wrong and what to do."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from laoyou.reading import errors
from laoyou.reading.errors import ReadError
from laoyou.reading.sources import archive, load, load_bytes, pdf
from laoyou.reading.tests import files

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>'


def bomb() -> bytes:
    return files.zipped({"word/document.xml": b" " * (16 << 20)})


def scan() -> bytes:
    page = files.Pdf()
    page.pages[0] = "q 500 0 0 700 40 40 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
    return page.data()


def locked_zip() -> bytes:
    data = bytearray(files.docx())
    for found in re.finditer(b"PK\x01\x02", bytes(data)):
        data[found.start() + 8] |= 1
    return bytes(data)


CASES = {
    "empty": b"",
    "empty-spaces": b"\xef\xbb\xbf  \r\n",
    "unknown": bytes(range(256)) * 40,
    "encrypted": OLE + "EncryptedPackage".encode("utf-16-le"),
    "encrypted-zip": locked_zip(),
    "legacy-doc": OLE,
    "legacy-rtf": b"{\\rtf1\\ansi text}",
    "legacy-ofd": files.zipped({"OFD.xml": "<x/>"}),
    "archive-excel": files.zipped({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}),
    "archive": files.zipped({"plan.txt": "x"}),
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(40),
    "scan": scan(),
    "blank": files.Pdf().data(),
    "blank-page": files.html("<script>x</script>"),
    "damaged": files.docx()[:3000],
    "damaged-pdf": b"%PDF-1.7\n" + bytes(range(200)),
    "damaged-xml": files.zipped({"word/document.xml": "<w:document"}),
    "damaged-nesting": b"<html>" + b"<div>" * 30_000,
    "bomb": bomb(),
    "unsafe": files.zipped({"word/document.xml": ENTITIES}),
}


@pytest.mark.parametrize("name", CASES)
def test_each_refusal_has_its_case(name: str) -> None:
    with pytest.raises(ReadError) as refused:
        load_bytes(CASES[name], "方案.doc")
    assert refused.value.case == name.split("-")[0]


def test_a_pdf_with_a_password() -> None:
    key = "<" + "00" * 32 + ">"
    locked = f"<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>"
    data = files.pdf().replace(b"/Root 1 0 R", f"/Root 1 0 R /ID [<00> <00>] /Encrypt {locked}".encode())
    with pytest.raises(ReadError) as refused:
        load_bytes(data)
    assert refused.value.case == "encrypted"


def test_a_zip_that_declares_less_than_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBER", 1000)
    data = files.docx_body(files.TEXT * 20)
    with pytest.raises(ReadError) as refused:
        load_bytes(data)
    assert refused.value.case == "bomb"


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_SECONDS", 0.001)
    with pytest.raises(ReadError) as refused:
        load_bytes(files.pdf())
    assert refused.value.case == "slow"


def test_a_pdf_with_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 0)
    with pytest.raises(ReadError) as refused:
        pdf.extract(files.pdf())
    assert refused.value.case == "pages"


def test_paths(tmp_path: Path) -> None:
    large = tmp_path / "大.pdf"
    with large.open("wb") as stream:
        stream.truncate(200 << 20)
    cases = {
        tmp_path: "directory",
        tmp_path / "无.txt": "missing",
        large: "large",
        Path("x\0y"): "unreadable",
    }
    for path, case in cases.items():
        with pytest.raises(ReadError) as refused:
            load(path)
        assert refused.value.case == case


def test_a_name_does_not_decide_the_kind(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_bytes(files.docx())
    assert load(path).text == files.TEXT


@pytest.mark.parametrize("case", errors._CASES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_case_is_one_line_in_both_languages(case: str, lang: str) -> None:
    line = ReadError(case, size=60, limit=50, kind=".doc", reason="x").line("方\n案.doc", lang)
    assert "\n" not in line
    assert "{" not in line
    assert line.startswith("方 案.doc:")
    assert line.removeprefix("方 案.doc").isascii() == (lang == "en")


def answers(data: bytes) -> bool:
    """Any other exception than ReadError ends the test."""
    try:
        return bool(load_bytes(data).text)
    except ReadError as refused:
        return bool(refused.line("x"))


def pieces() -> st.SearchStrategy[bytes]:
    """Whole documents cut, and with a stretch of noise written over them."""
    whole = st.sampled_from([files.docx(), files.html("<p>养老</p>"), files.TEXT.encode("gb18030")])
    return st.builds(
        lambda data, cut, at, noise: data[: at % len(data)] + noise + data[at % len(data) + len(noise) : cut],
        whole,
        st.integers(0, 40_000),
        st.integers(0, 40_000),
        st.binary(max_size=30),
    )


@settings(max_examples=200)
@given(st.one_of(st.binary(max_size=300), pieces(), st.binary(max_size=60).map(b"PK\x03\x04".__add__)))
@example(b"PK\x05\x06" + bytes(18))
@example(b"<html>\x00")
def test_any_bytes_give_a_text_or_a_refusal(data: bytes) -> None:
    assert answers(data)


@settings(max_examples=8)
@given(st.integers(0, 1500), st.binary(min_size=1, max_size=40))
def test_a_noised_pdf_gives_a_text_or_a_refusal(at: int, noise: bytes) -> None:
    data = files.pdf()
    assert answers(data[:at] + noise + data[at + len(noise) :])


def test_a_zip_of_zips_is_not_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as outer:
        outer.writestr("word/document.xml", bomb())
    with pytest.raises(ReadError) as refused:
        load_bytes(stream.getvalue())
    assert refused.value.case == "damaged"
