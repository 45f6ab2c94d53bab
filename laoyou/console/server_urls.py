"""Address of the server's page."""

from django.urls import path

from laoyou.console.server import views

urlpatterns = [path("server/", views.server, name="server")]
