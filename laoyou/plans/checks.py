"""Nightly integrity of plans: what constraints alone cannot hold."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, F, Q
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.plans.models import Body, Duty, Item, Obligation, Plan, Rule, Target, Task


def problems() -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    yield from _tasks_without_item()
    yield from _spans_outside()
    yield from _departments_gone()
    yield from _unfounded_waivers()
    yield from _two_live_versions()


def _tasks_without_item() -> Iterator[str]:
    """The tasks of a plan in force are the accepted rows of its document: neither more nor fewer, but for what meetings decided."""
    rows = Q(document__items__kind="task", document__items__state=Item.State.ACCEPTED)
    read = Task.objects.filter(plan__state=Plan.State.LIVE).exclude(origin=Item.Origin.DECIDED)
    made = Counter(read.values_list("plan", flat=True))
    for plan in Plan.objects.filter(state=Plan.State.LIVE).annotate(
        rows=Count("document__items", filter=rows)
    ):
        if plan.rows != made[plan.pk]:
            yield _("“%(title)s”有 %(tasks)d 项任务，审核时接受的是 %(rows)d 条。") % {
                "title": plan.title,
                "tasks": made[plan.pk],
                "rows": plan.rows,
            }


def _spans_outside() -> Iterator[str]:
    for model in (Task, Target, Rule, Duty, Body):
        beyond = model._default_manager.filter(end__gt=Length("plan__document__text")).select_related("plan")
        for part in beyond:
            yield _("“%(title)s”的一处出处超出原文：%(text)s") % {
                "title": part.plan.title,
                "text": str(part)[:30],
            }
    for item in Item.objects.filter(end__gt=Length("document__text")).select_related("document"):
        yield _("“%(title)s”的一处出处超出原文：%(text)s") % {
            "title": item.document.title,
            "text": item.label[:30],
        }


def _departments_gone() -> Iterator[str]:
    """A department that was abolished no longer answers for a plan in force: say who follows."""
    today = timezone.localdate()
    gone = Obligation.objects.filter(plan__state=Plan.State.LIVE, department__until__lte=today)
    for row in gone.values("plan__title", "department__name", "department__until").annotate(n=Count("id")):
        yield _("“%(title)s”有 %(n)d 项由已撤销的%(name)s负责（%(day)s撤销），请重新指定。") % {
            "title": row["plan__title"],
            "n": row["n"],
            "name": row["department__name"],
            "day": row["department__until"],
        }


def _unfounded_waivers() -> Iterator[str]:
    for obligation in Obligation.objects.filter(department=None, note="").select_related("plan"):
        yield _("“%(title)s”的“%(name)s”没有对应单位，也没有理由。") % {
            "title": obligation.plan.title,
            "name": obligation.named_as,
        }


def _two_live_versions() -> Iterator[str]:
    for plan in Plan.objects.filter(state=Plan.State.LIVE, previous__state=Plan.State.LIVE).exclude(
        previous=F("pk")
    ):
        yield _("“%(title)s”的新旧两版同时在执行。") % {"title": plan.title}
