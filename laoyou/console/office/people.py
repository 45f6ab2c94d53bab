"""People and their roles, as the security administrator keeps them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access import actions, lockout, queries
from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.access.models import Grant, User
from laoyou.access.rules import Role
from laoyou.access.scope import Actor
from laoyou.console.exporting import register_file
from laoyou.console.loading import acting
from laoyou.console.office.forms import GrantForm, PersonForm, divisions_where
from laoyou.console.office.lists import page_of
from laoyou.console.office.steps import STEPS
from laoyou.ui.listing import Filter, Listing

SORTS = {"username": "username", "name": "name", "division": "division__code", "seen": "last_login"}


def _listing(request: HttpRequest, actor: Actor) -> Listing:
    places = [(str(one.pk), one.name) for one in divisions_where(actor, "people.manage")]
    states = [("active", _("启用")), ("stopped", _("停用")), ("none", _("没有角色"))]
    filters = [
        Filter("division", _("地区"), places),
        Filter("role", _("角色"), Role.choices),
        Filter("state", _("状态"), states),
    ]
    return Listing(request.GET, filters, tuple(SORTS), "username")


def _found(listing: Listing, actor: Actor) -> QuerySet[User]:
    chosen = listing.chosen
    found = queries.people(
        actor, text=listing.text, role=chosen.get("role", ""), state=chosen.get("state", "")
    ).prefetch_related("grants__division", "grants__department")
    if chosen.get("division"):
        found = found.filter(division_id=chosen["division"])
    name = SORTS[listing.sort.lstrip("-")]
    return found.order_by(("-" + name) if listing.sort.startswith("-") else name, "pk")


@allow("people.manage")
def people(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    listing = _listing(request, actor)
    page = page_of(listing, _found(listing, actor))
    locked = lockout.locked_usernames([user.username for user in page.rows])
    context = {
        "listing": listing,
        "rows": page.rows,
        "pages": page.pages,
        "locked": locked,
        "today": timezone.localdate(),
    }
    return render(request, "console/office/people.html", context)


@allow("people.manage")
def people_export(request: HttpRequest) -> FileResponse:
    actor = acting(request)
    header = [_("用户名"), _("姓名"), _("地区"), _("状态"), _("角色"), _("最近登录")]
    rows = (
        (
            u.username,
            u.name,
            u.division,
            _("启用") if u.is_active else _("停用"),
            "；".join(_words(u)),
            f"{timezone.localtime(u.last_login):%Y-%m-%d %H:%M}" if u.last_login else "",
        )
        for u in _found(_listing(request, actor), actor)
    )
    return register_file(
        request, what="people", title=_("人员"), heads=header, rows=rows, permission="people.manage"
    )


def _words(user: User) -> list[str]:
    today = timezone.localdate()
    held = [g for g in user.grants.all() if g.since <= today and (g.until is None or g.until > today)]
    return [f"{g.get_role_display()} {g.department or g.division}" for g in held]


def person_or_404(actor: Actor, pk: int) -> User:
    found = queries.person(actor, pk)
    if found is None:
        raise Http404
    return found


@allow("people.manage")
def person(request: HttpRequest, pk: int) -> HttpResponse:
    user = person_or_404(acting(request), pk)
    context = {
        "person": user,
        "grants": queries.grants_of(user),
        "sign_ins": queries.recent_sign_ins(user),
        "locked": bool(lockout.locked_usernames([user.username])),
        "second_factor": queries.has_second_factor(user),
        "today": timezone.localdate(),
    }
    return render(request, "console/office/person.html", context)


def _show_password(request: HttpRequest, user: User, password: str) -> HttpResponse:
    return render(request, "console/office/password_once.html", {"person": user, "password": password})


@allow("people.manage")
def person_add(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    form = PersonForm(actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user, password = actions.create_person(by=actor, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            return _show_password(request, user, password)
    return render(request, "console/office/person_form.html", {"form": form})


@allow("people.manage")
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    actor = acting(request)
    user = person_or_404(actor, pk)
    form = PersonForm(actor, request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        return _done(
            request, form, user, lambda: actions.change_person(by=actor, user=user, **form.cleaned_data)
        )
    return render(request, "console/office/person_form.html", {"form": form, "person": user})


@allow("people.manage")
def grant_add(request: HttpRequest, pk: int) -> HttpResponse:
    actor = acting(request)
    user = person_or_404(actor, pk)
    form = GrantForm(actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _done(
            request, form, user, lambda: actions.grant_role(by=actor, user=user, **form.cleaned_data)
        )
    return render(
        request, "console/office/person_form.html", {"form": form, "person": user, "granting": True}
    )


def _done(request: HttpRequest, form: Any, user: User, write: Callable[[], object]) -> HttpResponse:
    """The person's page after the write, or the form again with what was refused."""
    try:
        write()
    except Refused as refused:
        form.refuse(refused)
        context = {"form": form, "person": user, "granting": isinstance(form, GrantForm)}
        return render(request, "console/office/person_form.html", context)
    messages.success(request, _("已保存。"))
    return redirect("person", user.pk)


@allow("people.manage")
def grant_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    actor = acting(request)
    grant = Grant.objects.filter(pk=pk).select_related("user__division", "division", "department").first()
    if grant is None or not actor.may("people.manage", grant.division_id):
        raise Http404
    if request.method != "POST":
        return render(request, "console/office/grant_revoke.html", {"grant": grant})
    try:
        actions.revoke_role(by=actor, grant=grant)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("已撤销，从今天起不再生效。"))
    return redirect("person", grant.user_id)


@allow("people.manage")
def person_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One change of an account after a page that says what it does."""
    actor = acting(request)
    user = person_or_404(actor, pk)
    if step not in STEPS:
        raise Http404
    if request.method != "POST":
        return render(request, "console/office/person_step.html", {"person": user, "step": STEPS[step]})
    try:
        password = STEPS[step].action(by=actor, user=user)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("person", pk)
    if password:
        return _show_password(request, user, password)
    messages.success(request, str(STEPS[step].done))
    return redirect("person", pk)
