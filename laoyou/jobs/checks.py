"""Jobs that did not end well, or wait for a worker that does not come."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Max
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

LATE = timedelta(hours=1)


def problems() -> Iterator[str]:
    for job in ProcrastinateJob.objects.filter(status="failed").order_by("id")[:50]:
        yield f"job {job.pk} ({_name(job)}) failed; see the worker's log, then ask for it again."
    waiting = ProcrastinateJob.objects.filter(status="todo", scheduled_at=None)
    waiting = waiting.annotate(asked=Max("procrastinateevent__at")).filter(asked__lt=timezone.now() - LATE)
    if waits := waiting.count():
        yield f"{waits} jobs wait for more than an hour: does the worker run?"


def _name(job: ProcrastinateJob) -> str:
    return str((job.args or {}).get("name") or job.task_name)
