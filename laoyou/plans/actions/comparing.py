"""What a person says about which parts of two plans correspond: added, never edited; undone by a further word."""

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.plans.actions.common import when
from laoyou.plans.errors import Refused
from laoyou.plans.models import AlignmentCorrection, Plan
from laoyou.plans.queries.comparing import TABS, Comparison, compare
from laoyou.plans.queries.comparing.sides import KINDS

Verdict = AlignmentCorrection.Verdict


@transaction.atomic
def correct_alignment(
    *,
    by: Actor,
    first: Plan,
    second: Plan,
    kind: str,
    pair: tuple[str, str],
    verdict: str,
    reason: str,
    seen: int | None = None,
) -> AlignmentCorrection:
    """`pair` names a part of each plan, as Part.key does. By whoever reviews plans in the division of either.

    `seen` is the newest correction that the person knew of, 0 for none: a newer one on this pair is shown first.
    """
    division_id = _division(by, first, second)
    if not reason.strip():
        raise Refused(_("请写明理由，以后看的人才知道为什么。"), "reason")
    if verdict not in Verdict.values:
        raise Refused(_("请选择这两条对应、不对应，还是按相似程度判断。"), "verdict")
    # One after the other: two people may correct the same pair at once, and the later word stands.
    list(Plan.objects.select_for_update(no_key=True).filter(pk=_own(by, first, second)).order_by("pk"))
    comparison = compare(first, second)
    _not_overtaken(comparison, kind, pair, seen)
    _check(comparison, kind, pair, verdict)
    ends = sorted(zip((first.pk, second.pk), pair, strict=True))
    said = AlignmentCorrection.objects.create(
        division_id=division_id,
        kind=kind,
        first_id=ends[0][0],
        second_id=ends[1][0],
        first_part=ends[0][1],
        second_part=ends[1][1],
        verdict=verdict,
        reason=reason.strip(),
        said_by_id=by.user_id,
    )
    detail = {"plans": [end[0] for end in ends], "parts": [end[1] for end in ends], "verdict": verdict}
    record(by=by, action="plans.alignment.correct", obj=said, division=division_id, detail=detail)
    return said


def _division(by: Actor, first: Plan, second: Plan) -> int:
    if first.pk == second.pk:
        raise Refused(_("请选择两份不同的方案。"))
    for plan in (first, second):
        if by.may("plan.review", plan.division_id):
            return plan.division_id
    raise Refused(_("只有两份方案中某一份所在地区的方案办公室才能更正对应。请联系他们。"))


def _own(by: Actor, first: Plan, second: Plan) -> int:
    return first.pk if by.may("plan.review", first.division_id) else second.pk


def _not_overtaken(comparison: Comparison, kind: str, pair: tuple[str, str], seen: int | None) -> None:
    newer = next(
        (
            said
            for said in comparison.said
            if said.stands and (said.kind, said.first, said.second) == (kind, *pair)
        ),
        None,
    )
    if newer is None or seen is None or newer.id <= seen:
        return
    told = {
        "who": newer.who or _("系统"),
        "when": when(newer.at),
        "verdict": Verdict(newer.verdict).label,
        "reason": newer.reason,
    }
    raise Refused(
        _(
            "%(who)s刚在%(when)s认定这两条“%(verdict)s”，理由：%(reason)s。您填的还在；看过后仍要改的，请再提交一次。"
        )
        % told
    )


def _check(comparison: Comparison, kind: str, pair: tuple[str, str], verdict: str) -> None:
    tab = next((tab for tab in TABS if KINDS.get(tab) == kind), None)
    if tab is None:
        raise Refused(_("请选择任务、条款、标准或指标。"), "kind")
    rows = comparison.rows[tab]
    sides = (
        ("first", {part.key for row in rows for part in row.first}),
        ("second", {part.key for row in rows for part in row.second}),
    )
    for (name, keys), key in zip(sides, pair, strict=True):
        if key not in keys:
            raise Refused(_("方案里没有这一条，请重新选择。"), name)
    stands = next(
        (
            said.verdict
            for said in comparison.said
            if said.stands and said.kind == kind and (said.first, said.second) == pair
        ),
        Verdict.LIKENESS,
    )
    if stands == verdict:
        raise Refused(_("现在就是这样认定的，不用再记一次。"), "verdict")
    if verdict == Verdict.TOGETHER:
        _no_chain(comparison, kind, pair)


def _no_chain(comparison: Comparison, kind: str, pair: tuple[str, str]) -> None:
    """One part may have several beside it, but then none of those may have several itself."""
    kept = [
        (said.first, said.second)
        for said in comparison.said
        if said.stands and said.kind == kind and said.verdict == Verdict.TOGETHER
    ]
    firsts = [first for first, second in kept if second == pair[1]]
    seconds = [second for first, second in kept if first == pair[0]]
    shared = any(first in firsts and second != pair[1] for first, second in kept)
    shared |= any(second in seconds and first != pair[0] for first, second in kept)
    if (firsts and seconds) or shared:
        raise Refused(_("这两条各自已同别的条目认定为对应，不能再连成一串。请先撤销其中一个认定。"), "second")
