"""Reads of sheets."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from laoyou.access.scope import Actor
from laoyou.places.models import Division
from laoyou.sheets import progress, targets
from laoyou.sheets.mapping import fingerprint
from laoyou.sheets.models import Batch, Fault, File, Mapping
from laoyou.sheets.targets import Target

IMPORT = "sheet.import"
PATIENCE = timedelta(seconds=90)  # how long a batch may wait for the worker before it counts as stopped


def allowed(actor: Actor) -> list[Target]:
    """Targets that this person may bring sheets for."""
    return [one for one in targets.targets() if divisions_of(actor, one)]


def divisions_of(actor: Actor, target: Target) -> frozenset[int]:
    return actor.divisions_for(IMPORT) & actor.divisions_for(target.permission)


def homes(actor: Actor, target: Target) -> QuerySet[Division]:
    """The divisions that a sheet may be brought for: those named in the person's roles."""
    return Division.objects.filter(pk__in=actor.home_ids & divisions_of(actor, target))


def batches(actor: Actor) -> QuerySet[Batch]:
    keys = [one.key for one in allowed(actor)]
    return Batch.objects.filter(target__in=keys, division__in=actor.division_ids).select_related(
        "division", "by", "progress"
    )


def batch(actor: Actor, pk: int) -> Batch | None:
    """One that this person may work on."""
    found = batches(actor).filter(pk=pk).first()
    one = targets.target(found.target) if found else None
    return found if found and one and found.division_id in divisions_of(actor, one) else None


def standing(batch: Batch, worked_at: set[int] | None = None) -> str:
    """The state as people see it: "waiting" for the worker, "stopped" when nobody works at it any more."""
    if batch.state not in Batch.RUNNING:
        return str(batch.state)
    if batch.pk in (progress.worked_at() if worked_at is None else worked_at):
        return str(batch.state)
    late = batch.started_at is None or timezone.now() - batch.started_at > PATIENCE
    return "stopped" if late else "waiting"


def faults(batch: Batch, *, kind: str = "", text: str = "") -> QuerySet[Fault]:
    found = Fault.objects.filter(batch=batch)
    found = found.filter(kind=kind) if kind else found
    return found.filter(cell__iexact=text) | found.filter(head__icontains=text) if text else found


def faults_by_kind(batch: Batch) -> list[tuple[str, int]]:
    counted = Fault.objects.filter(batch=batch).values_list("kind").annotate(n=Count("id")).order_by("-n")
    return list(counted)


def mappings(actor: Actor) -> QuerySet[Mapping]:
    keys = [one.key for one in allowed(actor)]
    return Mapping.objects.filter(target__in=keys, division__in=actor.division_ids).select_related(
        "division", "by"
    )


def remembered(batch: Batch) -> Mapping | None:
    """The mapping that sheets with such heads were read by before."""
    names = [str(column["head"]) for column in batch.columns]
    kept = Mapping.objects.filter(
        division=batch.division_id, target=batch.target, fingerprint=fingerprint(names)
    )
    return kept.first()


def mapping(actor: Actor, pk: int) -> Mapping | None:
    """One that this person may work with."""
    found = mappings(actor).filter(pk=pk).first()
    one = targets.target(found.target) if found else None
    return found if found and one and found.division_id in divisions_of(actor, one) else None


def takes_to_mend(actor: Actor, batch: Batch) -> bool:
    """The bad lines stand in it as they came, numbers in full: with people in it, it is for whoever brought them."""
    one = targets.target(batch.target)
    people = one is None or any(column.personal for column in one.columns)
    return not people or batch.by_id == actor.user_id


def has_file(batch: Batch) -> str:
    """ "source", "mend" or "": what of the batch is still kept."""
    return File.objects.filter(batch=batch).values_list("kind", flat=True).first() or ""


def label_of(key: str, known: Sequence[Target] = ()) -> str:
    found = targets.target(key)
    return str(found.label) if found else key
