"""The public pages' addresses."""

from django.urls import path

from laoyou.portal import views

urlpatterns = [
    path("", views.home, name="portal-home"),
    path("reading/", views.reading, name="portal-settings"),
]
