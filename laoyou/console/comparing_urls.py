"""Comparing two plans."""

from django.urls import path

from laoyou.console.comparing import views

urlpatterns = [
    path("plans/<int:pk>/compare/", views.choose, name="compare-choose"),
    path("plans/<int:pk>/compare/<int:other>/", views.compare, name="compare"),
    path("plans/<int:pk>/compare/<int:other>/export/", views.export, name="compare-export"),
    path("plans/<int:pk>/compare/<int:other>/correct/", views.correct, name="compare-correct"),
]
