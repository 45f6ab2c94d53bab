"""The first page after sign-in: what needs me."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laoyou.access.decorators import SIGNED_IN, allow
from laoyou.console.known import period_words
from laoyou.console.loading import acting
from laoyou.console.start_page import StartPage
from laoyou.ui.numbers import whole


@allow(SIGNED_IN)
def start(request: HttpRequest) -> HttpResponse:
    page = StartPage(acting(request), whole(request.GET.get("days", "")))
    return render(request, "console/start.html", {"page": page, "periods": period_words()})
