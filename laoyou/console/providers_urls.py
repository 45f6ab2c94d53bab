"""Addresses of providers."""

from django.urls import path

from laoyou.console.providers import care, choosing, index, keeping, pages

urlpatterns = [
    path("providers/", index.providers, name="providers"),
    path("providers/export/", index.export, name="providers-export"),
    path("providers/add/", keeping.add, name="provider-add"),
    path("providers/<int:pk>/", pages.provider, name="provider"),
    path("providers/<int:pk>/edit/", keeping.edit, name="provider-edit"),
    path("providers/<int:pk>/close/", keeping.close, name="provider-close"),
    path("providers/<int:pk>/recognise/", keeping.recognise, name="provider-recognise"),
    path("providers/recognitions/<int:pk>/end/", keeping.end_recognition, name="recognition-end"),
    path("providers/<int:pk>/locations/add/", keeping.open_location, name="location-add"),
    path("providers/locations/<int:pk>/close/", keeping.close_location, name="location-close"),
    path("providers/locations/<int:pk>/capacity/", keeping.file_capacity, name="capacity-file"),
    path("own/", pages.own, name="own-providers"),
    path("own/locations/<int:pk>/beds/add/", care.add_beds, name="beds-add"),
    path("own/locations/<int:pk>/beds/remove/", care.remove_beds, name="beds-remove"),
    path("own/locations/<int:pk>/admit/", care.admit, name="stay-admit"),
    path("own/locations/<int:pk>/groups/add/", care.add_group, name="group-add"),
    path("own/groups/<int:pk>/end/", care.end_group, name="group-end"),
    path("own/locations/<int:pk>/enrol/", care.enrol, name="enrolment-add"),
    path("own/locations/<int:pk>/<slug:what>/find/", choosing.find, name="person-find"),
    path("own/stays/<int:pk>/move/", care.transfer, name="stay-move"),
    path("own/stays/<int:pk>/end/", care.discharge, name="stay-end"),
    path("own/enrolments/<int:pk>/end/", care.withdraw, name="enrolment-end"),
]
