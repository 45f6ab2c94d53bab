"""Items as the reader and the catalogue propose them."""

from laoyou.plans import catalogue, intake
from laoyou.plans.models import Document, Item
from laoyou.plans.rules import likeness, matching, payloads


def propose_items(document: Document) -> list[Item]:
    known = catalogue.links(document.reading, document.text, document.division)
    items = []
    for order, draft in enumerate(intake.drafts(document.reading)):
        link = known.get(draft.position, catalogue.Link())
        items.append(
            Item(
                document=document,
                division=document.division,
                kind=draft.kind,
                number=payloads.number(draft.kind, draft.payload)[:40],
                label=payloads.label(draft.kind, draft.payload),
                payload=draft.payload,
                as_read=draft.payload,
                start=draft.start,
                end=min(draft.end, len(document.text)),
                clause=draft.clause,
                confidence=draft.confidence,
                group=draft.group[:40],
                link_kind=link.kind,
                link_key=link.key,
                link_class=link.of,
                nkey=link.nkey,
                order=order,
            )
        )
    Item.objects.bulk_create(items)
    _mark_twins(items)
    return items


def entry(item: Item) -> matching.Entry:
    """An item in the form that wordings are compared in; as read, so that a person's edit does not hide a match."""
    said = item.as_read or item.payload
    text = str(said.get("text") or said.get("what") or said.get("name") or item.label)
    return matching.Entry(item.pk, item.kind, item.number, item.clause, text, said)


def _mark_twins(items: list[Item]) -> None:
    """One commitment often stands twice, in the text and in a row of the table; not always in the same words."""
    quantified = [item for item in items if item.kind in {"target", "rule"}]
    said = matching.first_with_same((entry(item), _said(item)) for item in quantified)
    known = matching.first_with_same(
        (entry(item), (item.link_key, item.link_class)) for item in quantified if item.link_key
    )
    twins = known | said
    doubled = [item for item in quantified if item.pk in twins]
    for item in doubled:
        item.twin_id = twins[item.pk]
    Item.objects.bulk_update(doubled, ["twin"])


def _said(item: Item) -> str:
    return likeness.bare(str(item.payload.get("text", "")))
