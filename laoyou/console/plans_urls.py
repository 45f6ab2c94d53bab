"""Documents, review, adoption and the board."""

from django.urls import path

from laoyou.console import start

urlpatterns = [
    path("", start.start, name="start"),
]
