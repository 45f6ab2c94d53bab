"""The list pages: spaces, sites, housing projects, gaps, land."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laoyou.access.decorators import allow
from laoyou.access.scope import Actor
from laoyou.console.exporting import TAKES
from laoyou.console.spaces.tables import Column, Register, by_choice, by_township, export, show, within_months
from laoyou.spaces import queries
from laoyou.spaces.models import Gap, HousingProject, Ownership, ProjectStage, Space
from laoyou.ui.divisions import in_full
from laoyou.ui.listing import Filter
from laoyou.ui.numbers import number


def _space_filters(actor: Actor) -> list[Filter]:
    return [
        by_choice("kind", _("类别"), Space.Kind.choices),
        by_choice("state", _("状态"), Space.State.choices),
        by_township(actor),
        by_choice("condition", _("房屋状况"), Space.Condition.choices),
        by_choice("published", _("是否公开"), [("yes", _("已公开")), ("no", _("未公开"))]),
        by_choice(
            "case", _("一事一议"), [("applied", _("已申请")), ("met", _("已开会")), ("decided", _("已决定"))]
        ),
        within_months("grace", _("过渡期到期")),
        within_months("lease", _("协议到期")),
    ]


def _holder(space: Any) -> str:
    return space.running[0].holder if space.running else ""


def _agreed(space: Any) -> Any:
    return space.running[0].agreed_until if space.running else None


STEPS: dict[str, Any] = {"step_building": _("在建"), "step_kept": _("同步"), "step_behind": _("不同步")}
SPACES = Register(
    name="spaces",
    title=_("可用空间"),
    lead=_("闲置用房、校舍、公租房、培训疗养资源：有哪些、谁的、能不能用、谁在用。"),
    search=_("搜索名称、地址、权属单位或使用单位"),
    empty=_("还没有登记空间。先找到或添加它所在的地点，再在地点页面登记。"),
    columns=[
        Column(_("名称"), lambda r: r.name, "name", link=lambda r: reverse("space", args=[r.pk])),
        Column(pgettext_lazy("space", "地点"), lambda r: r.site.name, "site__name"),
        Column(_("地址"), lambda r: r.site.address, aside=True),
        Column(_("地区"), lambda r: in_full(r.division), "division__code"),
        Column(_("类别"), lambda r: r.get_kind_display(), "kind"),
        Column(_("面积（平方米）"), lambda r: number(r.area), "area", number=True),
        Column(_("权属单位"), lambda r: r.owner),
        Column(_("状态"), lambda r: r.get_state_display(), "state", mark=lambda r: f"space_{r.state}"),
        Column(_("使用单位"), _holder),
        Column(_("协议到期"), _agreed, aside=True),
        Column(_("过渡期到期"), lambda r: r.grace_until, "grace_until"),
    ],
    find=queries.spaces,
    filters=_space_filters,
    sort="name",
    add="sites",
    target="spaces",
    add_words=_("登记空间"),
)
SITES = Register(
    name="sites",
    title=pgettext_lazy("spaces", "地点"),
    lead=_("一个地址一条。空间登记在地点下面。"),
    search=_("搜索名称或地址"),
    empty=_("还没有地点。添加第一处，就可以在它下面登记空间。"),
    columns=[
        Column(_("名称"), lambda r: r.name, "name", link=lambda r: reverse("site", args=[r.pk])),
        Column(_("地址"), lambda r: r.address, "address"),
        Column(_("地区"), lambda r: in_full(r.division), "division__code"),
        Column(_("权属"), lambda r: r.get_ownership_display(), "ownership"),
        Column(_("土地用途"), lambda r: r.land_use),
        Column(_("建筑面积（平方米）"), lambda r: number(r.floor_area), "floor_area", number=True),
        Column(_("空间数"), lambda r: r.rooms, "rooms", number=True),
        Column(_("自"), lambda r: r.since, "since"),
    ],
    find=queries.sites,
    filters=lambda actor: [
        by_township(actor),
        by_choice("ownership", _("权属"), Ownership.choices),
        by_choice("land_use", _("土地用途"), queries.land_uses(actor)),
        by_choice("standing", _("状态"), [("ended", _("已停用")), ("all", _("全部（含已停用）"))]),
    ],
    sort="name",
    add="site-add",
    target="sites",
    add_words=_("添加地点"),
)


def _stage(project: HousingProject) -> Any:
    stages = [row.stage for row in project.stages.all()]
    return ProjectStage.Stage(max(stages)).label if stages else _("未开始")


def step_of(project: Any) -> str:
    if project.completed_on is None:
        return "step_building"
    done = any(row.stage == ProjectStage.Stage.HANDED_OVER for row in project.stages.all())
    return "step_kept" if done else "step_behind"


def _with_dues(rows: list[Any]) -> None:
    """Once for the page: what each project owes."""
    found = queries.dues(rows)
    for row in rows:
        row.owed = {due.field: due for due in found[row.pk]}


def _owed(field: str) -> Any:
    def words(row: Any) -> Any:
        due = row.owed[field]
        return _("无本地标准") if due.due is None else number(due.short)

    return words


PROJECTS = Register(
    name="projects",
    title=_("住宅项目"),
    lead=_("养老、托育设施与住宅同步规划、建成、验收、交付；按供地当日的本地标准核对配建数。"),
    search=_("搜索项目或开发单位"),
    empty=_("还没有住宅项目。添加第一个，就能核对配建和四同步。"),
    columns=[
        Column(
            pgettext_lazy("housing", "项目"),
            lambda r: r.name,
            "name",
            link=lambda r: reverse("project", args=[r.pk]),
        ),
        Column(_("地区"), lambda r: in_full(r.division), "division__code"),
        Column(_("类别"), lambda r: r.get_kind_display(), "kind"),
        Column(_("户数"), lambda r: number(r.households), "households", number=True),
        Column(_("供地日期"), lambda r: r.land_on, "land_on"),
        Column(_("竣工日期"), lambda r: r.completed_on, "completed_on"),
        Column(_("设施阶段"), _stage),
        Column(_("缺养老用房（平方米）"), _owed("elder_rooms"), number=True),
        Column(_("缺托位（个）"), _owed("nursery_places"), number=True),
        Column(_("四同步"), lambda r: STEPS[step_of(r)], mark=step_of),
    ],
    find=queries.projects,
    filters=lambda actor: [
        by_township(actor),
        by_choice("kind", _("类别"), HousingProject.Kind.choices),
        by_choice("stage", _("设施阶段"), [("0", _("未开始")), *ProjectStage.Stage.choices]),
        by_choice("step", _("四同步"), [("behind", _("不同步")), ("kept", _("同步或在建"))]),
    ],
    sort="-land_on",
    add="project-add",
    target="housing",
    add_words=_("添加项目"),
    beside=_with_dues,
)
GAPS = Register(
    name="gaps",
    title=_("老旧小区补齐"),
    lead=_("老城区和已建成小区缺多少养老、托育设施，用什么办法补，补到哪一步。"),
    search=_("搜索小区"),
    empty=_("还没有登记缺口。摸底以后逐个小区登记。"),
    columns=[
        Column(
            _("小区"), lambda r: r.place, "place", link=lambda r: reverse("gap-edit", args=[r.pk]), edits=True
        ),
        Column(_("地区"), lambda r: in_full(r.division), "division__code"),
        Column(_("设施"), lambda r: r.get_facility_display(), "facility"),
        Column(_("缺口（平方米）"), lambda r: number(r.short), "short", number=True),
        Column(_("补齐方式"), lambda r: r.get_way_display(), "way"),
        Column(_("进度"), lambda r: r.get_state_display(), "state", mark=lambda r: f"gap_{r.state}"),
        Column(_("自"), lambda r: r.state_since, "state_since"),
        Column(_("用哪处空间"), lambda r: r.space),
        Column(_("说明"), lambda r: r.note),
    ],
    find=queries.gaps,
    filters=lambda actor: [
        by_township(actor),
        by_choice("facility", _("设施"), Gap.Facility.choices),
        by_choice("way", _("补齐方式"), Gap.Way.choices),
        by_choice("state", _("进度"), Gap.State.choices),
    ],
    sort="place",
    add="gap-add",
    add_words=_("登记缺口"),
)
LAND = Register(
    name="land",
    title=_("用地供应"),
    lead=_("每年养老、托育用地的需求、计划和供应。"),
    search=_("搜索地区或文件"),
    empty=_("还没有用地数据。按年度逐条登记。"),
    columns=[
        Column(
            _("年度"), lambda r: r.year, "year", link=lambda r: reverse("land-edit", args=[r.pk]), edits=True
        ),
        Column(_("地区"), lambda r: in_full(r.division), "division__code"),
        Column(_("需求（公顷）"), lambda r: number(r.demand), "demand", number=True),
        Column(_("计划（公顷）"), lambda r: number(r.planned), "planned", number=True),
        Column(_("供应（公顷）"), lambda r: number(r.supplied), "supplied", number=True),
        Column(_("依据文件"), lambda r: r.document),
    ],
    find=queries.land,
    filters=lambda actor: [by_choice("year", _("年度"), queries.land_years(actor))],
    sort="-year",
    add="land-add",
    add_words=_("登记年度用地"),
)


@allow("space.read")
def spaces(request: HttpRequest) -> HttpResponse:
    return show(request, SPACES)


@allow(TAKES)
def spaces_export(request: HttpRequest) -> FileResponse:
    return export(request, SPACES)


@allow("space.read")
def sites(request: HttpRequest) -> HttpResponse:
    return show(request, SITES)


@allow(TAKES)
def sites_export(request: HttpRequest) -> FileResponse:
    return export(request, SITES)


@allow("space.read")
def projects(request: HttpRequest) -> HttpResponse:
    return show(request, PROJECTS)


@allow(TAKES)
def projects_export(request: HttpRequest) -> FileResponse:
    return export(request, PROJECTS)


@allow("space.read")
def gaps(request: HttpRequest) -> HttpResponse:
    return show(request, GAPS)


@allow(TAKES)
def gaps_export(request: HttpRequest) -> FileResponse:
    return export(request, GAPS)


@allow("space.read")
def land(request: HttpRequest) -> HttpResponse:
    return show(request, LAND)


@allow(TAKES)
def land_export(request: HttpRequest) -> FileResponse:
    return export(request, LAND)
