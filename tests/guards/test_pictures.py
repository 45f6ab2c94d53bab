"""Pictures and the documents that show them: none is missing, none is left over."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("packs/**/*.md")]


def shown() -> dict[Path, Path]:
    """Each picture that a document shows, with the document."""
    return {
        (document.parent / target).resolve(): document
        for document in DOCUMENTS
        for target in re.findall(r"!\[[^\]]*\]\(([^)\s]+)", document.read_text("utf-8"))
        if "://" not in target
    }


def test_every_picture_shown_is_here() -> None:
    missing = [
        f"{document.relative_to(ROOT)}: {path.name}"
        for path, document in shown().items()
        if not path.exists()
    ]
    assert missing == [], "take it: LAOYOU_PICTURES=1 pytest -m browser tests/journeys"


def test_every_picture_here_is_shown() -> None:
    left = {path.resolve() for path in PICTURES.glob("*")} - set(shown())
    assert sorted(path.name for path in left) == []
