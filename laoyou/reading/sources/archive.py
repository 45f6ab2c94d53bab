"""Opening a zip that a stranger made: what it declares is checked, and what it really unpacks to is counted."""

import io
import zipfile
import zlib
from xml.etree import ElementTree

from laoyou.reading.errors import ReadError

MOST_MEMBERS = 20_000
MOST_DECLARED = 1 << 30
MOST_MEMBER = 48 << 20
MOST_RATIO = 250
_ALWAYS_FINE = 4 << 20
# The strict form of the standard is the same document under another name.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Archive:
    """The members of a zip, each at most MOST_MEMBER long."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError) as problem:
            raise ReadError("damaged") from problem
        members = self._zip.infolist()
        declared = sum(member.file_size for member in members)
        if len(members) > MOST_MEMBERS or declared > MOST_DECLARED:
            raise ReadError("bomb")
        self.names = {member.filename for member in members}
        if any(member.flag_bits & 1 for member in members):
            raise ReadError("encrypted")

    def member(self, name: str) -> bytes:
        info = self._zip.getinfo(name)
        if info.file_size > _ALWAYS_FINE and info.file_size > MOST_RATIO * max(1, info.compress_size):
            raise ReadError("bomb")
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MOST_MEMBER + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            OSError,
            ValueError,
        ) as problem:
            raise ReadError("damaged") from problem
        if len(data) > MOST_MEMBER:
            raise ReadError("bomb")
        return data

    def xml(self, name: str) -> ElementTree.Element:
        """No honest Office file has a document type, and only with one can entities multiply."""
        parser = ElementTree.XMLParser(target=_NoDoctype())  # noqa: S314 - document types are refused
        try:
            parser.feed(self.member(name).replace(_STRICT, _USUAL))
            root = parser.close()
        except (ElementTree.ParseError, LookupError, ValueError) as problem:
            raise ReadError("damaged") from problem
        if not isinstance(root, ElementTree.Element):
            raise ReadError("damaged")
        return root


class _NoDoctype(ElementTree.TreeBuilder):
    def doctype(self, name: str, pubid: str, system: str) -> None:
        raise ReadError("unsafe")
