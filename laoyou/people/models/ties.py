"""Kin, guardians, carers and contacts of a resident."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.people.models.households import Relation
from laoyou.people.models.residents import Resident, every_change


@pghistory.track(*every_change(), exclude=["phone_sealed"])
class Tie(models.Model):
    """Somebody who stands by a resident: another resident, or a person outside with name and sealed phone.

    `relation` is what that person is to the resident (GB/T 4761). `division` is the resident's and follows it.
    """

    class Role(models.TextChoices):
        KIN = "kin", _("亲属")
        GUARDIAN = "guardian", _("监护人")
        CARER = "carer", _("照护人")
        CONTACT = "contact", _("紧急联系人")

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="ties")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(
        Resident, null=True, blank=True, on_delete=models.PROTECT, related_name="tied_to"
    )
    name = models.CharField(_("姓名"), max_length=60, blank=True)
    phone_sealed = models.BinaryField(null=True, blank=True)
    role = models.CharField(_("身份"), max_length=10, choices=Role)
    relation = models.CharField(_("与本人关系"), max_length=2, choices=Relation)
    note = models.CharField(_("备注"), max_length=200, blank=True)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["role", "id"]
        constraints = [
            models.CheckConstraint(name="tie_dates", condition=Q(until=None) | Q(until__gte=F("since"))),
            models.CheckConstraint(name="tie_not_to_oneself", condition=~Q(other=F("resident"))),
            models.CheckConstraint(name="tie_names_somebody", condition=Q(other=None) ^ Q(name="")),
            models.CheckConstraint(
                name="tie_known", condition=Q(role__in=["kin", "guardian", "carer", "contact"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of resident {self.resident_id}"
