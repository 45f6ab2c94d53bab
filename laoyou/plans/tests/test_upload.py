import pytest

from laoyou.access.models import AuditLine
from laoyou.access.scope import Actor, acting_as
from laoyou.plans import actions, queries
from laoyou.plans.errors import Refused
from laoyou.plans.models import Document
from laoyou.plans.tests.samples import PLAN
from tests.world import World


def test_a_text_becomes_items_with_confidence_span_and_link(document: Document) -> None:
    kinds = {item.kind for item in document.items.all()}
    assert {"task", "target", "rule", "clause"} <= kinds
    for item in document.items.exclude(start=None):
        assert 0 <= item.start < item.end <= len(document.text)  # type: ignore[operator]
        assert 0 < item.confidence <= 1
        assert item.state == "proposed"
    beds = document.items.get(label="护理型床位占比")
    assert (beds.link_kind, beds.link_key) == ("indicator", "nursing_bed_share")
    assert document.items.get(kind="task", number="3").nkey
    assert document.unread.count() == 2


def test_the_same_file_twice_is_recognised(office: Actor, document: Document, world: World) -> None:
    again = actions.upload_document(
        by=office, division=world.divisions["甲县"], filename="又一次.txt", content=PLAN.encode()
    )
    assert again.again
    assert again.document == document
    assert Document.objects.count() == 1


def test_one_bad_file_does_not_keep_out_the_others(office: Actor, world: World) -> None:
    files = [("空.txt", b""), ("好.txt", PLAN.encode()), ("坏.docx", b"PK\x03\x04nothing")]
    first, second, third = actions.upload_documents(by=office, division=world.divisions["甲县"], files=files)
    assert first.refused.startswith("空.txt")
    assert second.document is not None
    assert third.refused.startswith("坏.docx")
    assert Document.objects.count() == 1


def test_an_upload_leaves_one_audit_line(document: Document, world: World) -> None:
    with acting_as(world.actor("甲县", "audit_admin")):
        assert AuditLine.objects.filter(action="plans.document.upload", object_id=document.pk).count() == 1


@pytest.mark.parametrize("role", ["unit", "township", "viewer", "system_admin", "audit_admin"])
def test_only_an_office_uploads(world: World, role: str) -> None:
    with acting_as(world.actor("甲县", role)) as actor, pytest.raises(Refused, match="权限"):
        actions.upload_text(by=actor, division=world.divisions["甲县"], text=PLAN)


def test_another_county_neither_sees_nor_writes(document: Document, world: World) -> None:
    with acting_as(world.actor("乙县", "office")) as actor:
        assert queries.documents(actor).total == 0
        assert queries.document(actor, document.pk) is None
        assert not Document.objects.exists()
        with pytest.raises(Refused, match="权限"):
            actions.upload_text(by=actor, division=world.divisions["甲县"], text=PLAN + "。")
