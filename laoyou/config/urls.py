"""All addresses: the portal at the root, the console beside it, sign-in by allauth."""

from django.urls import include, path

from laoyou.config.health import healthy

urlpatterns = [
    path("healthy", healthy, name="healthy"),
    path("console/", include("laoyou.console.urls")),
    path("accounts/", include("laoyou.access.urls")),
    path("", include("laoyou.portal.urls")),
]
