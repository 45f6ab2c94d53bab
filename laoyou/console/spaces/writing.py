"""The forms: each checks who may, shows what is asked, and runs one action."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.console.spaces import forms
from laoyou.console.spaces.asking import EDIT, ask, filled, row_or_404, uploaded
from laoyou.spaces import actions
from laoyou.spaces.models import Gap, HousingProject, LandSupply, Site, Space, SpaceStep, SpaceUse


@allow("space.edit")
def site_add(request: HttpRequest) -> HttpResponse:
    form = filled(request, forms.SiteForm, since=timezone.localdate())
    words = {"title": _("添加地点"), "button": _("添加地点"), "done": _("地点已添加。可以在它下面登记空间。")}
    return ask(
        request,
        form,
        lambda by, f: actions.add_site(by=by, values=f.values()),
        back=reverse("sites"),
        then="site",
        **words,
    )


@allow("space.edit")
def site_edit(request: HttpRequest, pk: int) -> HttpResponse:
    site = row_or_404(request, Site, pk, EDIT)
    words = {"title": _("修改地点"), "button": _("保存"), "done": _("已保存，原来的内容留在修改记录里。")}
    return ask(
        request,
        filled(request, forms.SiteForm, site),
        lambda by, f: actions.change_site(by=by, site=site, version=_version(f), values=f.values()),
        back=reverse("site", args=[pk]),
        **words,
    )


def _version(form: forms.RowForm) -> int:
    return form.cleaned_data["version"] or 0


@allow("space.edit")
def site_end(request: HttpRequest, pk: int) -> HttpResponse:
    site = row_or_404(request, Site, pk, EDIT)
    lead = _("停用以后不能再改，也不能再登记空间；已有的记录都保留。")
    return ask(
        request,
        filled(request, forms.SiteEndForm, site),
        lambda by, f: actions.end_site(by=by, site=site, version=_version(f), **f.values()),
        back=reverse("site", args=[pk]),
        title=_("停用“%(name)s”？") % {"name": site.name},
        button=_("停用这处地点"),
        done=_("地点已停用。"),
        lead=lead,
        danger=True,
    )


@allow("space.edit")
def space_add(request: HttpRequest, pk: int) -> HttpResponse:
    site = row_or_404(request, Site, pk, EDIT)
    return ask(
        request,
        filled(request, forms.SpaceForm, since=timezone.localdate()),
        lambda by, f: actions.add_space(by=by, site=site, values=f.values()),
        back=reverse("site", args=[pk]),
        then="space",
        title=_("登记空间"),
        button=_("登记空间"),
        done=_("空间已登记。"),
        lead=f"{site.name} · {site.address}",
    )


@allow("space.edit")
def space_edit(request: HttpRequest, pk: int) -> HttpResponse:
    space = row_or_404(request, Space, pk, EDIT)
    words = {"title": _("修改空间"), "button": _("保存"), "done": _("已保存，原来的内容留在修改记录里。")}
    return ask(
        request,
        filled(request, forms.SpaceForm, space),
        lambda by, f: actions.change_space(by=by, space=space, version=_version(f), values=f.values()),
        back=reverse("space", args=[pk]),
        **words,
    )


@allow("space.edit")
def step_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A step; with ?corrects= it stands in the place of one that was written wrongly."""
    space = row_or_404(request, Space, pk, EDIT)
    wrong = _wrong_step(request, space)
    return ask(
        request,
        filled(request, forms.StepForm, wrong),
        lambda by, f: actions.add_step(
            by=by, space=space, corrects=wrong, files=uploaded(by, f, space.division), **f.values()
        ),
        back=reverse("space", args=[pk]),
        title=_("更正经过") if wrong else _("登记经过"),
        button=_("更正") if wrong else _("登记"),
        done=_("已登记。"),
        lead=f"{space.site.name} · {space.name}",
    )


def _wrong_step(request: HttpRequest, space: Space) -> SpaceStep | None:
    asked = request.GET.get("corrects", "")
    return (
        SpaceStep.objects.filter(space=space, pk=asked).first()
        if asked.isascii() and asked.isdigit()
        else None
    )


@allow("space.edit")
def use_add(request: HttpRequest, pk: int) -> HttpResponse:
    space = row_or_404(request, Space, pk, EDIT)
    return ask(
        request,
        filled(request, forms.UseForm),
        lambda by, f: actions.start_use(by=by, space=space, values=f.values()),
        back=reverse("space", args=[pk]),
        title=_("投入使用"),
        button=_("投入使用"),
        done=_("使用已登记，空间转为“使用中”。"),
        lead=f"{space.site.name} · {space.name}",
    )


@allow("space.edit")
def use_edit(request: HttpRequest, pk: int) -> HttpResponse:
    use = row_or_404(request, SpaceUse, pk, EDIT)
    words = {"title": _("修改使用"), "button": _("保存"), "done": _("已保存。")}
    return ask(
        request,
        filled(request, forms.UseForm, use),
        lambda by, f: actions.change_use(by=by, use=use, version=_version(f), values=f.values()),
        back=reverse("space", args=[use.space_id]),
        **words,
    )


