"""Addresses of statuses."""

from django.urls import path

from laoyou.console.statuses import changing, index, lists, part, people, surveys

urlpatterns = [
    path("statuses/", index.statuses, name="statuses"),
    path("statuses/people/", people.people, name="status-people"),
    path("statuses/people/export/", people.export, name="status-people-export"),
    path("statuses/of/<int:pk>/", part.person, name="status-of"),
    path("statuses/of/<int:pk>/add/", changing.add, name="status-add"),
    path("statuses/<int:pk>/end/", changing.end, name="status-end"),
    path("statuses/<int:pk>/correct/", changing.correct, name="status-correct"),
    path("statuses/lists/", lists.lists, name="source-lists"),
    path("statuses/lists/bring/", lists.bring, name="source-list-bring"),
    path("statuses/lists/<int:pk>/", lists.compare, name="source-list"),
    path("statuses/lists/<int:pk>/allow/", lists.allow_shrink, name="source-list-allow"),
    path("statuses/surveys/", surveys.surveys, name="surveys"),
    path("statuses/surveys/<int:pk>/", surveys.survey, name="survey"),
    path("statuses/surveys/village/<int:pk>/print/", surveys.sheet, name="survey-print"),
    path("statuses/surveys/village/<int:pk>/enter/", surveys.enter, name="survey-enter"),
]
