"""Who may keep what, and the rows that everything else waits for."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.scope import Actor
from laoyou.lib.refusal import Refused
from laoyou.packs.queries import ParameterValue
from laoyou.providers.models import Location, Provider

LOCK = 4_201  # with a location's number: one admission at a time there


def edited_provider(by: Actor, provider: Provider, version: int) -> Provider:
    """The institution, locked, as this person saw it."""
    found = Provider.objects.select_for_update(of=("self",)).select_related("division")
    locked = found.filter(pk=provider.pk).first()
    if locked is None or not by.may("provider.edit", locked.division_id):
        raise Refused(_("这家机构由登记地区的登记经办维护，您不能改。"))
    if locked.version != version:
        raise Refused(_("别人刚改过这家机构。请重新打开页面，看过现在的内容再改。"))
    return locked


def edits_location(by: Actor, location: Location) -> None:
    if not by.may("provider.edit", location.division_id):
        raise Refused(_("这个服务点由所在地区的登记经办维护，您不能改。"))


def keeps_location(by: Actor, location: Location, on: datetime.date) -> None:
    """Whether this person keeps beds and stays there: the county's registrar, or the provider's own staff."""
    own = location.provider_id in by.provider_refs and by.holds("provider.own")
    if not (own or by.may("provider.edit", location.division_id)):
        raise Refused(_("只有机构自己的经办和所在地区的登记经办可以办理。"))
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LOCK, location.pk % 2_147_483_647])
    if location.since > on or (location.until is not None and location.until <= on):
        said = {"name": location.name, "day": on}
        raise Refused(_("%(day)s 这天“%(name)s”没有开放。请核对日期。") % said, "since")


def not_ahead(day: datetime.date, field: str) -> None:
    if day > timezone.localdate():
        raise Refused(_("日期不能晚于今天。到那天再办。"), field)


@contextmanager
def once(message: str, field: str | None = None) -> Iterator[None]:
    """What the database refuses, said in words: a row of the same thing may lie where the person cannot see it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Refused(message, field) from error


def over(limit: ParameterValue, name: str) -> str:
    """A limit with the words that a refusal owes: how many, by which clause of which document."""
    said = {
        "name": name,
        "most": f"{limit.value:g}",
        "document": limit.document["title"],
        "clause": limit.clause,
    }
    return _("%(name)s最多 %(most)s 人（《%(document)s》%(clause)s）。") % said
