"""Addresses of what a location keeps, and of where the standards are not met."""

from django.urls import path

from laoyou.console.upkeep import views

urlpatterns = [
    path("providers/findings/", views.findings, name="provider-findings"),
    path("providers/findings/export/", views.findings_export, name="provider-findings-export"),
    path("upkeep/<int:pk>/", views.upkeep, name="upkeep"),
    path("upkeep/<int:pk>/add/<slug:what>/", views.add, name="upkeep-add"),
    path("upkeep/<int:pk>/<slug:what>/<int:row_pk>/end/", views.end, name="upkeep-end"),
]
