from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from laoyou.plans.models import Document, Plan
from laoyou.plans.tests.reference import jurisdiction, reference_plan

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("511722", "xuanhan"),
        ("500000", "chongqing"),
        ("532300", "chuxiong"),
        ("520000", "guizhou"),
        ("130000", "hebei"),
    ],
)
def test_a_draft_holds_facts_and_passes_the_checks(code: str, name: str, tmp_path: Path) -> None:
    jurisdiction(code)
    file = tmp_path / f"{name}.txt"
    file.write_bytes(reference_plan(name))
    call_command("adopt", str(file), division=code, period="14-5", out=tmp_path / "drafts")
    text = "".join(path.read_text() for path in (tmp_path / "drafts").rglob("*.toml"))
    document = Document.objects.get()
    sentences = [each for each in document.text.replace("\n", "。").split("。") if len(each) > 40]
    assert not [each for each in sentences if each in text]
    assert not Plan.objects.exists()
    with pytest.raises(CommandError, match="not written over"):
        call_command("adopt", str(file), division=code, period="14-5", out=tmp_path / "drafts")
