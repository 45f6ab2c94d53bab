"""An elder home and a nursery of 甲县 with a person in each, and the county's provider staff at the home."""

from collections.abc import Callable
from typing import Any

from laoyou.access.actions import grant_role
from laoyou.access.rules import Role
from laoyou.access.scope import Actor, acting_as
from laoyou.places.models import Division
from laoyou.providers import actions, queries
from laoyou.providers.models import Location
from laoyou.providers.tests.samples import SINCE, code, facts, resident, site
from tests.world import SYSTEM, World
from tests.world.packs import packs


def add_providers(world: World) -> None:
    """Fills world.rows: home, nursery (locations), stay, enrolment, group, recognition. Once."""
    if "home" in world.rows:
        return
    packs()
    with acting_as(SYSTEM):
        town, village = world.divisions["东河镇"], world.divisions["河口村"]
        home = world.rows["home"] = _place(SYSTEM, town, "东河镇夕阳红养老院", "elder_home", code(501))
        nursery = world.rows["nursery"] = _place(SYSTEM, town, "东河镇小树苗托育园", "nursery", code(502))
        actions.add_beds(by=SYSTEM, location=home, room_list="101-102", per_room=2, since=SINCE)
        old, young = resident(village, "张桂兰", 501), resident(village, "张小禾", 502)
        old_found, young_found = queries.by_pk(old.pk), queries.by_pk(young.pk)
        assert old_found is not None
        assert young_found is not None
        world.rows["stay"] = actions.admit(
            by=SYSTEM, location=home, person=old_found, mode="full", since=SINCE, bed=home.beds.earliest("id")
        )
        world.rows["enrolment"] = actions.enrol(
            by=SYSTEM, location=nursery, person=young_found, mode="full", since=SINCE
        )
        world.rows["group"] = actions.add_group(
            by=SYSTEM, location=nursery, name="小一班", age_class="mixed", places=10, since=SINCE
        )
        world.rows["recognition"] = actions.recognise(
            by=SYSTEM, provider=home.provider, document="示例认定", since=SINCE
        )
        grant_role(
            by=SYSTEM, user=world.people["甲县", Role.PROVIDER_STAFF], role=Role.PROVIDER_STAFF, division=town,
            provider_ref=home.provider_id,
        )  # fmt: skip


def _place(by: Actor, town: Division, name: str, kind: str, uscc: str) -> Location:
    known = facts(name=name, kind=kind, uscc=uscc)
    provider = actions.register_provider(by=by, division=town, facts=known)
    return actions.open_location(by=by, provider=provider, site=site(town, name), name="", since=SINCE)


def _row(name: str, attribute: str = "pk") -> Callable[[World], dict[str, Any]]:
    def found(world: World) -> dict[str, Any]:
        add_providers(world)
        return {"pk": getattr(world.rows[name], attribute)}

    return found


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **dict.fromkeys(
        ("provider", "provider-edit", "provider-close", "provider-recognise", "location-add"),
        _row("home", "provider_id"),
    ),
    **dict.fromkeys(
        ("location-close", "capacity-file", "beds-add", "beds-remove", "stay-admit"), _row("home")
    ),
    **dict.fromkeys(("group-add", "enrolment-add"), _row("nursery")),
    **dict.fromkeys(("stay-move", "stay-end"), _row("stay")),
    "person-find": lambda world: {**_row("home")(world), "what": "admit"},
    "enrolment-end": _row("enrolment"),
    "group-end": _row("group"),
    "recognition-end": _row("recognition"),
}
