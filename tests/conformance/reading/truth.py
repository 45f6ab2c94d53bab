"""Truth files: what a person found in a document, by span or by quoted text; `x_alt` lists other right answers for `x`."""

import hashlib
import json
import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opencc import OpenCC

Json = dict[str, Any]
HERE = Path(__file__).parent
ROOT = HERE.parents[2]
_SIMPLIFY = OpenCC("t2s")
_GLOSS = re.compile(r"(?<=[\u4e00-\u9fff])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]{1,6}\)")


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    text: str
    truth: Json


def shared() -> Path:
    """The folder of reference documents, beside the checkout unless LAOYOU_SHARED says otherwise."""
    return Path(os.environ.get("LAOYOU_SHARED", ROOT / ".." / "shared")).resolve()


def plain(value: object) -> str:
    """A form for comparing only: no spaces, no phonetic glosses, simplified, half width."""
    folded = unicodedata.normalize("NFKC", str(value or "")).translate(str.maketrans("“”‘’〔〕", "\"\"''[]"))
    squeezed = re.sub(r"\s+", "", folded)
    simplified: str = _SIMPLIFY.convert(_GLOSS.sub("", squeezed))
    return simplified


def spans(item: Json, text: str) -> list[tuple[int, int]]:
    """Where the item may stand: its span, or every place of its quoted text."""
    if "span" in item:
        start, end = item["span"]
        return [(start, end)]
    quote = item.get("text") or ""
    return [(m.start(), m.end()) for m in re.finditer(re.escape(quote), text)] if quote else []


def _fill(item: Json, text: str) -> Json:
    """Truth of the shared plans holds no sentence, only where it stands."""
    for key in ("text", "raw", "heading", "what"):
        if f"{key}_span" in item:
            start, end = item[f"{key}_span"]
            item[key] = text[start:end]
    return item


def load(name: str, document: Path, truth_file: Path) -> Case:
    data = document.read_bytes()
    text = data.decode("utf-8-sig")
    truth: Json = json.loads(truth_file.read_text(encoding="utf-8"))
    expected = truth.get("sha256")
    if expected and expected != hashlib.sha256(data).hexdigest():
        raise ValueError(f"{document}: the document is not the one that {truth_file.name} was made from")
    for value in truth.values():
        if isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    _fill(item, text)
    return Case(name, text, truth)


def shared_cases() -> list[Case]:
    """The five reference plans with their truths; empty where they are absent."""
    plans = shared() / "plans"
    found = [
        load(file.stem, plans / f"{file.stem}.txt", file)
        for file in sorted((HERE / "truth").glob("*.json"))
        if (plans / f"{file.stem}.txt").exists()
    ]
    gold = plans / "chongqing.gold.json"
    return ([load("chongqing", plans / "chongqing.txt", gold)] if gold.exists() else []) + found


def folder_cases(folder: Path) -> list[Case]:
    """Every TEXT.txt of a folder that has a TEXT.truth.json beside it."""
    return [
        load(
            file.name.removesuffix(".truth.json"),
            file.with_name(file.name.replace(".truth.json", ".txt")),
            file,
        )
        for file in sorted(folder.glob("*.truth.json"))
    ]
