"""What the county's registrar keeps: the institution, its recognitions, places and capacity."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from laoyou.access.decorators import allow
from laoyou.console.loading import acting
from laoyou.console.providers import forms
from laoyou.console.providers.finding import ask, location_or_404, provider_or_404
from laoyou.providers import actions, queries
from laoyou.ui.numbers import whole


@allow("provider.edit")
def add(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    kinds = queries.kinds_within(actor.home_ids & actor.divisions_for("provider.edit"))
    form = forms.NewProviderForm(actor, kinds, request.POST or None)
    if form.is_valid():
        with form.refusals():
            made = actions.register_provider(
                by=actor, division=form.cleaned_data["division"], facts=form.facts
            )
            messages.success(request, _("机构已登记。接着加服务点，再申报容量。"))
            return redirect("provider", made.pk)
    return ask(request, form, title=_("登记机构"), button=_("登记"), back=reverse("providers"))


@allow("provider.edit")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = provider_or_404(request, pk, "provider.edit")
    form = forms.ProviderForm(queries.kinds(found.division), request.POST or None, of=found)
    if form.is_valid():
        with form.refusals():
            version = whole(request.POST.get("version", "")) or 0
            actions.change_provider(by=acting(request), provider=found, version=version, facts=form.facts)
            messages.success(request, _("机构信息已更新。"))
            return redirect("provider", pk)
    return ask(
        request, form, title=pgettext("providers", "修改机构"), button=_("保存修改"), back=reverse("provider", args=[pk]), provider=found,
        version=request.POST.get("version") or found.version,
    )  # fmt: skip


@allow("provider.edit")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = provider_or_404(request, pk, "provider.edit")
    form = forms.OnForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.close_provider(
                by=acting(request), provider=found, version=found.version, **form.cleaned_data
            )
            messages.success(request, _("机构已停业，记录都保留。"))
            return redirect("provider", pk)
    lead = _("停业前，每个服务点都要先关闭。停业后不能再入住、再申报，记录都保留。")
    words = {"title": _("机构停业"), "button": _("办理停业"), "lead": lead}
    return ask(request, form, back=reverse("provider", args=[pk]), provider=found, danger=True, **words)


@allow("provider.edit")
def recognise(request: HttpRequest, pk: int) -> HttpResponse:
    found = provider_or_404(request, pk, "provider.edit")
    form = forms.RecogniseForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.recognise(by=acting(request), provider=found, **form.cleaned_data)
            messages.success(request, _("普惠认定已记下。"))
            return redirect("provider", pk)
    back = reverse("provider", args=[pk])
    return ask(request, form, title=_("普惠认定"), button=_("记下认定"), back=back, provider=found)


@allow("provider.edit")
def end_recognition(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.recognition(pk)
    if found is None or not acting(request).may("provider.edit", found.division_id):
        raise Http404
    form = forms.OnForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.end_recognition(by=acting(request), recognition=found, **form.cleaned_data)
            messages.success(request, _("认定的结束日期已记下。"))
            return redirect("provider", found.provider_id)
    back, lead = reverse("provider", args=[found.provider_id]), found.document
    title = _("结束普惠认定")
    return ask(request, form, title=title, button=title, back=back, provider=found.provider, lead=lead)


@allow("provider.edit")
def open_location(request: HttpRequest, pk: int) -> HttpResponse:
    found = provider_or_404(request, pk, "provider.edit")
    form = forms.LocationForm(acting(request), request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.open_location(by=acting(request), provider=found, **form.cleaned_data)
            messages.success(request, _("服务点已加上。"))
            return redirect("provider", pk)
    back = reverse("provider", args=[pk])
    return ask(request, form, title=_("加服务点"), button=_("加上"), back=back, provider=found)


@allow("provider.edit")
def close_location(request: HttpRequest, pk: int) -> HttpResponse:
    place = location_or_404(request, pk)
    form = forms.OnForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.close_location(by=acting(request), location=place, **form.cleaned_data)
            messages.success(request, _("服务点已关闭，记录都保留。"))
            return redirect("provider", place.provider_id)
    lead = _("还有人在住、在托时不能关闭。关闭后，这里的床位、班级和容量都到这一天为止。")
    back = reverse("provider", args=[place.provider_id])
    title = _("关闭“%(name)s”") % {"name": place.name}
    words = {"title": title, "button": _("关闭服务点"), "lead": lead}
    return ask(request, form, back=back, provider=place.provider, danger=True, **words)


@allow("provider.edit")
def file_capacity(request: HttpRequest, pk: int) -> HttpResponse:
    place = location_or_404(request, pk)
    form = forms.CapacityForm(queries.kinds(place.division).get(place.provider.kind), request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.file_capacity(by=acting(request), location=place, filing=form.filing)
            messages.success(request, _("容量已申报。"))
            return redirect("provider", place.provider_id)
    back = reverse("provider", args=[place.provider_id])
    words = {
        "title": _("申报容量"),
        "button": _("申报"),
        "lead": place.name if place.name != place.provider.name else "",
    }
    return ask(request, form, back=back, provider=place.provider, **words)
