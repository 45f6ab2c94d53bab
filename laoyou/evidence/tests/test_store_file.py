"""What may be kept as evidence, and what is refused in words."""

import io
import zipfile

import pytest

from laoyou.access.errors import Refused
from laoyou.access.models import AuditLine
from laoyou.access.scope import acting_as
from laoyou.evidence.actions import store_file
from laoyou.evidence.models import File
from laoyou.evidence.rules import MOST_BYTES, NotEvidence, kind_of
from tests.world import World

PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"
PNG = bytes.fromhex("89504e470d0a1a0a") + bytes(20)


def packed(*members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for member in members:
            archive.writestr(member, "<x/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("会议纪要.pdf", PDF, "pdf"),
        ("现场.PNG", PNG, "png"),
        ("照片.jpeg", b"\xff\xd8\xff\xe0" + bytes(9), "jpeg"),
        ("台账.xlsx", packed("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        ("说明.txt", "已完成备案。".encode("gb18030"), "text"),
    ],
)
def test_files_are_known_by_their_content(name: str, content: bytes, key: str) -> None:
    assert kind_of(name, content).key == key


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("空.pdf", b"", "empty"),
        ("大.pdf", PDF + bytes(MOST_BYTES), "large"),
        ("会议纪要.pdf", PNG, "other_kind"),
        ("宏.xlsx", packed("xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
        ("坏.docx", b"PK\x03\x04" + bytes(30), "damaged"),
        ("包.zip", packed("a.exe"), "unknown"),
        ("页.txt", b"<script>alert(1)</script>", "unknown"),
        ("图.svg", b"<svg xmlns='x'/>", "unknown"),
        ("程序.pdf", b"MZ\x90\0", "unknown"),
    ],
)
def test_what_is_no_evidence_is_refused(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(NotEvidence) as refused:
        kind_of(name, content)
    assert refused.value.reason == reason


def test_the_same_content_is_kept_once_with_one_line(world: World) -> None:
    county = world.divisions["甲县"]
    with acting_as(world.actor("甲县", "unit")) as clerk:
        first = store_file(by=clerk, division=county, name="../../纪要.pdf", content=PDF)
        again = store_file(by=clerk, division=county, name="副本.pdf", content=PDF)
        assert (again.pk, first.name) == (first.pk, "纪要.pdf")
    assert AuditLine.objects.filter(action="evidence.file.store").count() == 1


def test_another_county_neither_stores_nor_sees(world: World) -> None:
    county = world.divisions["甲县"]
    with acting_as(world.actor("甲县", "office")) as office:
        store_file(by=office, division=county, name="纪要.pdf", content=PDF)
    with acting_as(world.actor("乙县", "office")) as stranger:
        assert not File.objects.exists()
        with pytest.raises(Refused, match="不能为该地区"):
            store_file(by=stranger, division=county, name="x.pdf", content=PDF)
