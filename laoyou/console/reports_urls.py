"""Reports."""

from django.urls import path

from laoyou.console.reports import editing, views

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/new/", views.new, name="report-new"),
    path("reports/<int:pk>/", views.page, name="report-page"),
    path("reports/<int:pk>/head/", editing.head, name="report-head"),
    path("reports/<int:pk>/words/<slug:section>/", editing.words, name="report-words"),
    path("reports/<int:pk>/refill/", editing.refill, name="report-refill"),
    path("reports/<int:pk>/issue/", editing.issue, name="report-issue"),
    path("reports/<int:pk>/restate/", editing.restate, name="report-restate"),
    path("reports/<int:pk>/figures/<path:key>/", views.figure, name="report-figure"),
    path("reports/<int:pk>/rows/<path:key>/export/", views.figure_export, name="report-figure-export"),
    path("reports/<int:pk>/export/<slug:suffix>/", views.export, name="report-export"),
]
