"""laoyou report, as it is called from a shell."""

import io
from pathlib import Path

import docx
import pytest
from django.core.management import CommandError, call_command

from laoyou.access.scope import Actor
from laoyou.plans.models import Plan
from laoyou.progress.models import Cycle
from laoyou.reports import actions

COUNTY = "990121"


def told(*arguments: str) -> str:
    said = io.StringIO()
    call_command("report", *arguments, stdout=said)
    return said.getvalue()


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html"])
def test_it_writes_by_suffix(cycle: Cycle, beds: None, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"报告.{suffix}"
    assert "Wrote" in told("--division", COUNTY, "--cycle", "2025H2", "--out", str(out))
    assert out.stat().st_size > 3000


@pytest.mark.parametrize("kind", ["brief", "closing", "bulletin"])
def test_other_kinds(cycle: Cycle, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "report.docx"
    told("--division", COUNTY, "--cycle", "2025H2", "--kind", kind, "--out", str(out))
    assert docx.Document(str(out)).paragraphs


def test_it_writes_what_the_office_wrote(cycle: Cycle, plan: Plan, office: Actor, tmp_path: Path) -> None:
    report = actions.create_report(by=office, plan=plan, kind="half_year", cycle=cycle)
    actions.write_section(by=office, report=report, key="next", text="我们自己写的话。", version=0)
    out = tmp_path / "report.html"
    base = ("--division", COUNTY, "--cycle", "2025H2", "--out", str(out))
    assert "As the office has it" in told(*base)
    assert "我们自己写的话" in out.read_text("utf-8")
    told(*base, "--fresh")
    assert "我们自己写的话" not in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--division", "123456", "--cycle", "2025H2", "--out", "a.docx"], "no division 123456"),
        (["--division", "990122", "--cycle", "2025H2", "--out", "a.docx"], "no adopted plan"),
        (["--division", COUNTY, "--cycle", "2024H2", "--out", "a.docx"], "no reporting cycle 2024H2. It has 2025H2"),
        (["--division", COUNTY, "--cycle", "下半年", "--out", "a.docx"], "no period"),
        (["--division", COUNTY, "--out", "a.docx"], "which period"),
        (["--division", COUNTY, "--cycle", "2025H2", "--out", "a.pdf"], ".docx, .xlsx or .html"),
        (["--division", COUNTY, "--cycle", "2025H2", "--out", "/no/such/folder/a.docx"], "cannot be written"),
        (["--division", COUNTY, "--cycle", "2025H2", "--on", "2025-13-40", "--out", "a.docx"], "no date"),
        (["--division", COUNTY, "--cycle", "2025H2", "--plan", "别的", "--out", "a.docx"], "no adopted plan"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(cycle: Cycle, arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        told(*arguments)
