"""Addresses of statuses."""

from django.urls import path

from laoyou.console.statuses import changing, index, lists, part, people, surveys

urlpatterns = [
    path("", index.statuses, name="statuses"),
    path("people/", people.people, name="status-people"),
    path("people/export/", people.export, name="status-people-export"),
    path("of/<int:pk>/", part.person, name="status-of"),
    path("of/<int:pk>/add/", changing.add, name="status-add"),
    path("<int:pk>/end/", changing.end, name="status-end"),
    path("<int:pk>/correct/", changing.correct, name="status-correct"),
    path("lists/", lists.lists, name="source-lists"),
    path("lists/bring/", lists.bring, name="source-list-bring"),
    path("lists/<int:pk>/", lists.compare, name="source-list"),
    path("lists/<int:pk>/allow/", lists.allow_shrink, name="source-list-allow"),
    path("surveys/", surveys.surveys, name="surveys"),
    path("surveys/<int:pk>/", surveys.survey, name="survey"),
    path("surveys/village/<int:pk>/print/", surveys.sheet, name="survey-print"),
    path("surveys/village/<int:pk>/enter/", surveys.enter, name="survey-enter"),
]
