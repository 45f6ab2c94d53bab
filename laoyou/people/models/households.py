"""Households: who lives together, as whose wife or son, and until when."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.people.models.residents import Resident, every_change
from laoyou.people.models.whereabouts import PERIOD


class Relation(models.TextChoices):
    """GB/T 4761, relation to the head of the household or to the resident; the codes that registers use."""

    HEAD = "02", _("户主")
    SPOUSE = "10", _("配偶")
    SON = "20", _("儿子")
    SON_IN_LAW = "28", _("女婿")
    DAUGHTER = "30", _("女儿")
    DAUGHTER_IN_LAW = "38", _("儿媳")
    GRANDSON = "41", _("孙子")
    GRANDDAUGHTER = "42", _("孙女")
    DAUGHTERS_SON = "43", _("外孙子")
    DAUGHTERS_DAUGHTER = "44", _("外孙女")
    FATHER = "51", _("父亲")
    MOTHER = "52", _("母亲")
    FATHER_IN_LAW = "53", _("公公")
    MOTHER_IN_LAW = "54", _("婆婆")
    WIFES_FATHER = "55", _("岳父")
    WIFES_MOTHER = "56", _("岳母")
    GRANDFATHER = "61", _("祖父")
    GRANDMOTHER = "62", _("祖母")
    MOTHERS_FATHER = "63", _("外祖父")
    MOTHERS_MOTHER = "64", _("外祖母")
    SIBLING = "70", _("兄弟姐妹")
    NEPHEW = "93", _("侄子")
    NIECE = "94", _("侄女")
    SISTERS_SON = "95", _("外甥")
    SISTERS_DAUGHTER = "96", _("外甥女")
    OTHER_KIN = "97", _("其他亲属")
    NOT_KIN = "99", _("非亲属")


@pghistory.track(*every_change())
class Household(models.Model):
    """`number` is that of the household book, where there is one. The head is a member like the others."""

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("户号"), max_length=30, blank=True)
    address = models.CharField(_("住址"), max_length=200, blank=True)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="household_dates", condition=Q(until=None) | Q(until__gte=F("since")))
        ]
        indexes = [models.Index(fields=["division", "number"], name="household_by_number")]

    def __str__(self) -> str:
        return f"household {self.pk}"


@pghistory.track(*every_change())
class Membership(models.Model):
    """A resident in a household from `since` to the day before `until`; one household a day, one head a day.

    `division` is the resident's responsible one and follows it.
    """

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="memberships")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(_("与户主关系"), max_length=2, choices=Relation)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["household_id", "relation", "id"]
        constraints = [
            ExclusionConstraint(
                name="membership_one_household_a_day",
                expressions=[(F("resident"), "="), (PERIOD, "&&")],
            ),
            ExclusionConstraint(
                name="membership_one_head_a_day",
                expressions=[(F("household"), "="), (PERIOD, "&&")],
                condition=Q(relation="02"),
            ),
            models.CheckConstraint(
                name="membership_dates", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="membership_known_relation", condition=Q(relation__in=Relation.values)
            ),
        ]

    def __str__(self) -> str:
        return f"resident {self.resident_id} in household {self.household_id}"
