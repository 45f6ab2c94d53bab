"""Nightly integrity of lists: what constraints alone cannot hold."""

from collections.abc import Iterator

from django.db.models import F
from django.utils.translation import gettext as _

from laoyou.lists.actions.editions import digest_of
from laoyou.lists.models import Edition, Item


def problems() -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    yield from _broken_digests()
    for item in Item.objects.exclude(division_id=F("edition__division_id")).select_related("edition"):
        yield _("清单条目“%(title)s”与它所在的版本不属于同一地区。") % {"title": item.title[:40]}


def _broken_digests() -> Iterator[str]:
    """What was put in force is still what stands there."""
    for edition in Edition.objects.exclude(digest="").select_related("catalogue"):
        if digest_of(edition.items.filter(removed=False).order_by("number")) != edition.digest:
            yield _("“%(title)s”第 %(number)d 版的内容与定稿时不一致。") % {
                "title": edition.catalogue.title,
                "number": edition.number,
            }
