"""What every kind of file becomes: a text, one paragraph or one table row a line."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of the text should know. `at` is an offset into the text, None for the whole file.

    `kind`: picture (a picture stands here and was not read), replaced (bytes that are no characters).
    """

    kind: str
    at: int | None
    say: str


@dataclass(frozen=True, slots=True)
class Source:
    """`media` is the MIME type found in the content, whatever the file's name claims."""

    text: str
    media: str
    warnings: tuple[Notice, ...] = ()
    title: str | None = None


PICTURE = "此处是图片,其中的文字或表格没有读取;请对照原文补录"
REPLACED = "有些字节不是有效的文字,已用 � 代替;请对照原文"


# A line of a table of contents: it names a heading which stands again, with its text, further down.
_CONTENTS = re.compile(r".*?(?:[.…·⋯]{4,}|(?:\. ){4,})\s*\d{1,3}")


class Lines:
    """Collects lines, and notes where in the text a picture stood."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self.notices: list[Notice] = []

    def add(self, line: str) -> None:
        line = line.strip(" \t\u00a0\u3000\n")
        if line and not _CONTENTS.fullmatch(line):
            self._lines.append(line)
            self._length += len(line) + 1

    def picture(self) -> None:
        if not self.notices or self.notices[-1].at != self._length:
            self.notices.append(Notice("picture", self._length, PICTURE))

    def text(self) -> str:
        return "\n".join(self._lines)
