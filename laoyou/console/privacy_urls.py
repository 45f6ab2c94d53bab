"""Addresses of privacy: leave to open a child's data, the review of access, a family member's own page."""

from django.urls import path

from laoyou.console.family import index as family
from laoyou.console.privacy import openings, review

urlpatterns = [
    path("privacy/", openings.privacy, name="privacy"),
    path("privacy/openings/", openings.openings, name="openings"),
    path("privacy/openings/<int:pk>/decide/", openings.decide, name="opening-decide"),
    path("privacy/review/", review.access_review, name="access-review"),
    path("privacy/review/export/", review.access_review_export, name="access-review-export"),
    path("family/", family.family, name="family"),
]
