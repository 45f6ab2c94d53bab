"""Public pages: adopted plans in plain words. Nobody signs in here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laoyou.access.decorators import PUBLIC, allow
from laoyou.portal.reading import choose


@allow(PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.html")


@allow(PUBLIC)
def reading(request: HttpRequest) -> HttpResponse:
    """Size of type and language, kept in cookies; a signed-in person's are kept with the person."""
    if request.method == "POST":
        return choose(request)
    return render(request, "portal/reading.html", {"next": request.GET.get("next", "")})
