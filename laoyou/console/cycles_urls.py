"""Reporting cycles, returns, and the forms that go out and come back."""

from django.urls import path

from laoyou.console.cycles import imports, return_views, views

UNIT = "cycles/<int:pk>/units/<int:department_id>/"

urlpatterns = [
    path("cycles/", views.cycles, name="cycles"),
    path("cycles/export/", views.cycles_export, name="cycles-export"),
    path("cycles/plans/<int:pk>/add/", views.add, name="cycle-add"),
    path("cycles/plans/<int:pk>/generate/", views.generate, name="cycles-generate"),
    path("cycles/<int:pk>/", views.cycle, name="cycle"),
    path("cycles/<int:pk>/edit/", views.edit, name="cycle-edit"),
    path("cycles/<int:pk>/steps/<slug:step>/", views.step, name="cycle-step"),
    path("cycles/<int:pk>/export/", views.export, name="cycle-export"),
    path("cycles/<int:pk>/reminders/", views.reminders, name="cycle-reminders"),
    path("cycles/<int:pk>/accept/", views.accept, name="cycle-accept"),
    path("cycles/<int:pk>/forms/", views.forms_export, name="cycle-forms-export"),
    path("cycles/<int:pk>/import/", imports.upload, name="cycle-import"),
    path("cycles/<int:pk>/import/check/", imports.check, name="cycle-import-check"),
    path(UNIT, return_views.unit_return, name="return"),
    path(UNIT + "save/", return_views.save, name="return-save"),
    path(UNIT + "steps/<slug:step>/", return_views.step, name="return-step"),
    path(UNIT + "exempt/", return_views.exempt, name="return-exempt"),
    path(UNIT + "files/", return_views.files, name="return-files"),
    path(UNIT + "form/", return_views.form_export, name="return-form-export"),
    path(UNIT + "paper/", return_views.paper, name="return-paper"),
]
