"""What a location must have, held against what it has. Pure: limits come from the packs, facts from the records."""

import datetime
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laoyou.packs.queries import ParameterValue

# Classes of a nursery as the parameters name them.
CLASSES = {"infant": "months_6_12", "toddler": "months_12_24", "senior": "months_24_36", "mixed": "mixed"}


@dataclass(frozen=True, slots=True)
class Facts:
    """A location on a day. `groups` are (class, infants in it); `beds_since`: from when it has this many beds."""

    kind: str
    day: datetime.date
    beds: int = 0
    beds_since: datetime.date | None = None
    clinic: bool = False
    groups: Sequence[tuple[str, int]] = ()
    infants: int = 0
    carers: int = 0
    care_months: int | None = None
    deposit: Decimal | None = None
    bed_fee: Decimal | None = None
    papers_missing: int = 0
    papers_expired: int = 0
    insured: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """What is not as it should be: by which rule, what was found, and the limit that says so where there is one."""

    rule: str
    has: str
    needs: str
    limit: ParameterValue | None = None
    since: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """`parameters`: (key, class) of the limits it needs; without a value the rule says nothing."""

    key: str
    label: str | Promise
    remedy: str | Promise
    kinds: frozenset[str]
    test: Callable[[Facts, Mapping[tuple[str, str | None], ParameterValue]], Iterator[Finding]]
    parameters: tuple[tuple[str, str | None], ...] = field(default=())


Limits = Mapping[tuple[str, str | None], ParameterValue]


def _clinic(facts: Facts, limits: Limits) -> Iterator[Finding]:
    limit = limits.get(("clinic_required_beds", None))
    if limit is not None and facts.beds >= limit.value and not facts.clinic:
        since = max(limit.since, facts.beds_since or limit.since)
        yield Finding("clinic", str(facts.beds), f"{limit.value:g}", limit, since)


def _least_beds(facts: Facts, limits: Limits) -> Iterator[Finding]:
    limit = limits.get(("institution_least_beds", None))
    if limit is not None and facts.beds < limit.value:
        yield Finding("least_beds", str(facts.beds), f"{limit.value:g}", limit, facts.beds_since)


def _class_size(facts: Facts, limits: Limits) -> Iterator[Finding]:
    for age_class, infants in facts.groups:
        limit = limits.get(("childcare_class_size", CLASSES[age_class]))
        if limit is not None and infants > limit.value:
            yield Finding("class_size", str(infants), f"{limit.value:g}", limit)


def _carers(facts: Facts, limits: Limits) -> Iterator[Finding]:
    """Rounded up class by class: a carer cannot be shared between two rooms."""
    needed, last = 0, None
    for age_class, infants in facts.groups:
        limit = limits.get(("infants_per_carer", CLASSES[age_class]))
        if limit is not None and infants:
            needed, last = needed + math.ceil(infants / limit.value), limit
    if last is not None and facts.carers < needed:
        yield Finding("carers", str(facts.carers), str(needed), last)


def _family_point(facts: Facts, limits: Limits) -> Iterator[Finding]:
    most = limits.get(("family_point_infants", None))
    if most is not None and facts.infants > most.value:
        yield Finding("family_infants", str(facts.infants), f"{most.value:g}", most)
    each = limits.get(("infants_per_carer", "family_point"))
    if (
        each is not None
        and facts.infants
        and facts.carers < (needed := math.ceil(facts.infants / each.value))
    ):
        yield Finding("family_carers", str(facts.carers), str(needed), each)


def _prepaid(facts: Facts, limits: Limits) -> Iterator[Finding]:
    limit = limits.get(("prepaid_care_fee_months", None))
    if limit is not None and facts.care_months is not None and facts.care_months > limit.value:
        yield Finding("prepaid", str(facts.care_months), f"{limit.value:g}", limit)


def _deposit(facts: Facts, limits: Limits) -> Iterator[Finding]:
    limit = limits.get(("deposit_in_bed_fees", None))
    if limit is None or facts.deposit is None or not facts.bed_fee:
        return
    most = facts.bed_fee * Decimal(str(limit.value))
    if facts.deposit > most:
        yield Finding("deposit", _yuan(facts.deposit), _yuan(most), limit)


