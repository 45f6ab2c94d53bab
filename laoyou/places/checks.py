"""Nightly integrity of divisions: what constraints alone cannot hold."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from laoyou.places.models import Division, DivisionShare

# Each division lies in itself and in all that its parent lies in; nothing else is in the tree.
_TREE = """
with recursive walked(ancestor, descendant, depth) as (
    select id, id, 0 from places_division
    union all
    select d.parent_id, w.descendant, w.depth + 1 from walked w join places_division d on d.id = w.ancestor
    where d.parent_id is not null and w.depth < 20
), kept as (
    select ancestor_id as ancestor, descendant_id as descendant, depth::integer as depth from places_divisiontree
)
select (select count(*) from (table walked except table kept) as missing)
     + (select count(*) from (table kept except table walked) as stray)
"""


def problems() -> Iterator[str]:
    """One sentence for each kind of thing that is wrong, with how many."""
    with connection.cursor() as cursor:
        cursor.execute(_TREE)
        wrong = cursor.fetchone()[0]
    if wrong:
        yield _("行政区划的上下级表有 %(n)d 处与上级不符。") % {"n": wrong}
    early = Division.objects.filter(until=None, parent__until__isnull=False).count()
    if early:
        yield _("%(n)d 个现行的行政区划，上级已经撤销。") % {"n": early}
    ended = Division.objects.filter(successor__isnull=False, until=None).count()
    if ended:
        yield _("%(n)d 个行政区划有后继，却没有撤销日期。") % {"n": ended}
    circling = Division.objects.filter(successor=F("pk")).count()
    if circling:
        yield _("%(n)d 个行政区划的后继是它自己。") % {"n": circling}
    parts = DivisionShare.objects.values("event", "old").annotate(whole=Sum("share")).exclude(whole=1).count()
    if parts:
        yield _("%(n)d 次合并或拆分的比例合计不是 1。") % {"n": parts}
