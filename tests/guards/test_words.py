"""Screens are Chinese with a complete English translation."""

import re
from pathlib import Path

import pytest

from laoyou.ui.management.commands.compilewords import messages
from tests.guards import words

TEMPLATES, MODULES = words.sources("*.html"), words.sources("*.py")
# Not on a screen: names for developers, migrations, words that other people's files use, and date formats, which are a
# translation themselves.
OFF_SCREEN = {"apps.py", "formats.py", "heads.py"}
FACES = [
    path
    for path in MODULES
    if path.relative_to(words.PACKAGE).parts[0] in {"console", "portal", "ui", "access", "places"}
    and path.name not in OFF_SCREEN
    and "migrations" not in path.parts
]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def _translations() -> dict[str, str]:
    found: dict[str, str] = {}
    for catalogue in sorted(words.PACKAGE.glob("*/locale/en/LC_MESSAGES/django.po")):
        for key, text in messages(catalogue.read_text("utf-8")).items():
            found[key.split("\0")[0].split("\4")[-1]] = text
    return found


TRANSLATIONS = _translations()


def _name(path: Path) -> str:
    return str(path.relative_to(words.PACKAGE))


def _untranslated(msgids: list[str]) -> list[str]:
    return sorted({msgid for msgid in msgids if words.CHINESE.search(msgid) and msgid not in TRANSLATIONS})


@pytest.mark.parametrize("source", TEMPLATES, ids=_name)
def test_templates_have_english(source: Path) -> None:
    assert _untranslated(list(words.in_template(source))) == []


@pytest.mark.parametrize("source", MODULES, ids=_name)
def test_modules_have_english(source: Path) -> None:
    assert _untranslated(list(words.in_python(source))) == []


@pytest.mark.parametrize("source", TEMPLATES, ids=_name)
def test_templates_hold_no_bare_chinese(source: Path) -> None:
    assert words.bare_in_template(source) == [], "put it in {% translate %}"


@pytest.mark.parametrize("source", FACES, ids=_name)
def test_faces_hold_no_bare_chinese(source: Path) -> None:
    assert list(words.bare_in_python(source)) == [], "put it in gettext"


def test_translations_are_english_and_keep_their_placeholders() -> None:
    wrong = [
        key
        for key, text in TRANSLATIONS.items()
        if (words.CHINESE.search(text) and "中文" not in text)
        or set(PLACEHOLDER.findall(key)) != set(PLACEHOLDER.findall(text.split("\0")[-1]))
    ]
    assert wrong == []
