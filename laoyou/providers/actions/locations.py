"""Places where an institution works are opened and closed."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.lib.refusal import Refused
from laoyou.providers.actions.common import edits_location, not_ahead, once
from laoyou.providers.models import Location, Provider
from laoyou.spaces.models import Site


@transaction.atomic
def open_location(*, by: Actor, provider: Provider, site: Site, name: str, since: datetime.date) -> Location:
    """The same site again changes nothing."""
    if not (by.may("provider.edit", provider.division_id) and by.may("provider.edit", site.division_id)):
        raise Refused(_("您只能在自己地区的场所开服务点。"), "site")
    if provider.closed_on is not None:
        raise Refused(_("这家机构已停业，不能再开服务点。"))
    if since < provider.opened_on:
        raise Refused(_("服务点不能早于机构开业日期 %(day)s。") % {"day": provider.opened_on}, "since")
    standing = provider.locations.filter(site=site).filter(Q(until=None) | Q(until__gt=since)).first()
    if standing is not None:
        return standing
    with once(_("这个场所在这段时间已有本机构的服务点。"), "site"):
        made = Location.objects.create(
            provider=provider, site=site, division_id=site.division_id, name=name.strip() or site.name, since=since
        )  # fmt: skip
    record(by=by, action="providers.location.open", obj=made, division=made.division_id)
    return made


@transaction.atomic
def close_location(*, by: Actor, location: Location, on: datetime.date) -> Location:
    """Refused while anybody stays: they are settled first. Beds, groups and capacity end with it."""
    edits_location(by, location)
    not_ahead(on, "on")
    if on <= location.since:
        raise Refused(_("关闭日期要晚于开放日期 %(day)s。") % {"day": location.since}, "on")
    after = Q(until=None) | Q(until__gt=on)
    people = location.stays.filter(after).count() + location.enrolments.filter(after).count()
    if people:
        said = {"n": people, "day": on}
        message = _("到 %(day)s 还有 %(n)d 人在这里。请先逐一办理转走或退住、退托，安置好再关闭。")
        raise Refused(message % said, "on")
    for rows in (location.beds, location.groups, location.capacities):
        rows.filter(since__gte=on).delete()
        rows.filter(after).update(until=on)
    location.until = on
    location.save(update_fields=["until"])
    record(by=by, action="providers.location.close", obj=location, division=location.division_id,
           detail={"on": on.isoformat()})  # fmt: skip
    return location
