"""A division becomes several: which ones, then what share of its figures and which of its villages each takes, then confirmed."""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.access.decorators import allow
from laoyou.console.loading import acting
from laoyou.console.places.effects import effects
from laoyou.console.places.finding import changing_or_404
from laoyou.console.places.forms import ChangeForm, beside
from laoyou.places import actions
from laoyou.places.models import Division
from laoyou.places.recasting import Share
from laoyou.ui.forms import AmountField, PageForm

_HUNDRED = Decimal(100)


@allow("division.manage")
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """`into` in the address: what it is split into, so that the second step can be sent to a colleague."""
    found = changing_or_404(request, pk)
    chosen = PartsForm(found, request.GET if "chosen" in request.GET else None)
    if not chosen.is_valid():
        return render(request, "console/places/parts.html", {"one": found, "form": chosen})
    form = SplitForm(found, list(chosen.cleaned_data["into"]), request.POST or None)
    if form.is_valid():
        if "confirmed" not in request.POST:
            return render(request, "console/places/split_confirm.html", _confirming(found, form))
        with form.refusals():
            actions.split(by=acting(request), old=found, **form.said())
            messages.success(request, _("已登记。变更和批准文件见下面的沿革。"))
            return redirect("division", found.pk)
    return render(request, "console/places/split.html", {"one": found, "form": form})


def _confirming(found: Division, form: "SplitForm") -> dict[str, Any]:
    said = form.said()
    shares, places = said["shares"], said["places"]
    parts = [
        (part, share * _HUNDRED, [each for each in form.below if places[each] == part])
        for part, share in shares.items()
    ]
    changes = [Share(0, said["on"], found.pk, part.pk, share) for part, share in shares.items()]
    return {
        "one": found, "form": form, "parts": parts, "ends": found not in shares,
        "effects": effects([found, *shares], changes, said["on"]),
    }  # fmt: skip


class PartsForm(PageForm):
    into = forms.ModelMultipleChoiceField(
        Division.objects.none(), label=gettext_lazy("拆成哪几个"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, old: Division, data: Any = None) -> None:
        super().__init__(data, initial={"into": [old.pk]})
        self.fields["into"].queryset = beside(old)  # type: ignore[attr-defined]

    def clean_into(self) -> Any:
        if len(self.cleaned_data["into"]) < 2:
            raise forms.ValidationError(_("请至少选两个。原来的那个保留的，也要选上。"))
        return self.cleaned_data["into"]


class SplitForm(ChangeForm):
    """A share for each part, in percent, and a place for each village."""

    def __init__(self, old: Division, parts: Sequence[Division], data: Any = None) -> None:
        super().__init__(data)
        self.old, self.parts = old, parts
        self.below = list(Division.objects.filter(parent=old, until=None))
        for part in parts:
            self.fields[f"share_{part.pk}"] = PercentField(label=f"{part.name}（%）")
        choices = [(str(part.pk), part.name) for part in parts]
        stays = str(old.pk) if old in parts else ""
        for each in self.below:
            self.fields[f"place_{each.pk}"] = forms.ChoiceField(
                label=each.name, choices=choices if stays else [("", "—"), *choices], initial=stays
            )

    @property
    def shares(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("share_")]

    @property
    def places(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("place_")]

    def clean(self) -> None:
        names = [f"share_{part.pk}" for part in self.parts]
        given: list[Decimal] = [self.cleaned_data[name] for name in names if name in self.cleaned_data]
        whole = sum(given, Decimal())
        if len(given) == len(names) and whole != _HUNDRED:
            self.add_error(None, _("各占的比例合计应为 100%%，现在是 %(sum)s%%。") % {"sum": f"{whole:f}"})

    def said(self) -> dict[str, Any]:
        cleaned, by_pk = self.cleaned_data, {str(part.pk): part for part in self.parts}
        shares: Mapping[Division, Decimal] = {
            part: cleaned[f"share_{part.pk}"] / _HUNDRED for part in self.parts
        }
        places = {each: by_pk[cleaned[f"place_{each.pk}"]] for each in self.below}
        day: datetime.date = cleaned["on"]
        return {"shares": shares, "places": places, "on": day, "document": cleaned["document"]}


class PercentField(AmountField):
    percent = True
