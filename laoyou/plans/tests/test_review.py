import pytest

from laoyou.access.scope import Actor, acting_as
from laoyou.plans import actions, queries
from laoyou.plans.errors import Invalid, Refused, Stale
from laoyou.plans.models import Document, Item
from laoyou.plans.tests.samples import TABLE
from tests.world import World

PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def beds(document: Document) -> Item:
    return document.items.get(label="养老床位")


def test_segments_hold_the_whole_text_and_name_the_items(document: Document, beds: Item) -> None:
    review = queries.review(document)
    assert "".join(each.text for each in review.segments) == document.text
    marked = "".join(each.text for each in review.segments if beds.pk in each.item_ids)
    assert marked == document.text[beds.start : beds.end]
    assert {pk for each in review.segments for pk in each.unread_ids} == {each.pk for each in review.unread}


def test_accept_reject_and_take_back(office: Actor, document: Document, beds: Item) -> None:
    for state in ("accepted", "rejected", "proposed"):
        assert actions.decide_items(by=office, document=document, item_ids=[beds.pk], state=state) == 1
        beds.refresh_from_db()
        assert beds.state == state
    assert beds.decided_by is None


def test_accept_all_above_a_confidence(office: Actor, document: Document) -> None:
    actions.accept_above(by=office, document=document, confidence=0.95)
    assert not document.items.filter(state="accepted", confidence__lt=0.95).exists()
    assert not document.items.filter(state="proposed", confidence__gte=0.95).exists()
    assert document.items.filter(state="proposed").exists()


def test_an_edit_is_checked_field_by_field(office: Actor, beds: Item) -> None:
    typed = beds.payload | {"value": "很多", "op": "约莫", "subject": "床位"}
    with pytest.raises(Invalid) as refusal:
        actions.edit_item(by=office, item_id=beds.pk, version=1, payload=typed)
    assert {fault.field for fault in refusal.value.faults} == {"value", "op"}
    assert refusal.value.typed == typed


def test_an_edit_can_be_undone(office: Actor, beds: Item) -> None:
    edited = actions.edit_item(by=office, item_id=beds.pk, version=1, payload=beds.payload | {"value": 1300})
    assert edited.edited
    restored = actions.restore_reading(by=office, item_id=beds.pk, version=edited.version)
    assert (restored.payload, restored.edited) == (beds.payload, False)


def test_the_second_of_two_editors_is_told_and_loses_nothing(office: Actor, beds: Item) -> None:
    actions.edit_item(by=office, item_id=beds.pk, version=1, payload=beds.payload | {"value": 1300})
    typed = beds.payload | {"value": 1400}
    with pytest.raises(Stale, match="甲县office") as refusal:
        actions.edit_item(by=office, item_id=beds.pk, version=1, payload=typed)
    assert refusal.value.typed == typed
    assert refusal.value.current.payload["value"] == 1300


def test_an_item_added_by_selecting_text(office: Actor, document: Document) -> None:
    words = "费用由县和乡镇分担"
    start = document.text.index(words)
    place = document.unread.first()
    assert place is not None
    item = actions.add_item(
        by=office,
        document=document,
        kind="duty",
        payload={"units": ["县民政局"], "role": "lead", "what": words},
        start=start,
        end=start + len(words),
        unread_id=place.pk,
    )
    place.refresh_from_db()
    assert (item.origin, item.state, item.clause) == ("selected", "accepted", "二/(一)")
    assert (place.state, place.item) == ("used", item)


def test_a_selection_outside_the_text_is_refused(office: Actor, document: Document) -> None:
    payload = {"units": [], "what": "无"}
    with pytest.raises(Refused, match="不在原文中"):
        actions.add_item(by=office, document=document, kind="duty", payload=payload, start=5, end=10**6)


def test_unread_places_are_dismissed_and_brought_back(office: Actor, document: Document) -> None:
    place = document.unread.first()
    assert place is not None
    assert actions.dismiss_unread(by=office, unread=place).state == "dismissed"
    assert place.pk not in {pk for each in queries.review(document).segments for pk in each.unread_ids}
    assert actions.restore_unread(by=office, unread=place).state == "open"


def test_rows_from_a_spreadsheet_are_marked_and_keep_their_picture(office: Actor, document: Document) -> None:
    pasted = actions.paste_rows(by=office, document=document, text=TABLE, image=PICTURE)
    assert pasted.errors == ()
    assert {
        (item.origin, item.start, bytes(item.image or b""), item.image_media) for item in pasted.items
    } == {("pasted", None, PICTURE, "image/png")}
    assert pasted.items[1].payload["not_stated"] == ["baseline"]
    again = actions.paste_rows(by=office, document=document, text=TABLE)
    assert again.items == ()
    assert "没有重复添加" in again.errors[0].why


def test_only_pictures_are_kept_as_pictures(office: Actor, document: Document) -> None:
    with pytest.raises(Refused, match="PNG"):
        actions.paste_rows(by=office, document=document, text=TABLE, image=b"MZ program")


def test_a_link_is_changed_and_taken_away(office: Actor, beds: Item) -> None:
    linked = actions.link_item(
        by=office, item_id=beds.pk, version=1, link_kind="indicator", link_key="nursing_bed_share"
    )
    assert linked.link_key == "nursing_bed_share"
    freed = actions.link_item(by=office, item_id=beds.pk, version=2, link_kind="", link_key="")
    assert freed.link_kind == ""


def test_history_keeps_every_state_of_an_item(office: Actor, beds: Item) -> None:
    actions.edit_item(by=office, item_id=beds.pk, version=1, payload=beds.payload | {"value": 1300})
    values = [event.payload["value"] for event in beds.events.order_by("pgh_id")]  # type: ignore[attr-defined]
    assert (values[0], values[-1]) == (1200, 1300)


@pytest.mark.parametrize("role", ["unit", "viewer"])
def test_only_an_office_decides(document: Document, beds: Item, world: World, role: str) -> None:
    with acting_as(world.actor("甲县", role)) as actor, pytest.raises(Refused, match="权限"):
        actions.decide_items(by=actor, document=document, item_ids=[beds.pk], state="accepted")


@pytest.mark.parametrize("rows", [1, 60])
def test_the_review_page_takes_as_many_queries_for_many_items_as_for_few(
    office: Actor, document: Document, rows: int, django_assert_max_num_queries: object
) -> None:
    lines = "".join(f"第{index}个指标\t{index + 1}\n" for index in range(rows))
    actions.paste_rows(by=office, document=document, text="指标名称\t2025年\n" + lines)
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        queries.review(document)
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        queries.adoption_state(document)
