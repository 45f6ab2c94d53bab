"""Rows of the start page that lead somewhere: what waits, and what an administrator keeps."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access import queries
from laoyou.access.scope import Actor


@dataclass(frozen=True)
class Need:
    """One line of the list: how many, of what, and where to go."""

    count: int
    words: str
    detail: str
    verb: str
    url: str


def doors(actor: Actor) -> list[Need]:
    """For those who keep the house and work with no plan; nobody else has any."""
    if actor.holds("plan.read"):
        return []
    return [*_people(actor), *_units(actor), *_audit(actor)]


def _people(actor: Actor) -> list[Need]:
    if not actor.holds("people.manage"):
        return []
    count = queries.people(actor).count()
    return [Need(count, _("个账号"), _("新建账号、授予角色、解除锁定"), _("管理人员"), reverse("people"))]


def _units(actor: Actor) -> list[Need]:
    if not actor.holds("unit.manage"):
        return []
    count = queries.departments(actor).filter(until=None).count()
    return [
        Need(
            count, _("个单位"), _("部门、乡镇、别名和职能，采用方案时要用到"), _("管理单位"), reverse("units")
        )
    ]


def _audit(actor: Actor) -> list[Need]:
    if not actor.holds("audit.read"):
        return []
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    count = queries.audit_lines(actor).filter(at__gte=today).count()
    return [
        Need(
            count,
            _("条今天的操作记录"),
            _("谁在什么时候做了什么；记录不能改也不能删"),
            _("看审计记录"),
            reverse("audit"),
        )
    ]