def _yuan(amount: Decimal) -> str:
    return f"{amount:.2f}".removesuffix(".00")


def _papers(facts: Facts, _limits: Limits) -> Iterator[Finding]:
    if facts.papers_missing:
        yield Finding("papers_missing", str(facts.papers_missing), "0")
    if facts.papers_expired:
        yield Finding("papers_expired", str(facts.papers_expired), "0")


def _insured(facts: Facts, _limits: Limits) -> Iterator[Finding]:
    if not facts.insured:
        yield Finding("insured", "0", "1")


HOMES = frozenset({"elder_home"})
NURSERIES = frozenset({"nursery", "kindergarten_class", "employer_nursery"})
FAMILY = frozenset({"family_nursery"})
ANY = HOMES | NURSERIES | FAMILY
RULES: tuple[Rule, ...] = (
    Rule(
        "clinic", _("床位达到规定数，没有医务室或护理站"), _("设医务室或护理站，并向县级卫生健康部门备案。"),
        HOMES, _clinic, (("clinic_required_beds", None),),
    ),
    Rule(
        "least_beds", _("床位不足，不算养老机构"), _("增加床位，或改登记为社区养老服务设施。"),
        HOMES, _least_beds, (("institution_least_beds", None),),
    ),
    Rule(
        "class_size", _("班级超员"), _("分班或停止招收，直到不超过规定人数。"),
        NURSERIES, _class_size, tuple(("childcare_class_size", key) for key in CLASSES.values()),
    ),
    Rule(
        "carers", _("保育人员不足"), _("增加保育人员，或减少收托人数。"),
        NURSERIES, _carers, tuple(("infants_per_carer", key) for key in CLASSES.values()),
    ),
    Rule(
        "family_point", _("家庭托育点超员或照护人员不足"), _("减少收托人数或增加照护人员；超过规定人数的，应登记为托育机构。"),
        FAMILY, _family_point, (("family_point_infants", None), ("infants_per_carer", "family_point")),
    ),
    Rule(
        "prepaid", _("预收服务费月数超过上限"), _("改为按月收取，超收部分退还。"),
        HOMES, _prepaid, (("prepaid_care_fee_months", None),),
    ),
    Rule(
        "deposit", _("押金超过上限"), _("降低押金，超收部分退还。"), HOMES, _deposit, (("deposit_in_bed_fees", None),),
    ),
    Rule("papers", _("人员证明缺少或到期"), _("补办健康证明和资格证书，到期前换证。"), ANY, _papers),
    Rule("insured", _("没有在保的机构责任险"), _("投保机构综合责任险，登记保单。"), ANY, _insured),
)  # fmt: skip
SAYS: Mapping[str, str | Promise] = {
    "clinic": _("现有 %(has)s 张床位，%(needs)s 张起应有"),
    "least_beds": _("现有 %(has)s 张床位，应不少于 %(needs)s 张"),
    "class_size": _("班里 %(has)s 人，最多 %(needs)s 人"),
    "carers": _("保育人员 %(has)s 名，应有 %(needs)s 名"),
    "family_infants": _("收托 %(has)s 人，最多 %(needs)s 人"),
    "family_carers": _("照护人员 %(has)s 名，应有 %(needs)s 名"),
    "prepaid": _("预收 %(has)s 个月，最多 %(needs)s 个月"),
    "deposit": _("押金 %(has)s 元，最多 %(needs)s 元"),
    "papers_missing": _("%(has)s 名人员没有健康证明"),
    "papers_expired": _("%(has)s 份证明已到期"),
    "insured": _("登记里没有现在有效的保单"),
}


def findings(facts: Facts, limits: Limits) -> Iterator[tuple[Rule, Finding]]:
    """Every rule of the location's kind, in their order."""
    for rule in RULES:
        if facts.kind in rule.kinds:
            yield from ((rule, found) for found in rule.test(facts, limits))
