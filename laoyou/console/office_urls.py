"""Units, people, audit and settings."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
