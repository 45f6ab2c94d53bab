"""What the page of the server shows, and what of it the start page asks the system administrator to do."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.access import queries
from laoyou.access.models import AuditLine
from laoyou.access.scope import Actor
from laoyou.console.doors import Need
from laoyou.console.office.action_words import word_of
from laoyou.jobs.queries import Night, nights

BACKUP, DRILL = "config.backup.made", "config.backup.drilled"
BACKUPS = (BACKUP, "config.backup.restored")
# Of the manual: a backup every night, one night's failure is seen on the second day; a drill every quarter.
LATEST = {BACKUP: 2, DRILL: 92}
SHOWN = 10
NIGHTS: dict[str, tuple[str | Promise, str]] = {
    "turn-ages": (gettext_lazy("满 36 个月、60、65、80 岁的到期处理"), "01:00"),
    "seal-audit": (gettext_lazy("封存审计记录"), "02:00"),
    "destroy-sheets": (gettext_lazy("销毁到期的上传表格"), "02:15"),
    "clear-sessions": (gettext_lazy("清除过期的登录会话"), "02:20"),
    "check-integrity": (gettext_lazy("核对各类数据"), "02:30"),
}
OUTCOMES: dict[str, str | Promise] = {
    "not_restored": gettext_lazy("没有恢复成功：备份文件或口令、密钥不对。换一份备份再演练"),
    "closed": gettext_lazy("恢复了，但证件号码打不开：个人信息密钥文件不是备份时的那一份"),
    "problems": gettext_lazy("恢复了，但核对发现问题。在服务器上运行 laoyou integrity 看是哪些"),
}


@dataclass(frozen=True, slots=True)
class Age:
    """How long ago something was done last; `days` counts from the first line of the log where it never was."""

    last: AuditLine | None
    days: int
    late: bool


@dataclass(frozen=True, slots=True)
class NightRow:
    words: str | Promise
    clock: str
    night: Night


class ServerPage:
    """Reads only lines that belong to no division: they tell of the machine, never of a person."""

    @cached_property
    def backup(self) -> Age:
        return _age(BACKUP)

    @cached_property
    def drill(self) -> Age:
        return _age(DRILL)

    @cached_property
    def backups(self) -> list[tuple[AuditLine, str | Promise]]:
        return [(line, word_of(line.action)) for line in queries.lines_called(BACKUPS)[:SHOWN]]

    @cached_property
    def drills(self) -> list[tuple[AuditLine, str | Promise]]:
        """Each with what went wrong; empty where it was passed."""
        lines = queries.lines_called([DRILL])[:SHOWN]
        return [(line, OUTCOMES.get(line.detail["outcome"], "")) for line in lines]

    @cached_property
    def nights(self) -> list[NightRow]:
        return [NightRow(*NIGHTS[night.name], night) for night in nights(list(NIGHTS))]


def _age(action: str) -> Age:
    """A drill that was not passed is no drill."""
    lines = queries.lines_called([action])
    last = (lines.filter(detail__outcome="passed") if action == DRILL else lines).first()
    begun = last or AuditLine.objects.filter(division=None).order_by("id").first()
    now = timezone.now()
    days = (now - (begun.at if begun else now)) // datetime.timedelta(days=1)
    return Age(last, days, days >= LATEST[action])


def server_needs(actor: Actor) -> list[Need]:
    """For the system administrator, where a backup or a drill is late."""
    if not actor.holds("server.read"):
        return []
    url, backup, drill = reverse("server"), _age(BACKUP), _age(DRILL)
    return [
        Need(backup.days * backup.late, _("天没有备份"), _("备份每天做一次"), _("看备份"), url),
        Need(drill.days * drill.late, _("天没有演练恢复"), _("每季度演练一次"), _("看演练"), url),
    ]
