"""Lines of the log without what stands in rows: PostgreSQL puts whole rows and typed values into its errors. Pure."""

import logging
from collections.abc import Iterator
from types import TracebackType

import psycopg

_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutRows(logging.Formatter):
    """Of an error of the database its kind stays, its state and the name of the constraint."""

    def formatException(self, ei: _Raised) -> str:
        said = super().formatException(ei)
        for error in _chain(ei[1]):
            if words := str(error).strip():
                said = said.replace(words, _told(error))
        return said


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Those of the database, and whatever wraps or repeats one of them."""
    known: list[BaseException] = []
    while error is not None and error not in known:
        known.append(error)
        error = error.__cause__ or error.__context__
    if any(isinstance(one, psycopg.Error) for one in known):
        yield from sorted(known, key=lambda one: -len(str(one)))


def _told(error: BaseException) -> str:
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    if not isinstance(cause, psycopg.Error):
        return "(not told here)"
    return f"(not told here) state {cause.sqlstate}, constraint {cause.diag.constraint_name}"
