"""Who may do what to which list, and the rows that everything else waits for."""

from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.scope import Actor
from laoyou.lists.errors import Refused, Stale
from laoyou.lists.models import Catalogue, Edition, Item
from laoyou.lists.queries.catalogues import may_edit


def manages(by: Actor, division_id: int) -> None:
    if not by.may("list.manage", division_id):
        raise Refused(_("定稿、公开和移交清单由方案办公室办理。请联系方案办公室。"))


def locked_catalogue(by: Actor, catalogue_id: int, *, managing: bool = False) -> Catalogue:
    """The list, locked until the end of the transaction, so that numbers and editions come one after another."""
    found = Catalogue.objects.select_for_update(of=("self",)).select_related("division", "owner")
    catalogue = found.get(pk=catalogue_id)
    if managing:
        manages(by, catalogue.division_id)
    elif not may_edit(by, catalogue):
        owner = catalogue.owner.name if catalogue.owner else _("方案办公室")
        raise Refused(_("这份清单由%(owner)s维护，您不能改。有意见请告诉他们。") % {"owner": owner})
    if catalogue.until is not None:
        raise Refused(_("这份清单已停用，不能再改。需要时请重新建立。"))
    return catalogue


def open_edition(by: Actor, edition: Edition) -> Edition:
    """An edition whose items may be changed: a draft, or the one of a living list."""
    locked_catalogue(by, edition.catalogue_id)
    found = Edition.objects.select_for_update(of=("self",)).select_related("catalogue__division")
    locked = found.get(pk=edition.pk)
    if locked.state == Edition.State.DROPPED:
        raise Refused(_("第 %(number)d 版草稿已放弃，不能再改。") % {"number": locked.number})
    if locked.state == Edition.State.FIXED and not locked.living:
        raise Refused(
            _("第 %(number)d 版已定稿，不能再改。请起草下一版，在下一版里改。") % {"number": locked.number}
        )
    return locked


def locked_item(by: Actor, item: Item, version: int) -> Item:
    """The item as this person saw it; Stale when somebody changed it since."""
    open_edition(by, item.edition)
    found = Item.objects.select_for_update(of=("self",))
    locked = found.select_related("edition__catalogue__division", "updated_by").get(pk=item.pk)
    if locked.version != version:
        said = {"who": who(locked.updated_by), "when": when(locked.updated_at)}
        message = _("%(who)s在%(when)s改过这一条。您填的都还在下面，请对照现在的内容，确认后再提交一次。")
        raise Stale(message % said, current=locked)
    return locked


def touched(by: Actor, item: Item) -> None:
    item.version += 1
    item.updated_by_id = by.user_id
    item.updated_at = timezone.now()


def who(user: object | None) -> str:
    return str(user) if user else _("系统")


def when(moment: object) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else "-"  # type: ignore[arg-type]
