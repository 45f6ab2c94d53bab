"""The demonstration county: its divisions, departments and people, and its plan taken through to a live board.

Everything goes through the actions that pages call. The plan's text is our own; the facts are the pack's.
Django must be set up before this module is imported.
"""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from laoyou.access.actions.people import initial_password
from laoyou.access.models import Department, User
from laoyou.access.rules import Role
from laoyou.access.scope import Actor, acting_as, load_actor
from laoyou.config.demo_bodies import fill_bodies
from laoyou.config.demo_cycles import fill_cycles
from laoyou.config.demo_lists import fill_lists
from laoyou.config.demo_progress import fill_progress
from laoyou.config.demo_providers import fill_providers
from laoyou.config.demo_residents import fill_residents
from laoyou.config.demo_spaces import fill_spaces
from laoyou.config.first import (
    Account,
    load_departments,
    load_places,
    load_population,
    open_account,
    write_sheet,
)
from laoyou.indicators.actions import report_value
from laoyou.indicators.deciding import return_values
from laoyou.indicators.models import Observation
from laoyou.places.models import Division
from laoyou.plans import actions, queries
from laoyou.plans.models import Document, Plan

CODE = "511722"
NAME = "laoyou demo"
WAIVED = "文件没有列出名称，由牵头单位另行通知"
VISITS = ("民政局", "support")  # nobody is named for the visits: the county gives them to civil affairs
OWNERS = {"托位": "卫生健康局", "床位": "民政局"}
# (indicator, period, numerator, denominator): invented, plausible, and near enough to the edge to be worth a look.
FIGURES = (
    ("childcare_places_per_1000", "2023", 3340, 954090),
    ("childcare_places_per_1000", "2024H1", 3625, 954090),
    ("childcare_places_per_1000", "2024", 3911, 954090),
    ("childcare_places_per_1000", "2025H1", 4098, 954090),
    ("childcare_places_per_1000", "2025", 4293, 954090),
    ("nursing_bed_share", "2023", 3290, 6540),
    ("nursing_bed_share", "2024H1", 3441, 6702),
    ("nursing_bed_share", "2024", 3608, 6810),
    ("nursing_bed_share", "2025H1", 3741, 6933),
    ("nursing_bed_share", "2025", 3906, 7024),
)
BEDS = (("2023", 6540), ("2024H1", 6702), ("2024", 6810), ("2025H1", 6933), ("2025", 7024))
# What civil affairs reports itself: one waits for the office, one was returned with its reason.
WAITS = ("nursing_bed_share", "2025Q3", 3835, 6990)
RETURNED = ("nursing_bed_share", "2024Q3", 3620, 6580)
WHY_RETURNED = "分母少计了乡镇养老服务中心的床位，请按全县口径核对后更正。"


def fill(people: int = 0) -> bool:
    """Whether anything had to be done; with so many invented residents. All or nothing: a killed start leaves no half county.

    The sheet is written last, but before the end: what is written of a start that is killed then, the next one replaces.
    """
    if User.objects.exists():
        return False
    system = Actor.system(NAME)
    with transaction.atomic():
        with acting_as(system):
            county = load_places(by=system)[CODE]
        with acting_as(system):  # again, so that the scope holds the divisions that were just made
            departments = load_departments(by=system, division=county)
            load_population(by=system, places=[county])
            plan = _adopt(system, county)
            accounts = _accounts(system, county, departments)
            _report(system, county, plan)
            fill_bodies(system, county, departments, plan)
            fill_lists(system, county, departments)
            fill_progress(system, county, plan)
            fill_cycles(system, county, departments, plan)
            accounts += fill_providers(system, county)
            fill_spaces(system, county)
        if people:
            accounts += fill_residents(system, county, people)
        write_sheet(accounts, "Demonstration county. One sign-in per role:")
    return True


def _adopt(by: Actor, county: Division) -> Plan:
    content = (Path(settings.PACKS) / CODE / "demo" / "plan.txt").read_bytes()
    upload = actions.upload_document(by=by, division=county, filename="示范方案.txt", content=content)
    document = upload.document
    if document is None:
        raise RuntimeError(f"the demonstration plan could not be read: {upload.refused}")
    actions.accept_above(by=by, document=document, confidence=0)
    actions.accept_unit_suggestions(by=by, document=document)
    _settle_units(by, document)
    _settle_targets(by, document)
    _settle_uncovered(by, document, county)
    state = queries.adoption_state(document)
    plan = actions.adopt(by=by, document=document, period=state.period, title=state.title)
    actions.publish_plan(by=by, plan=plan)
    return plan


