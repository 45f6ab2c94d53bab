"""Addresses of residents."""

from django.urls import path

from laoyou.console.residents import doubles, ending, exporting, index, opening, page, steps

urlpatterns = [
    path("residents/", index.residents, name="residents"),
    path("residents/search/", index.search, name="residents-search"),
    path("residents/add/", index.add, name="resident-add"),
    path("residents/export/", exporting.residents_export, name="residents-export"),
    path("residents/doubles/", doubles.doubles, name="residents-doubles"),
    path("residents/doubles/<int:pk>/<int:other>/", doubles.pair, name="resident-pair"),
    path("residents/handovers/", steps.handovers, name="handovers"),
    path("residents/handovers/<int:pk>/", steps.handover, name="handover"),
    path("residents/<int:pk>/", page.resident, name="resident"),
    path("residents/<int:pk>/edit/", steps.edit, name="resident-edit"),
    path("residents/<int:pk>/number/", steps.number, name="resident-number"),
    path("residents/<int:pk>/phone/", steps.phone, name="resident-phone"),
    path("residents/<int:pk>/reveal/", opening.opening, name="resident-reveal"),
    path("residents/<int:pk>/move/", steps.move, name="resident-move"),
    path("residents/<int:pk>/release/", steps.release, name="resident-release"),
    path("residents/<int:pk>/death/", steps.death, name="resident-death"),
    path("residents/<int:pk>/household/", steps.household, name="resident-household"),
    path("residents/<int:pk>/tie/", steps.tie, name="resident-tie"),
    path("residents/<int:pk>/end/<str:part>/<int:row_id>/", ending.end, name="resident-end"),
    path("residents/<int:pk>/unmerge/<int:merge_id>/", doubles.unmerge, name="resident-unmerge"),
]
