"""Draws a chart's specification: SVG for a page and for paper, PNG for Word. The first drawing of a process takes a second."""

import json
from functools import lru_cache
from typing import Any

import vl_convert

_KEPT = 512


def svg(spec: dict[str, Any]) -> str:
    """An SVG element with presentation attributes only, as the content security policy of the pages asks."""
    return _svg(json.dumps(spec, sort_keys=True))


def png(spec: dict[str, Any], *, scale: float = 2) -> bytes:
    return _png(json.dumps(spec, sort_keys=True), scale)


@lru_cache(maxsize=_KEPT)
def _svg(text: str) -> str:
    return str(vl_convert.vegalite_to_svg(text))


@lru_cache(maxsize=_KEPT // 8)
def _png(text: str, scale: float) -> bytes:
    return bytes(vl_convert.vegalite_to_png(text, scale=scale))
