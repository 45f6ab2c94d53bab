"""Nightly integrity of providers: what constraints alone cannot hold."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import F, Q
from django.utils.translation import gettext as _

from laoyou.providers.models import Provider, Stay

_PRESENCE = """
with care as (
    select 'stay:' || s.id as ref, s.resident_id, s.since, s.until, l.provider_id
    from providers_stay s join providers_location l on l.id = s.location_id
    union all
    select 'enrolment:' || e.id, e.resident_id, e.since, e.until, l.provider_id
    from providers_enrolment e join providers_location l on l.id = e.location_id)
select count(*) from care c full join people_presence p on p.stay_ref = c.ref
where c.ref is null or p.id is null or (c.resident_id, c.since, c.provider_id) is distinct from
    (p.resident_id, p.since, p.provider_ref) or c.until is distinct from p.until
"""


def problems() -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    with connection.cursor() as cursor:
        cursor.execute(_PRESENCE)
        if wrong := cursor.fetchone()[0]:
            yield _("有 %(n)d 条入住或入托与居民的在院记录不一致。") % {"n": wrong}
    for found in Provider.objects.filter(closed_on__isnull=False, locations__until=None).distinct():
        yield _("“%(name)s”已停业，却还有开放的服务点。") % {"name": found.name}
    after = Q(location__until__isnull=False) & (Q(until=None) | Q(until__gt=F("location__until")))
    for stay in Stay.objects.filter(after):
        yield _("入住记录 %(pk)d 晚于服务点的关闭日期。") % {"pk": stay.pk}
