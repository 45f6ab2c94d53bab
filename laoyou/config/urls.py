"""All addresses: the portal at the root, the console beside it, sign-in by allauth."""

from django.urls import include, path

urlpatterns = [
    path("console/", include("laoyou.console.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("laoyou.portal.urls")),
]
