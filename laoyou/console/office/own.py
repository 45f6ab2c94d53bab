"""A person's own settings."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from laoyou.access import actions, queries
from laoyou.access.decorators import SIGNED_IN, allow
from laoyou.access.models import User
from laoyou.console.loading import acting
from laoyou.console.office.forms import SettingsForm


@allow(SIGNED_IN)
def own_settings(request: HttpRequest) -> HttpResponse:
    actor = acting(request)
    user = User.objects.get(pk=actor.user_id or 0)
    initial = {"language": user.language, "elder_mode": user.elder_mode}
    form = SettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.set_preferences(by=actor, **form.cleaned_data)
        translation.activate(form.cleaned_data["language"])
        messages.success(request, _("已保存。"))
        return redirect("settings")
    context = {
        "form": form,
        "grants": queries.grants_of(user).filter(queries.in_force()),
        "sign_ins": queries.recent_sign_ins(user),
        "second_factor": queries.has_second_factor(user),
        "lockout_minutes": settings.LOCKOUT_MINUTES,
    }
    return render(request, "console/office/settings.html", context)
