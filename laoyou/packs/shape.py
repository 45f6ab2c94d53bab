"""Holds a pack's files against their schemas, and says each misfit in plain words."""

import datetime
import difflib
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from laoyou.packs.loader import PackFile
from laoyou.packs.problems import Problem
from laoyou.packs.schema import FILES

_FORMATS = FormatChecker(formats=())


def _is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(datetime.date.fromisoformat(value))


_FORMATS.checks("date", raises=ValueError)(_is_date)


_VALIDATORS = {
    pattern: Draft202012Validator(schema, format_checker=_FORMATS) for pattern, schema in FILES.items()
}

_TYPES = {
    "string": "text in quotation marks",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a table",
}


def shape_problems(file: PackFile) -> list[Problem]:
    return [
        problem
        for error in _VALIDATORS[file.pattern].iter_errors(file.data)
        for problem in _problems(file, error)
    ]


def _problems(file: PackFile, error: ValidationError) -> list[Problem]:
    path = list(error.absolute_path)
    line = file.line(*path)
    where = _name(path)
    if error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        return [
            Problem(file.name, line, f"{where} has no “{key}”.", _why_required(key), f"Add {key} = … here.")
            for key in missing
            if f"'{key}' is" in error.message
        ]
    if error.validator == "additionalProperties":
        known = list(error.schema["properties"])
        return [
            Problem(
                file.name,
                file.line(*path, key),
                f"{where} has “{key}”, which means nothing here.",
                f"Known are: {', '.join(known)}.",
                _suggestion(key, known),
            )
            for key in error.instance
            if key not in known
        ]
    what, why, do = _value_words(where, error)
    return [Problem(file.name, line, what, why, do)]


def _value_words(where: str, error: ValidationError) -> tuple[str, str, str]:
    shown = f"“{error.instance}”" if not isinstance(error.instance, list | dict) else "what stands here"
    limit: Any = error.validator_value
    if error.validator == "enum":
        choices = ", ".join(str(choice) for choice in limit)
        return (
            f"{where} is {shown}.",
            f"It must be one of: {choices}.",
            _suggestion(str(error.instance), limit),
        )
    if error.validator == "type":
        wanted = limit if isinstance(limit, list) else [limit]
        words = " or ".join(_TYPES[kind] for kind in wanted)
        return f"{where} is {shown}.", f"It must be {words}.", "Write it so."
    if error.validator in {"pattern", "format"}:
        example = (
            "2025-12-31"
            if "date" in (error.schema.get("format"), where)
            else str(error.schema.get("pattern"))
        )
        return f"{where} is {shown}.", f"It must look like {example}, and be possible.", "Correct it."
    if error.validator == "maxLength":
        return (
            f"{where} has {len(error.instance)} characters.",
            f"At most {limit} fit a row of the board.",
            "Shorten it.",
        )
    if error.validator in {"minItems", "minLength"}:
        return f"{where} is empty.", "Something must stand here.", "Fill it in, or take the line out."
    return f"{where} is {shown}.", f"{error.message}.", "Correct it."


def _name(path: list[str | int]) -> str:
    """`parameters[3].values[0]` in words: the deepest named thing, with its place in its list."""
    if not path:
        return "The file"
    if isinstance(path[-1], int):
        return f"Row {path[-1] + 1} of {path[-2]}"
    return str(path[-1])


def _why_required(key: str) -> str:
    return {
        "since": "Every value is dated, because rules change.",
        "sureness": "A reader must know whether it was seen (S), is generally known (K) or unsure (U).",
        "clause": "Every value must lead back to the clause it comes from.",
        "document": "Every value must lead back to the document it comes from.",
        "en": "Screens have a complete English translation.",
        "zh": "Screens are in Chinese.",
    }.get(key, "It is needed.")


def _suggestion(key: str, known: list[str]) -> str:
    close = difflib.get_close_matches(key, [str(item) for item in known], n=1)
    return f"Did you mean “{close[0]}”?" if close else "Correct it, or take it out."
