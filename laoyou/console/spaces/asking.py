"""What the pages of places share: the row that an address names, and a form that runs an action."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from laoyou.access.scope import Actor
from laoyou.console.loading import acting, kept_files
from laoyou.console.spaces.forms import RowForm
from laoyou.evidence.models import File
from laoyou.spaces import queries
from laoyou.spaces.actions.common import EDIT


def row_or_404(request: HttpRequest, model: Any, pk: int, permission: str = "space.read") -> Any:
    actor = acting(request)
    found = queries.one(actor, model, pk)
    if found is None or not actor.may(permission, found.division_id):
        raise Http404
    return found


def ask(
    request: HttpRequest, form: RowForm, act: Callable[[Actor, RowForm], Any], *, done: Any, back: str,
    then: str = "", **words: Any,
) -> HttpResponse:  # fmt: skip
    """Show the form; once it is right run `act`, say `done` and go `back`, or to the page `then` of what was made.

    `words`: title, button, lead, danger.
    """
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = act(acting(request), form)
            messages.success(request, str(done))
            return redirect(reverse(then, args=[made.pk]) if then else back)
    multipart = "files" in form.fields
    context = {"form": form, "back": back, "multipart": multipart, **words}
    return render(request, "console/spaces/form.html", context)


def filled(request: HttpRequest, kind: type[RowForm], row: Any = None, **initial: Any) -> RowForm:
    return kind(acting(request), row, request.POST or None, request.FILES or None, initial=initial)


def uploaded(by: Actor, form: RowForm, division: Any) -> list[File]:
    return kept_files(by, division, form.cleaned_data["files"])


__all__ = ["EDIT", "ask", "filled", "row_or_404", "uploaded"]
