"""The two long steps of a batch: checking it, and writing it. Small ones at once, large ones by the worker."""

import logging
from collections.abc import Sequence

from django.db import DatabaseError, transaction
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.jobs.queue import defer, job
from laoyou.lib.refusal import Refused
from laoyou.sheets import mending
from laoyou.sheets.checking import Checking
from laoyou.sheets.faults import CellFault
from laoyou.sheets.models import Batch, Fault, File
from laoyou.sheets.progress import Teller, take, teller
from laoyou.sheets.sources import seal, table_of
from laoyou.sheets.targets import Counts

AT_ONCE = 2000  # rows
MOST_KEPT = 20_000  # faults of one batch; the lines of further ones are counted and held back all the same
INCOMPLETE = gettext_lazy(
    "这是全部在册的名单，缺了要改的行，那些人会被当作退出。请在原表里改好，整张重新上传。"
)
_JOB = "sheets.run"
log = logging.getLogger("laoyou.sheets")


class _Undone(Exception):
    """Ends the dry run."""


def start(batch: Batch, by: Actor) -> None:
    """Do what the state of the batch says: check it or write it."""
    if batch.total <= AT_ONCE:
        run(by, batch_id=batch.pk, language=get_language() or "zh-hans")
    else:
        defer(_JOB, by=by, batch_id=batch.pk, language=get_language() or "zh-hans")


@job(_JOB)
def run(by: Actor, *, batch_id: int, language: str) -> None:
    """One transaction, given by the caller. What fails inside leaves the register as it was and the batch with a reason."""
    if not take(batch_id):
        return
    batch = Batch.objects.select_related("division").filter(pk=batch_id).first()
    if batch is None or batch.state not in Batch.RUNNING:
        return
    with translation.override(language), teller(batch.pk, batch.division_id) as watched:
        try:
            with transaction.atomic():
                _STEPS[Batch.State(batch.state)](by, batch, watched)
        except Refused as refused:
            _failed(batch, refused.message)
        except (DatabaseError, ValueError) as error:
            # Never the error's own words: PostgreSQL puts values of the row into them.
            log.error("batch %s: %s", batch.pk, type(error).__name__)
            _failed(
                batch, _("登记册没有收下这些数据，一行也没有写入。请重新核对；仍不行时告诉管理员批次号。")
            )


def _failed(batch: Batch, why: str) -> None:
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.FAILED, why=why[:300], ended_at=timezone.now())


def _check(by: Actor, batch: Batch, watched: Teller) -> None:
    """The dry run is the run, undone: what it counts is what the database itself did."""
    checking = _checked(by, batch, watched)
    counts = Counts()
    try:
        with transaction.atomic():
            counts = _apply(by, batch, checking, watched)
            raise _Undone
    except _Undone:
        pass
    _keep_counts(batch, checking, counts, Batch.State.CHECKED)


def _write(by: Actor, batch: Batch, watched: Teller) -> None:
    """Checked once more first: since the dry run the register may have changed."""
    checking = _checked(by, batch, watched)
    if checking.bad and checking.table.target.compares:
        raise Refused(str(INCOMPLETE))
    counts = _apply(by, batch, checking, watched)
    _keep_counts(batch, checking, counts, Batch.State.APPLIED)
    if checking.bad:
        sealed = seal(mending.workbook(checking.table, batch))
        File.objects.filter(batch=batch).update(kind=File.Kind.MEND, sealed=sealed, kept_at=timezone.now())
    else:
        File.objects.filter(batch=batch).delete()
    detail = {"target": batch.target, "lines": batch.total, "bad": batch.bad, "added": batch.added}
    detail |= {"changed": batch.changed, "same": batch.same}
    record(by=by, action="sheets.batch.apply", obj=batch, division=batch.division, detail=detail)


_STEPS = {Batch.State.CHECKING: _check, Batch.State.APPLYING: _write}


def _checked(by: Actor, batch: Batch, watched: Teller) -> Checking:
    Fault.objects.filter(batch=batch).delete()
    kept = 0

    def keep(faults: Sequence[CellFault]) -> None:
        nonlocal kept
        room = faults[: max(0, MOST_KEPT - kept)]
        kept += len(room)
        Fault.objects.bulk_create(
            Fault(
                batch=batch, division=batch.division, line=one.line, cell=one.cell, column=one.column,
                head=one.head, kind=one.kind, shown=one.shown, why=one.why, do=one.do,
            )
            for one in room
        )  # fmt: skip

    checking = Checking(table_of(batch), by, batch.division, keep, lambda read: watched.tell("check", read))
    checking.run()
    return checking


def _apply(by: Actor, batch: Batch, checking: Checking, watched: Teller) -> Counts:
    target = checking.table.target
    if len(checking.bad) == checking.total or (target.compares and checking.bad):
        return Counts()
    return target.apply(by, batch.division, watched.counted("apply", checking.good()))


def _keep_counts(batch: Batch, checking: Checking, counts: Counts, state: Batch.State) -> None:
    batch.total, batch.bad = checking.total, len(checking.bad)
    batch.good = batch.total - batch.bad
    batch.added, batch.changed, batch.same = counts.added, counts.changed, counts.same
    batch.details = dict(counts.details)
    batch.skipped = list(checking.table.skipped)
    batch.state, batch.why, batch.ended_at = state, "", timezone.now()
    batch.save()
