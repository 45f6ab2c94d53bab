"""The pages of the section as tabs: those that this person may open."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from laoyou.access.scope import Actor
from laoyou.console.loading import acting

Tab = tuple[str, str, bool]


def tabs(request: HttpRequest, current: str) -> list[Tab]:
    return [(label, reverse(name), name == current) for name, label in opened(acting(request))]


def opened(actor: Actor) -> list[tuple[str, str]]:
    every = [
        ("openings", _("未成年人信息查看申请"), "resident.reveal"),
        ("deletions", _("删除申请"), "resident.edit"),
        ("disposals", _("到期销毁"), "resident.approve"),
        ("minors-audit", _("未成年人信息年度审计"), "audit.read"),
        ("access-review", _("访问核查"), "access.review"),
    ]
    return [(name, label) for name, label, permission in every if actor.holds(permission)]
