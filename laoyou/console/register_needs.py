"""What waits for a person in the registers: people to take over, lists to settle, openings to decide, rules not met."""

from collections.abc import Iterator

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.scope import Actor
from laoyou.console.doors import Need
from laoyou.people.queries.person import incoming
from laoyou.privacy import approvals, deletions
from laoyou.privacy.models import Approval, Deletion
from laoyou.providers.models import Location
from laoyou.providers.queries.standards import shortfalls
from laoyou.statuses.queries.lists import source_lists


def register_needs(actor: Actor) -> list[Need]:
    """Each part asks only for those who could do something about it."""
    return [*_people(actor), *_openings(actor), *_deletions(actor), *_own_provider(actor)]


def _people(actor: Actor) -> Iterator[Need]:
    if not actor.holds("resident.edit"):
        return
    where = reverse("handovers")
    waiting = incoming(actor.divisions_for("resident.edit"))
    yield Need(waiting.count(), _("位居民待接收"), _("从外地转来，接收后由本地负责"), _("去接收"), where)
    lists = source_lists().filter(state="open")
    stopped = sum(1 for each in lists if each.holds_back)
    yield Need(
        stopped,
        _("份名单比上月少得多"),
        _("停下等人核对，没有人被停掉"),
        _("去核对"),
        reverse("source-lists"),
    )
    differing = lists.aggregate(all=Sum("waiting"))["all"] or 0
    yield Need(differing, _("处名单差异待确认"), _("新增和减少的身份"), _("去确认"), reverse("source-lists"))


def _openings(actor: Actor) -> Iterator[Need]:
    if not actor.holds("resident.approve"):
        return
    asked = approvals.requests(actor, state=Approval.State.ASKED).exclude(asked_by_id=actor.user_id)
    yield Need(
        asked.count(), _("份查看申请待审批"), _("查看未成年人完整信息"), _("去审批"), reverse("openings")
    )


def _deletions(actor: Actor) -> Iterator[Need]:
    if not actor.holds("resident.approve"):
        return
    asked = deletions.requests(actor, state=Deletion.State.ASKED)
    yield Need(asked.count(), _("份删除申请待办理"), _("个人信息删除申请"), _("去办理"), reverse("deletions"))


def _own_provider(actor: Actor) -> Iterator[Need]:
    if not actor.holds("provider.own"):
        return
    today = timezone.localdate()
    kept = Location.objects.filter(provider_id__in=actor.provider_refs).select_related("provider", "division")
    lacking = shortfalls([each for each in kept if each.until is None or each.until > today], today)
    if lacking:
        where = reverse("upkeep", args=[lacking[0].location.pk])
        yield Need(len(lacking), _("项要求没有达到"), lacking[0].location.name, _("看要求"), where)
