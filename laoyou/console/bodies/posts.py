"""Posts, who holds them, and the succession of a post with its filing."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.bodies import actions, queries
from laoyou.bodies.queries.posts import seats_history
from laoyou.console.bodies.asking import ask, post_or_404, tenure_or_404
from laoyou.console.bodies.forms import (
    AppointForm,
    CorrectForm,
    PostEditForm,
    PostForm,
    SucceedForm,
    VacateForm,
)
from laoyou.console.exporting import register_file
from laoyou.console.loading import acting
from laoyou.console.office.forms import divisions_where
from laoyou.ui.listing import Filter, Listing


def _listing(request: HttpRequest, actor: Actor) -> Listing:
    filters = [Filter("state", _("任职"), [("held", _("有人担任")), ("vacant", _("空缺"))])]
    places = [(str(one.pk), one.name) for one in divisions_where(actor, "plan.read")]
    if len(places) > 1:
        filters.append(Filter("division", _("地区"), places))
    return Listing(request.GET, filters, ("name", "holder", "seats"), "name")


def _found(listing: Listing, actor: Actor) -> list[queries.PostRow]:
    return queries.posts(actor, text=listing.text, sort=listing.sort, **listing.chosen)


@allow("plan.read")
def posts(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    listing = _listing(request, actor)
    rows, pages = listing.cut(_found(listing, actor))
    context = {"listing": listing, "rows": rows, "pages": pages, "tab": "posts"}
    return render(request, "console/bodies/posts.html", {**context, "manages": actor.holds("body.manage")})


@allow("plan.read")
def posts_export(request: HttpRequest) -> FileResponse:
    actor = acting(request)
    header = [_("职务"), _("所在单位"), _("任职人"), _("任职日期"), _("席位"), _("地区")]
    rows = (
        (
            row.post.name,
            row.post.department,
            row.holder.name if row.holder else _("空缺"),
            row.holder.since if row.holder else None,
            row.seats,
            row.post.division,
        )
        for row in _found(_listing(request, actor), actor)
    )
    return register_file(
        request, what="posts", title=_("职务"), heads=header, rows=rows, permission="plan.read"
    )


@allow("plan.read")
def post(request: HttpRequest, pk: int) -> HttpResponse:
    found = post_or_404(request, pk, "plan.read")
    day = timezone.localdate()
    context: dict[str, Any] = {"post": found, "tenures": queries.tenures_of(found), "today": day}
    context["holder"] = queries.holders_on([pk], day).get(pk)
    context["seats"] = seats_history(found)
    context["manages"] = acting(request).may("body.manage", found.division_id)
    return render(request, "console/bodies/post.html", context)


@allow("body.manage")
def post_add(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    form = PostForm(actor, request.POST or None)
    if form.is_valid():
        with form.refusals():
            added = actions.add_post(by=actor, **form.cleaned_data)
            messages.success(request, _("职务已添加。接下来写上由谁担任。"))
            return redirect("post", added.pk)
    return ask(request, form, title=_("添加职务"), button=_("添加职务"), back=reverse("posts"))


@allow("body.manage")
def post_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = post_or_404(request, pk)
    form = PostEditForm(found, request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.change_post(by=acting(request), post=found, **form.cleaned_data)
            messages.success(request, _("已保存。"))
            return redirect("post", pk)
    title = _("修改%(name)s") % {"name": found.name}
    return ask(request, form, title=title, button=_("保存"), back=reverse("post", args=[pk]))


@allow("body.manage")
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Who holds a post that nobody held before."""
    found = post_or_404(request, pk)
    form = AppointForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.appoint(by=acting(request), post=found, **form.cleaned_data)
            messages.success(request, _("任职人已记下。"))
            return redirect("post", pk)
    title = _("%(name)s由谁担任") % {"name": found.name}
    return ask(request, form, title=title, button=_("记下任职人"), back=reverse("post", args=[pk]))


@allow("body.manage")
def vacate(request: HttpRequest, pk: int) -> HttpResponse:
    found = post_or_404(request, pk)
    holder = queries.holders_on([pk], timezone.localdate()).get(pk)
    if holder is None:
        raise Http404
    form = VacateForm(found, request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.vacate_post(by=acting(request), post=found, **form.cleaned_data)
            messages.success(request, _("已记下离任。席位留给职务，显示为空缺。"))
            return redirect("post", pk)
    lead = _("%(name)s离任后这个职务空缺。席位都保留，接任人到任时一起递补。") % {"name": holder.name}
    words = {"lead": lead, "button": _("记下离任"), "danger": True, "back": reverse("post", args=[pk])}
    return ask(request, form, title=_("%(name)s离任") % {"name": found.name}, **words)


@allow("body.manage")
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """A holder written down wrongly; `pk` is the tenure's."""
    found = tenure_or_404(request, pk)
    form = CorrectForm(found, request.POST or None)
    if form.is_valid():
        with form.refusals():
            actions.correct_tenure(by=acting(request), tenure=found, **form.cleaned_data)
            messages.success(request, _("已更正。原来写的留在“历任”里。"))
            return redirect("post", found.post_id)
    lead = _(
        "只用来改记错的：姓名、日期、文件。换了人，请用“变更任职”。已报出的备案保持原样，备案页会注明这次更正。"
    )
    words = {"lead": lead, "button": _("更正"), "back": reverse("post", args=[found.post_id])}
    return ask(request, form, title=_("更正%(name)s的任职") % {"name": found.name}, **words)


@allow("body.manage")
def succeed(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked for, then shown with every seat that moves, then done."""
    found = post_or_404(request, pk)
    form = SucceedForm(found, request.POST or None)
    if form.is_valid() and "confirmed" in request.POST:
        with form.refusals():
            filing = actions.succeed_post(by=acting(request), post=found, **form.cleaned_data)
            messages.success(request, _("接任已记下，席位全部递补，备案已生成。"))
            return redirect("filing", filing.pk)
    page = "succeed_confirm" if form.is_bound and not form.errors else "succeed"
    day = (form.cleaned_data.get("since") if form.is_bound else None) or timezone.localdate()
    context: dict[str, Any] = {"form": form, "post": found, "last": queries.tenures_of(found).first()}
    context["seats"] = queries.seats_of_post(found, day)
    return render(request, f"console/bodies/{page}.html", context)
