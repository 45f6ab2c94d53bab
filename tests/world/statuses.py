"""Rows of statuses in 甲县, for guards and pages."""

from collections.abc import Callable
from typing import Any

from tests.world import World

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {}
