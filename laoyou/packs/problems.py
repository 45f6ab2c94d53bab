"""What is wrong in a pack, said so that its author can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`file` is relative to the packs folder; `do` says what to change."""

    file: str
    line: int
    what: str
    why: str
    do: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} {self.why} {self.do}"
