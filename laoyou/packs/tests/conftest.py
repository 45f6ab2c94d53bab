from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

SMALL = {
    "base/pack.toml": """code = "base"
version = "2026.1.1"
level = "national"
name = { zh = "全国", en = "National" }
""",
    "base/documents.toml": """documents = [
    { key = "rule-1", title = "试验规则", date = 2021-01-01, sureness = "S" },
]
""",
    "base/periods.toml": """periods = [
    { key = "14-5", zh = "十四五", en = "14th plan", since = 2021-01-01, until = 2025-12-31 },
]
""",
    "base/measures.toml": """measures = [
    { key = "visit", zh = "次", en = "visits", symbols = ["次"] },
]
""",
    "base/nkeys.toml": """groups = [{ key = "policy", zh = "政策", en = "Policy" }]
nkeys = [{ key = "N1", group = "policy", zh = "规划", en = "Planning", terms = { "规划" = 3 } }]
""",
    "base/parameters/visits.toml": """[[parameters]]
key = "visits"
zh = "走访频次"
en = "Visits"
unit = "visit"
kind = "frequency"
classes = [{ key = "alone", zh = "独居", en = "Living alone" }]
values = [
    { since = 2021-01-01, until = 2023-12-31, class = "alone", value = 1, per = "month", document = "rule-1", clause = "第3条", sureness = "S" },
    { since = 2024-01-01, class = "alone", value = 2, per = "month", document = "rule-1", clause = "第3条", sureness = "K" },
]
""",
    "110000/pack.toml": """code = "110000"
version = "2026.1.1"
level = "province"
name = { zh = "试验省", en = "Trial province" }
extends = "base"
""",
    "110000/units.toml": """units = [
    { name = "试验省民政厅", kind = "department", aliases = ["省民政厅"] },
]
""",
    "110000/plans/14-5.toml": """period = "14-5"
document = "rule-1"
clauses = [{ path = "附件", title = "分工表", nkey = "N1" }]
tasks = [
    { no = 1, title = "编规划", nkey = "N1", clause = "附件/1", lead = ["省民政厅"] },
]
""",
}


@pytest.fixture
def shipped() -> Path:
    return Path(settings.PACKS)


@pytest.fixture
def small(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Write two small sound packs, with some files changed, and give their folder."""

    def write(changes: dict[str, str]) -> Path:
        for name, text in (SMALL | changes).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write
