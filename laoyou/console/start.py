"""The first page after sign-in: what needs me."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laoyou.access.decorators import SIGNED_IN, allow


@allow(SIGNED_IN)
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "console/start.html")
