"""Addresses of statuses."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
