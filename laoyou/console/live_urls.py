"""Figures counted from the registers."""

from django.urls import path

from laoyou.console.live import pages

urlpatterns = [
    path("plans/<int:pk>/targets/<int:target_id>/live/", pages.figure, name="live"),
    path("plans/<int:pk>/targets/<int:target_id>/live/export/", pages.export, name="live-export"),
]