def _settle_units(by: Actor, document: Document) -> None:
    """What no department answers to is waived with its reason, as an office would."""
    open_ = [row.unit.pk for row in queries.adoption_state(document).units if not row.unit.resolution]
    if open_:
        actions.name_units(by=by, document=document, unit_ids=open_, resolution="waived", note=WAIVED)


def _settle_targets(by: Actor, document: Document) -> None:
    """The prose names no owner, kind or baseline: the office names the owner and says that the rest is not stated."""
    for unstated in queries.adoption_state(document).unstated:
        item = unstated.item
        owner = next((unit for word, unit in OWNERS.items() if word in item.label), "")
        payload = {
            **item.payload,
            "not_stated": [name for name in unstated.missing if name != "owner" or not owner],
        }
        if owner:
            payload["unit_responsible"] = f"县{owner}"
        actions.edit_item(by=by, item_id=item.pk, version=item.version, payload=payload)
    actions.accept_above(by=by, document=document, confidence=0)
    actions.accept_unit_suggestions(by=by, document=document)


def _settle_uncovered(by: Actor, document: Document, county: Division) -> None:
    civil = Department.objects.get(division=county, name__endswith=VISITS[0])
    state = queries.adoption_state(document)
    open_ = [row.item.pk for row in state.uncovered if row.required and not row.settled]
    if open_:
        actions.assign_items(by=by, document=document, item_ids=open_, department_ids=[civil.pk], role="lead")


def _accounts(by: Actor, county: Division, departments: list[Department]) -> list[Account]:
    """One person per role. Their passwords are random, and need not be changed in a demonstration."""
    civil = next(each for each in departments if each.name.endswith(VISITS[0]))
    township = Department.objects.filter(kind=Department.Kind.TOWNSHIP, division__parent=county).earliest(
        "id"
    )
    people: list[tuple[Role, str, Division, Department | None]] = [
        (Role.OFFICE, "office", county, None),
        (Role.UNIT, "civil", county, civil),
        (Role.REVIEWER, "civil-reviewer", county, civil),
        (Role.SIGNER, "civil-signer", county, civil),
        (Role.TOWNSHIP, "township", township.division, township),
        (Role.VIEWER, "leader", county, None),
        (Role.REGISTER_HEAD, "registrar-head", county, civil),
        (Role.SYSTEM_ADMIN, "system", county, None),
        (Role.SECURITY_ADMIN, "security", county, None),
        (Role.AUDIT_ADMIN, "audit", county, None),
    ]
    return [
        open_account(
            by=by, role=role, username=name, division=division, department=unit, password=initial_password()
        )
        for role, name, division, unit in people
    ]


def _report(by: Actor, county: Division, plan: Plan) -> None:
    """Three years of figures, so that the board has something to judge; two that are still on their way."""
    for indicator, period, numerator, denominator in FIGURES:
        report_value(
            by=by, division=county, indicator=indicator, period=period, numerator=numerator,
            denominator=denominator, note="演示数据",
        )  # fmt: skip
    for period, beds in BEDS:
        report_value(
            by=by,
            division=county,
            indicator="elder_beds_total",
            period=period,
            value=beds,
            unit="张",
            note="演示数据",
        )
    _, back = (_by_unit(county, row) for row in (WAITS, RETURNED))
    office = User.objects.get(username="office")
    with acting_as(load_actor(office.pk, office.username)) as actor:
        return_values(by=actor, observation_ids=[back.pk], reason=WHY_RETURNED)


def _by_unit(county: Division, row: tuple[str, str, int, int]) -> Observation:
    """A figure of civil affairs, as its own clerk reports it."""
    indicator, period, numerator, denominator = row
    clerk = User.objects.get(username="civil")
    with acting_as(load_actor(clerk.pk, clerk.username)) as actor:
        return report_value(
            by=actor, division=county, indicator=indicator, period=period, numerator=numerator,
            denominator=denominator, note="演示数据", department=Department.objects.get(pk=min(actor.department_ids)),
        )  # fmt: skip
