"""Addresses of spaces."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
