from laoyou.access.scope import Actor
from laoyou.plans import actions, queries
from laoyou.plans.models import Document, Plan
from laoyou.plans.tests.conftest import adopted
from laoyou.plans.tests.samples import CORRECTED, TABLE


def reread(office: Actor, document: Document) -> Document:
    again = actions.reread_document(
        by=office, document=document, filename="更正.txt", content=CORRECTED.encode()
    )
    assert again.document is not None
    return again.document


def test_a_corrected_document_shows_what_changed(office: Actor, document: Document) -> None:
    difference = queries.diff(reread(office, document))
    changed = {
        each.after.label: [(field.name, field.before, field.after) for field in each.fields]
        for each in difference.changed
    }
    assert changed["养老床位"] == [
        ("text", "全县养老床位达到1200张", "全县养老床位达到1500张"),
        ("value", 1200, 1500),
    ]
    assert len(difference.changed) == 2
    assert (difference.added, difference.removed) == ((), ())
    assert difference.same == document.items.count() - 2


def test_decisions_stand_for_what_did_not_change(office: Actor, document: Document) -> None:
    share = document.items.get(label="护理型床位占比")
    said = share.payload | {"not_stated": ["baseline", "binding", "owner"]}
    actions.edit_item(by=office, item_id=share.pk, version=1, payload=said)
    actions.accept_above(by=office, document=document, confidence=0)
    actions.accept_unit_suggestions(by=office, document=document)
    actions.paste_rows(by=office, document=document, text=TABLE)
    after = reread(office, document)
    assert {item.label for item in after.items.filter(state="proposed")} == {
        "养老床位",
        "开展养老护理员技能培训,学完有证书",
    }
    kept = after.items.get(label="护理型床位占比")
    assert (kept.state, kept.payload["not_stated"]) == ("accepted", ["baseline", "binding", "owner"])
    assert after.items.filter(origin="pasted").count() == 2
    assert after.unit_names.get(name="县民政局").resolution == "department"


def test_the_new_version_replaces_the_plan_and_keeps_the_old(
    office: Actor, plan: Plan, document: Document
) -> None:
    after = adopted(office, reread(office, document))
    plan.refresh_from_db()
    assert (plan.state, after.state, after.previous) == ("superseded", "live", plan)
    assert plan.tasks.count() == 3
    values = [each.targets.get(name="养老床位").value for each in (plan, after)]
    assert list(map(int, values)) == [1200, 1500]


def test_the_public_sees_one_version(office: Actor, plan: Plan, document: Document) -> None:
    actions.publish_plan(by=office, plan=plan)
    after = adopted(office, reread(office, document))
    assert [row.plan for row in queries.public_plans()] == [plan]
    actions.publish_plan(by=office, plan=after)
    assert [row.plan for row in queries.public_plans()] == [after]


def test_a_correction_of_a_closed_plan_takes_its_place_in_public(
    office: Actor, plan: Plan, document: Document
) -> None:
    assert plan.adopted_at is not None
    actions.publish_plan(by=office, plan=plan)
    actions.close_plan(by=office, plan=plan, on=plan.adopted_at.date(), reason="规划期满")
    after = adopted(office, reread(office, document))
    actions.publish_plan(by=office, plan=after)
    plan.refresh_from_db()
    assert (plan.state, plan.published, after.previous_id) == (Plan.State.CLOSED, False, plan.pk)