@allow("space.edit")
def use_end(request: HttpRequest, pk: int) -> HttpResponse:
    use = row_or_404(request, SpaceUse, pk, EDIT)
    words = {"title": _("结束使用"), "button": _("结束使用"), "done": _("使用已结束。"), "lead": use.holder}
    return ask(
        request,
        filled(request, forms.EndForm, use, until=timezone.localdate()),
        lambda by, f: actions.end_use(by=by, use=use, version=_version(f), **f.values()),
        back=reverse("space", args=[use.space_id]),
        **words,
    )


@allow("plan.publish")
def space_publish(request: HttpRequest, pk: int) -> HttpResponse:
    space = row_or_404(request, Space, pk, "plan.publish")
    shows = not space.published
    lead = _("公开后任何人不用登录都能看到：名称、地址、面积、类别、联系单位和电话。")
    words: dict[str, Any] = {
        "lead": lead,
        "button": _("公开这处空间"),
        "title": _("公开“%(name)s”？") % {"name": space.name},
    }
    if not shows:
        title = _("停止公开“%(name)s”？") % {"name": space.name}
        words = {"lead": _("公众页面上不再有它。"), "button": _("停止公开"), "title": title}
    return ask(
        request,
        filled(request, forms.ConfirmForm, space),
        lambda by, f: actions.publish_space(by=by, space=space, version=_version(f), published=shows),
        back=reverse("space", args=[pk]),
        done=_("已公开。") if shows else _("已停止公开。"),
        **words,
    )


@allow("space.edit")
def project_add(request: HttpRequest) -> HttpResponse:
    words = {"title": _("添加项目"), "button": _("添加项目"), "done": _("项目已添加。")}
    return ask(
        request,
        filled(request, forms.ProjectForm),
        lambda by, f: actions.add_project(by=by, values=f.values()),
        back=reverse("projects"),
        then="project",
        **words,
    )


@allow("space.edit")
def project_edit(request: HttpRequest, pk: int) -> HttpResponse:
    project = row_or_404(request, HousingProject, pk, EDIT)
    words = {"title": _("修改项目"), "button": _("保存"), "done": _("已保存，原来的内容留在修改记录里。")}
    return ask(
        request,
        filled(request, forms.ProjectForm, project),
        lambda by, f: actions.change_project(by=by, project=project, version=_version(f), values=f.values()),
        back=reverse("project", args=[pk]),
        **words,
    )


@allow("space.edit")
def project_stage(request: HttpRequest, pk: int) -> HttpResponse:
    project = row_or_404(request, HousingProject, pk, EDIT)
    return ask(
        request,
        filled(request, forms.StageForm),
        lambda by, f: actions.record_stage(
            by=by, project=project, files=uploaded(by, f, project.division), **f.values()
        ),
        back=reverse("project", args=[pk]),
        title=_("登记阶段"),
        button=_("登记"),
        done=_("已登记。"),
        lead=_("%(name)s：规划、建成、验收、交付依次登记，后一步不能早于前一步。") % {"name": project.name},
    )


@allow("space.edit")
def gap_add(request: HttpRequest) -> HttpResponse:
    words = {"title": _("登记缺口"), "button": _("登记缺口"), "done": _("缺口已登记。")}
    return ask(
        request,
        filled(request, forms.GapForm),
        lambda by, f: actions.add_gap(by=by, values=f.values()),
        back=reverse("gaps"),
        **words,
    )


@allow("space.edit")
def gap_edit(request: HttpRequest, pk: int) -> HttpResponse:
    gap = row_or_404(request, Gap, pk, EDIT)
    words = {"title": _("修改缺口"), "button": _("保存"), "done": _("已保存。")}
    return ask(
        request,
        filled(request, forms.GapForm, gap),
        lambda by, f: actions.change_gap(by=by, gap=gap, version=_version(f), values=f.values()),
        back=reverse("gaps"),
        **words,
    )


@allow("space.edit")
def land_add(request: HttpRequest) -> HttpResponse:
    words = {"title": _("登记年度用地"), "button": _("登记年度用地"), "done": _("已登记。")}
    return ask(
        request,
        filled(request, forms.LandForm),
        lambda by, f: actions.add_land(by=by, values=f.values()),
        back=reverse("land"),
        **words,
    )


@allow("space.edit")
def land_edit(request: HttpRequest, pk: int) -> HttpResponse:
    land = row_or_404(request, LandSupply, pk, EDIT)
    words = {"title": _("修改年度用地"), "button": _("保存"), "done": _("已保存。")}
    return ask(
        request,
        filled(request, forms.LandForm, land),
        lambda by, f: actions.change_land(by=by, land=land, version=_version(f), values=f.values()),
        back=reverse("land"),
        **words,
    )
