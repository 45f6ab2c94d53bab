"""The page of the server."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laoyou.access.decorators import allow
from laoyou.console.server.page import ServerPage


@allow("server.read")
def server(request: HttpRequest) -> HttpResponse:
    return render(request, "console/server/server.html", {"page": ServerPage()})
