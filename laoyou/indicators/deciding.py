"""Accepting figures and sending them back, level by level; nothing else writes decisions."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.errors import Refused
from laoyou.access.scope import Actor
from laoyou.indicators.levels import chains_of
from laoyou.indicators.models import Acceptance, Observation
from laoyou.indicators.waiting import offices_of, waiting_ids
from laoyou.places.models import Division

ACCEPTED, RETURNED, WITHDRAWN = (
    Acceptance.Decision.ACCEPTED,
    Acceptance.Decision.RETURNED,
    Acceptance.Decision.WITHDRAWN,
)


@transaction.atomic
def accept_values(*, by: Actor, observation_ids: Sequence[int]) -> list[Acceptance]:
    """All that wait for this actor's office, or none: refused where one of them was decided or corrected meanwhile."""
    rows = _before_us(by, observation_ids)
    return _decide(by, rows, ACCEPTED, "")


@transaction.atomic
def return_values(*, by: Actor, observation_ids: Sequence[int], reason: str) -> list[Acceptance]:
    """The reporter sees the reason and corrects the figure, which then begins anew at the first level."""
    if not reason.strip():
        raise Refused(_("请写明退回的原因，填报人会看到，并据此更正。"), "reason")
    return _decide(by, _before_us(by, observation_ids), RETURNED, reason.strip())


@transaction.atomic
def withdraw_decisions(
    *, by: Actor, observation_ids: Sequence[int], at: Division, reason: str = ""
) -> list[Acceptance]:
    """Undo what the office of `at` decided: the figures wait there again. Refused once a level above has decided."""
    if at.pk not in offices_of(by) or not by.may("value.accept", at.pk):
        raise Refused(_("您不在%(at)s的方案办公室，不能撤销它的审核。") % {"at": at.name})
    rows = _locked(observation_ids)
    chains = chains_of(rows)
    newest = _newest(observation_ids)
    for row in rows:
        chain = chains[row.pk]
        ours = newest.get((row.pk, at.pk))
        above = chain[chain.index(at.pk) + 1 :] if at.pk in chain else []
        if ours is None or ours == WITHDRAWN:
            raise Refused(_("%(period)s的数据没有可撤销的审核。请刷新页面。") % {"period": row.period})
        if any(newest.get((row.pk, level), WITHDRAWN) != WITHDRAWN for level in above):
            raise Refused(
                _("上级已经审核了%(period)s的数据，不能再撤销。请联系上级退回。") % {"period": row.period}
            )
    return _decide(by, [(row, at.pk) for row in rows], WITHDRAWN, reason.strip())


def _before_us(by: Actor, ids: Sequence[int]) -> list[tuple[Observation, int]]:
    """The figures with the level at which they wait for this actor; the lowest, where one person sits in two offices."""
    rows = _locked(ids)
    waits: dict[int, int] = {}
    for figure, level in waiting_ids(by):
        waits.setdefault(figure, level)
    gone = [row for row in rows if row.pk not in waits or not by.may("value.accept", row.division_id)]
    if gone or not rows or len(rows) != len(set(ids)):
        raise Refused(
            _("有 %(n)d 条数据现在不由您审核：可能刚被别人审核、退回或更正。请刷新页面再选。")
            % {"n": len(gone) or len(set(ids)) - len(rows)}
        )
    return [(row, waits[row.pk]) for row in rows]


def _locked(ids: Sequence[int]) -> list[Observation]:
    """Held until the end of the transaction, so that two people do not decide about the same figure.

    The page role may not update figures, and so may not lock their rows: an advisory lock stands in.
    """
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtext('indicators.decide'), n) from unnest(%s::int[]) n order by n",
            [sorted({pk % 2_000_000_000 for pk in ids})],
        )
    found = Observation.objects.filter(pk__in=ids).select_related("division", "supersedes")
    return list(found.order_by("division_id", "pk"))


def _newest(ids: Sequence[int]) -> dict[tuple[int, int], str]:
    rows = Acceptance.objects.filter(observation_id__in=ids).order_by("id")
    return {(row.observation_id, row.at_division_id): row.decision for row in rows}


def _decide(
    by: Actor, rows: Sequence[tuple[Observation, int]], decision: str, reason: str
) -> list[Acceptance]:
    made = Acceptance.objects.bulk_create(
        Acceptance(
            observation=row,
            division_id=row.division_id,
            at_division_id=level,
            decision=decision,
            reason=reason,
            by_id=by.user_id,
        )
        for row, level in rows
    )
    detail = {"figures": [row.pk for row, _level in rows], "reason": reason}
    record(by=by, action=f"indicators.value.{decision}", obj=rows[0][0], division=rows[0][1], detail=detail)
    return made
