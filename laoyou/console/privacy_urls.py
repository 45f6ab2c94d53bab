"""Addresses of privacy: children's data, deletion, destruction, audit and review; a family member's own page."""

from django.urls import path

from laoyou.console.family import index as family
from laoyou.console.privacy import consents, deletions, disposals, minors, openings, review

urlpatterns = [
    path("privacy/", openings.privacy, name="privacy"),
    path("privacy/openings/", openings.openings, name="openings"),
    path("privacy/openings/<int:pk>/decide/", openings.decide, name="opening-decide"),
    path("privacy/openings/<int:pk>/withdraw/", openings.withdraw, name="opening-withdraw"),
    path("privacy/deletions/", deletions.requests, name="deletions"),
    path("privacy/deletions/<int:pk>/", deletions.decide, name="deletion-decide"),
    path("privacy/disposals/", disposals.disposals, name="disposals"),
    path("privacy/disposals/approve/", disposals.approve, name="disposal-approve"),
    path("privacy/minors/", minors.minors_audit, name="minors-audit"),
    path("privacy/minors/export/", minors.minors_audit_export, name="minors-audit-export"),
    path("privacy/review/", review.access_review, name="access-review"),
    path("privacy/review/export/", review.access_review_export, name="access-review-export"),
    path("residents/<int:pk>/consent/", consents.give, name="consent-give"),
    path("residents/<int:pk>/consent/<int:consent_id>/withdraw/", consents.withdraw, name="consent-withdraw"),
    path("residents/<int:pk>/deletion/", deletions.ask, name="deletion-ask"),
    path("residents/<int:pk>/opening/", openings.ask, name="opening-ask"),
    path("family/", family.family, name="family"),
]
