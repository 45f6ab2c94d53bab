"""Addresses of census, and of divisions and what becomes of them."""

from django.urls import path

from laoyou.console.census import pages as census
from laoyou.console.places import changes, importing, pages, splitting

urlpatterns = [
    path("units/divisions/import/", importing.upload, name="divisions-import"),
    path("units/divisions/import/confirm/", importing.confirm, name="divisions-import-confirm"),
    path("units/divisions/<int:pk>/", pages.division, name="division"),
    path("units/divisions/<int:pk>/rename/", changes.rename, name="division-rename"),
    path("units/divisions/<int:pk>/upgrade/", changes.upgrade, name="division-upgrade"),
    path("units/divisions/<int:pk>/merge/", changes.merge, name="division-merge"),
    path("units/divisions/<int:pk>/split/", splitting.split, name="division-split"),
    path("census/", census.census, name="census"),
    path("census/export/", census.census_export, name="census-export"),
    path("census/record/", census.census_record, name="census-record"),
    path("census/<int:pk>/", census.census_count, name="census-count"),
]
