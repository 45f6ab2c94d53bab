"""A register leaves as a file by a right of its own, marked with who took it, and on record."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from laoyou.access.models import AuditLine
from laoyou.access.scope import acting_as
from tests.world import SYSTEM, World
from tests.world.providers import add_providers
from tests.world.spaces import add_places

REGISTERS = ("providers", "provider-findings", "spaces", "sites", "projects", "gaps", "land", "census")


@pytest.mark.django_db
@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_leaves_marked_and_on_record(world: World, name: str) -> None:
    add_providers(world)
    add_places(world)
    clerk = world.signed_in("甲县", "registrar")
    assert "导出 Excel" in clerk.get(reverse(name)).content.decode()
    book = clerk.get(reverse(f"{name}-export"))
    lines = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(book))).get_sheet_by_index(0).to_python()
    assert str(lines[0][0]).startswith("registrar-990121 于 ")
    with acting_as(SYSTEM):
        kept = AuditLine.objects.get(action="sheets.export")
    assert kept.detail["what"] == name
    assert kept.detail["rows"] == len(lines) - 2
    assert kept.division_id == world.divisions["甲县"].pk
    reader = world.signed_in("甲县", "viewer")
    assert "导出 Excel" not in reader.get(reverse(name)).content.decode()
    assert reader.get(reverse(f"{name}-export")).status_code == 404


LISTS = {
    "security_admin": ("people", "access-review"),
    "audit_admin": ("audit",),
    "system_admin": ("divisions",),
    "office": ("units", "bodies", "posts", "filings", "meetings", "decisions", "cycles", "orders"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("role", LISTS)
def test_every_other_list_leaves_marked_and_on_record_too(filled: World, role: str) -> None:
    client = filled.signed_in("甲县", role)
    for name in LISTS[role]:
        book = client.get(
            reverse(f"{name}-export", args=[filled.rows["plan"].pk] if name == "orders" else [])
        )
        lines = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(book))).get_sheet_by_index(0).to_python()
        assert str(lines[0][0]).startswith(f"{role}-990121 于 ")
        with acting_as(SYSTEM):
            kept = AuditLine.objects.filter(action="sheets.export").latest("id")
        assert (kept.detail["rows"], kept.username) == (len(lines) - 2, f"{role}-990121")
        assert kept.division_id == filled.divisions["甲县"].pk
