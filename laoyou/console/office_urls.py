"""Units, people, audit and settings."""

from django.urls import path

from laoyou.console.office import audit, divisions, own, people, units

urlpatterns = [
    path("units/", units.units, name="units"),
    path("units/export/", units.units_export, name="units-export"),
    path("units/add/", units.unit_add, name="department-add"),
    path("units/<int:pk>/", units.unit, name="department"),
    path("units/<int:pk>/edit/", units.unit_edit, name="department-edit"),
    path("units/<int:pk>/functions/add/", units.function_add, name="department-function"),
    path("units/functions/<int:pk>/move/", units.function_move, name="function-move"),
    path("units/divisions/", divisions.divisions, name="divisions"),
    path("units/divisions/export/", divisions.divisions_export, name="divisions-export"),
    path("units/divisions/add/", divisions.division_add, name="division-add"),
    path("people/", people.people, name="people"),
    path("people/export/", people.people_export, name="people-export"),
    path("people/add/", people.person_add, name="person-add"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.person_edit, name="person-edit"),
    path("people/<int:pk>/roles/add/", people.grant_add, name="person-grant"),
    path("people/<int:pk>/<slug:step>/confirm/", people.person_step, name="person-step"),
    path("people/roles/<int:pk>/revoke/", people.grant_revoke, name="grant-revoke"),
    path("audit/", audit.audit, name="audit"),
    path("audit/export/", audit.audit_export, name="audit-export"),
    path("audit/seal/", audit.audit_seal, name="audit-seal"),
    path("settings/", own.own_settings, name="settings"),
]
