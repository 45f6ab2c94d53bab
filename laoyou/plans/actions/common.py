"""Who may do what, and the row that everything else of a document waits for."""

from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.scope import Actor
from laoyou.plans.errors import Refused
from laoyou.plans.models import Document, Plan


def check(by: Actor, permission: str, division_id: int) -> None:
    if not by.may(permission, division_id):
        raise Refused(_("您没有在该地区办理这件事的权限。请联系方案办公室或系统管理员。"))


def open_document(by: Actor, document: Document, permission: str = "plan.review") -> Document:
    """The document, locked until the end of the transaction; refused once it was adopted."""
    check(by, permission, document.division_id)
    locked = Document.objects.select_for_update().defer("content").get(pk=document.pk)
    if locked.state == Document.State.ADOPTED:
        plan = Plan.objects.select_related("adopted_by").get(document=locked)
        raise Refused(
            _("“%(title)s”已于%(when)s由%(who)s采用，不能再改。要更正，请上传更正后的文件。")
            % {"title": plan.title, "when": when(plan.adopted_at), "who": who(plan.adopted_by)}
        )
    return locked


def under_review(document: Document) -> None:
    if document.state != Document.State.UNDER_REVIEW:
        document.state = Document.State.UNDER_REVIEW
        document.save(update_fields=["state"])


def who(user: object | None) -> str:
    return str(user) if user else _("系统")


def when(moment: object) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else "-"  # type: ignore[arg-type]


def locked_plan(by: Actor, plan: Plan, permission: str) -> Plan:
    check(by, permission, plan.division_id)
    return Plan.objects.select_for_update().get(pk=plan.pk)
