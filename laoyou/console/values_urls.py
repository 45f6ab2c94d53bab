"""Figures: what waits, the sheet in and out, by division, milestones."""

from django.urls import path

from laoyou.console.values import deciding, lists, places, sheets

urlpatterns = [
    path("values/", lists.values, name="values"),
    path("values/export/", lists.export, name="values-export"),
    path("values/accept/", deciding.decide, {"step": "accept"}, name="values-accept"),
    path("values/return/", deciding.decide, {"step": "return"}, name="values-return"),
    path("values/withdraw/", deciding.decide, {"step": "withdraw"}, name="values-withdraw"),
    path("plans/<int:pk>/figures/", sheets.figures, name="figures"),
    path("plans/<int:pk>/figures/template/", sheets.template, name="figures-export"),
    path("plans/<int:pk>/divisions/", places.divisions, name="plan-divisions"),
    path("plans/<int:pk>/divisions/export/", places.divisions_export, name="plan-divisions-export"),
    path("plans/<int:pk>/targets/<int:target_id>/milestones/", places.milestones, name="milestones"),
]
