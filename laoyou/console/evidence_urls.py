"""Evidence files."""

from django.urls import path

from laoyou.console import evidence

urlpatterns = [path("evidence/<int:pk>/", evidence.download, name="evidence-file")]
