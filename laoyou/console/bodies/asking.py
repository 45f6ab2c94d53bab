"""What the pages of bodies share: rows that an address names, a form page, and forms that know a row's version."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from laoyou.access.errors import Refused
from laoyou.bodies import queries
from laoyou.bodies.errors import Stale
from laoyou.bodies.models import Body, Decision, Meeting, Post, Tenure
from laoyou.bodies.queries.posts import tenure
from laoyou.console.loading import acting
from laoyou.ui.forms import PageForm

Row = TypeVar("Row", Body, Post, Meeting, Decision, Tenure)


class VersionedForm(PageForm):
    """Carries the version that the person saw. Where a colleague was faster, both texts are shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    meanwhile: Sequence[tuple[Any, Any]] = ()

    def refuse(self, refused: Refused) -> None:
        super().refuse(refused)
        if isinstance(refused, Stale):
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["version"] = str(refused.version)  # type: ignore[index]
            self.meanwhile = [(field.label, _shown(field)) for field in self.visible_fields()]


def _shown(bound: forms.BoundField) -> Any:
    """What stands now, in words: a form's initial values are those of the row as it was just read."""
    value = bound.initial
    if isinstance(bound.field, forms.ModelChoiceField):
        return value
    choices = dict(getattr(bound.field, "choices", ()))
    return choices.get(value, value)


def ask(request: HttpRequest, form: forms.Form, **words: Any) -> HttpResponse:
    """`title`, `button`, `back`; at will `trail`, `lead`, `notes`, `danger`, `multipart`, `quote`."""
    return render(request, "console/bodies/form.html", {"form": form, **words})


def body_or_404(request: HttpRequest, pk: int, permission: str = "body.manage") -> Body:
    return _held(request, queries.body(acting(request), pk), permission)


def post_or_404(request: HttpRequest, pk: int, permission: str = "body.manage") -> Post:
    return _held(request, queries.post(acting(request), pk), permission)


def tenure_or_404(request: HttpRequest, pk: int) -> Tenure:
    return _held(request, tenure(acting(request), pk), "body.manage")


def meeting_or_404(request: HttpRequest, pk: int, permission: str = "body.manage") -> Meeting:
    return _held(request, queries.meeting(acting(request), pk), permission)


def decision_or_404(request: HttpRequest, pk: int) -> Decision:
    return _held(request, queries.decision(acting(request), pk), "body.manage")


def _held(request: HttpRequest, found: Row | None, permission: str) -> Row:
    if found is None or not acting(request).may(permission, found.division_id):
        raise Http404
    return found


class ConfirmForm(VersionedForm):
    """Asks again before something ends."""


LAST_DAY = _("从这一天起不再算；前一天还算。")
