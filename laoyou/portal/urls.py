"""The public pages' addresses."""

from django.urls import path

from laoyou.portal import lists, spaces, views

urlpatterns = [
    path("", views.home, name="portal-home"),
    path("reading/", views.reading, name="portal-settings"),
    path("plans/<int:pk>/", views.plan, name="portal-plan"),
    path("plans/<int:pk>/goals/", views.goals, name="portal-goals"),
    path("plans/<int:pk>/goals/<int:target_id>/", views.goal, name="portal-goal"),
    path("plans/<int:pk>/tasks/", views.tasks, name="portal-tasks"),
    path("plans/<int:pk>/tasks/<int:no>/", views.task, name="portal-task"),
    path("plans/<int:pk>/rules/", views.rules, name="portal-rules"),
    path("spaces/", spaces.spaces, name="portal-spaces"),
    path("lists/", lists.lists, name="portal-lists"),
    path("lists/<int:pk>/", lists.list_, name="portal-list"),
    path("lists/<int:pk>/changes/", lists.changes, name="portal-list-changes"),
    path("lists/<int:pk>/<int:number>/", lists.item, name="portal-list-item"),
]
