"""A number is seen in full: for a purpose chosen once a worklist, each time with a line in the read log."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laoyou.access.decorators import allow
from laoyou.console.loading import acting
from laoyou.console.residents.finding import keep_purpose, kept_purpose, person_or_404
from laoyou.console.residents.forms import PurposeForm
from laoyou.people.models import Resident
from laoyou.people.revealing import purpose_in_words, reveal
from laoyou.ui.forms import PageForm


@allow("resident.reveal")
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """By POST alone; the answer is the page itself, so that no address leads back to the number."""
    person = person_or_404(request, pk, "resident.reveal")
    purpose = kept_purpose(request)
    form = PageForm(request.POST or None) if purpose else PurposeForm(request.POST or None)
    context = {"person": person, "purpose": purpose, "form": form, "number": ""}
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            words = purpose or purpose_in_words(form.cleaned_data["purpose"], form.cleaned_data["words"])
            context |= {"number": _opened(request, person, words), "purpose": words}
    return render(request, "console/residents/reveal.html", context)


def _opened(request: HttpRequest, person: Resident, words: str) -> str:
    number = reveal(by=acting(request), resident_id=person.pk, purpose=words)
    keep_purpose(request, words)
    return number
