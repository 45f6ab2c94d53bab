"""What waits for a person in progress and in reporting cycles, as lines of the start page; the late ones first."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laoyou.access.scope import Actor
from laoyou.bodies import queries as bodies
from laoyou.console.doors import Need
from laoyou.console.progress.worklist import all_url
from laoyou.progress import queries
from laoyou.progress.queries.cycles import Due, dues

WORK: dict[str, tuple[str | Promise, str | Promise]] = {
    "overdue": (_("项任务已逾期"), _("看任务")),
    "sign": (_("份草稿待签发"), _("去签发")),
    "review": (_("份草稿待审核"), _("去审核")),
    "returned": (_("份草稿被退回"), _("去修改")),
    "rectify": (_("份督办单要整改"), _("报整改")),
    "recheck": (_("份督办单待复查"), _("去复查")),
    "claims": (_("项任务申请完成，待确认"), _("去确认")),
    "measures": (_("项年度措施已到期，或 30 天内到期"), _("报进展")),
    "consolidate": (_("条配合单位进展待汇总"), _("去汇总")),
    "owed": (_("项任务还没有报进展，或已逾期"), _("报进展")),
    "drafts": (_("份草稿没有写完"), _("接着写")),
    "unsorted": (_("项任务还没有分类"), _("去分类")),
}
CYCLES: dict[str, tuple[str | Promise, str | Promise]] = {
    "owe": (_("份报表要填报"), _("去填报")),
    "review": (_("份报表待审核"), _("去审核")),
    "sign": (_("份报表待签发"), _("去签发")),
    "missing": (_("个单位还没有报送"), _("去催办")),
    "receive": (_("份报表待接收"), _("去接收")),
    "deliver": (_("份对外报告要报出"), _("看报告")),
}
OF_A_UNIT = {"owe", "review", "sign"}


def progress_needs(actor: Actor) -> list[Need]:
    """Empty for those who neither file progress nor manage it."""
    if not actor.holds("progress.file"):
        return []
    found = [*_cycles(actor), *_work(actor), *_decisions(actor)]
    return [need for need, late in found if late] + [need for need, late in found if not late]


def _work(actor: Actor) -> Iterator[tuple[Need, bool]]:
    found = {section.key: section for section in queries.worklist(actor)}
    for key, (words, verb) in WORK.items():
        if section := found.get(key):
            late = sum(row.late for row in section.rows)
            detail = section.rows[0].plan.title
            yield (
                Need(section.count, str(words), detail, str(verb), all_url(section)),
                key == "overdue" or late > 0,
            )


def _decisions(actor: Actor) -> Iterator[tuple[Need, bool]]:
    """What meetings decided whose day has passed without a task or a reason why none is needed."""
    late = bodies.decisions(actor, state="late") if actor.holds("body.manage") else []
    if late:
        title = late[0].decision.meeting.title
        words, verb = _("项议定事项过期未安排"), _("去安排")
        yield Need(len(late), str(words), title, str(verb), f"{reverse('decisions')}?state=late"), True


def _cycles(actor: Actor) -> Iterator[tuple[Need, bool]]:
    for due in dues(actor):
        words, verb = CYCLES[due.kind]
        yield Need(due.count, str(words), due.cycle.title, str(verb), _address(due)), due.late


def _address(due: Due) -> str:
    if due.kind in OF_A_UNIT and due.department:
        return reverse("return", args=[due.cycle.pk, due.department.pk])
    return reverse("cycle", args=[due.cycle.pk])
