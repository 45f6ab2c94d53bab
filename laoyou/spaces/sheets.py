"""Sites, spaces and housing projects from sheets: their columns, and what each line must agree with."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from laoyou.access.scope import Actor
from laoyou.places.models import Division
from laoyou.sheets.targets import Choice, Column, Fault, Row, Target, register
from laoyou.spaces import rules
from laoyou.spaces.actions import bringing
from laoyou.spaces.actions.common import EDIT
from laoyou.spaces.models import HousingProject, Ownership, ProjectStage, Space

Lines = Sequence[Row]
Check = Callable[[Actor, Division, Lines], Iterator[Fault]]


def _choices(of: Any, **also: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(str(value), label, also.get(str(value), ())) for value, label in of.choices)


PLACE = Column(
    "division",
    gettext_lazy("地区"),
    "division",
    required=True,
    also=("乡镇", "所属乡镇", "村（社区）", "所在地"),
)
ADDRESS = ("详细地址", "坐落", "具体位置")
SINCE = Column(
    "since", gettext_lazy("自哪天起"), "date", also=("启用日期", "登记日期"), help=gettext_lazy("空着是今天")
)
SITES = (
    PLACE,
    Column("name", gettext_lazy("名称"), required=True, also=("地点名称", "场所名称")),
    Column("address", gettext_lazy("地址"), required=True, also=ADDRESS),
    Column("longitude", gettext_lazy("经度"), "number", help=gettext_lazy("小数，如 107.722")),
    Column("latitude", gettext_lazy("纬度"), "number", help=gettext_lazy("小数，如 31.353")),
    Column("floor_area", gettext_lazy("建筑面积（平方米）"), "number", also=("建筑面积",)),
    Column("land_area", gettext_lazy("用地面积（平方米）"), "number", also=("用地面积", "占地面积")),
    Column("ownership", gettext_lazy("权属"), "choice", also=("产权性质",), choices=_choices(Ownership, collective=("村集体",), private=("个人", "私人"))),
    Column("land_use", gettext_lazy("土地用途"), also=("土地性质",)),
    SINCE,
)  # fmt: skip
SPACES = (
    PLACE,
    Column("site", pgettext_lazy("space", "地点"), required=True, also=("地点名称", "所在地点"), help=gettext_lazy("已登记的地点的名称")),
    Column("address", gettext_lazy("地址"), also=ADDRESS, help=gettext_lazy("有同名地点时填写，用来分清是哪一处")),
    Column("name", gettext_lazy("空间名称"), required=True, also=("名称", "房屋名称", "房间")),
    Column("kind", gettext_lazy("类别"), "choice", required=True, also=("房屋类别",), choices=_choices(
        Space.Kind, idle=("闲置房屋",), school=("校舍",), public_rental=("空置公租房",),
        training=("培训疗养机构",), state_asset=("国有资产",), community=("社区用房",),
    )),
    Column("floor", gettext_lazy("楼层")),
    Column("area", gettext_lazy("面积（平方米）"), "number", required=True, also=("面积", "建筑面积")),
    Column("owner", gettext_lazy("权属单位"), also=("产权单位",)),
    Column("contact", gettext_lazy("联系单位和电话"), also=("联系方式", "联系电话")),
    Column("condition", gettext_lazy("房屋状况"), "choice", choices=_choices(Space.Condition, good=("良好",), repair=("待维修",))),
    Column("former_use", gettext_lazy("原用途")),
    SINCE,
)  # fmt: skip
STAGES = {key: stage for stage, key in enumerate(bringing.STAGES, start=1)}
PROJECTS = (
    PLACE,
    Column("name", gettext_lazy("项目名称"), required=True, also=("项目", "小区名称")),
    Column("developer", gettext_lazy("开发单位"), also=("建设单位",)),
    Column("kind", gettext_lazy("类别"), "choice", choices=_choices(HousingProject.Kind, new=("新建", "新建小区"), old=("老旧小区", "已建成")), help=gettext_lazy("空着是新建居住区")),
    Column("households", gettext_lazy("规划户数"), "number", required=True, also=("户数",)),
    Column("residents", gettext_lazy("规划人数"), "number", required=True, also=("人数",)),
    Column("phases", gettext_lazy("分几期"), "number", also=("期数",)),
    Column("land_on", gettext_lazy("供地或规划批准日期"), "date", required=True, also=("供地日期",)),
    Column("first_phase_on", gettext_lazy("首期竣工日期"), "date"),
    Column("completed_on", gettext_lazy("竣工日期"), "date"),
    Column("elder_rooms", gettext_lazy("配建养老用房（平方米）"), "number", also=("养老用房面积", "养老用房")),
    Column("nursery_places", gettext_lazy("配建托位（个）"), "number", also=("托位数", "托位")),
    Column("elder_land", gettext_lazy("养老设施用地（平方米）"), "number"),
    Column("planned", gettext_lazy("设施规划日期"), "date", also=("规划日期", "规划")),
    Column("built", gettext_lazy("设施建成日期"), "date", also=("建成日期", "建成", "建设")),
    Column("accepted", gettext_lazy("设施验收日期"), "date", also=("验收日期", "验收")),
    Column("handed_over", gettext_lazy("设施交付日期"), "date", also=("交付日期", "移交日期", "交付", "移交")),
    Column("note", gettext_lazy("说明"), also=("备注",)),
)  # fmt: skip
LONGEST = {"name": 120, "address": 200, "land_use": 60, "floor": 40, "owner": 120, "contact": 120, "former_use": 120, "developer": 120, "note": 1000, "site": 120}  # fmt: skip
FROM_ONE = ("households", "residents", "phases", "area")
AREAS = ("floor_area", "land_area", "elder_rooms", "elder_land", "nursery_places")
DAYS = ("completed_on", *STAGES)
ROUND = {"longitude": 180, "latitude": 90}


def _fault(row: Row, column: str, why: str, do: str) -> Fault:
    return Fault(row.line, column, "", why, do)


def _plain(by: Actor, rows: Lines) -> Iterator[Fault]:
    """What a line says of itself alone."""
    today = timezone.localdate()
    kept = by.divisions_for(EDIT)
    for row in rows:
        if row.values["division"] not in kept:
            yield _fault(row, "division", _("这个地区不由您负责。"), _("改成您负责的地区，或请当地经办人导入。"))  # fmt: skip
        for key, longest in LONGEST.items():
            if len(str(row.values.get(key) or "")) > longest:
                yield _fault(row, key, _("最长 %(n)d 个字。") % {"n": longest}, _("写短一些。"))
        for key in DAYS:
            if (row.values.get(key) or today) > today:
                yield _fault(row, key, _("日期不能晚于今天。"), _("还没有发生的先空着。"))
        yield from _numbers(row)


def _numbers(row: Row) -> Iterator[Fault]:
    given = {key: value for key, value in row.values.items() if isinstance(value, Decimal)}
    for key, value in given.items():
        if key in bringing.WHOLE and value != int(value):
            yield _fault(row, key, _("应为整数。"), _("改成整数。"))
        elif (key in FROM_ONE and value <= 0) or (key in AREAS and value < 0):
            yield _fault(row, key, _("这个数不能是零或负数。") if key in FROM_ONE else _("这个数不能是负数。"), _("核对后改正。"))  # fmt: skip
        elif key in ROUND and abs(value) > ROUND[key]:
            yield _fault(row, key, _("不在经纬度的范围里。"), _("核对经纬度，用小数填写。"))
    if "longitude" in row.values and ("longitude" in given) != ("latitude" in given):
        empty = "latitude" if "longitude" in given else "longitude"
        yield _fault(row, empty, _("经度和纬度要么都填，要么都不填。"), _("补上另一个，或两个都空着。"))


def check_sites(by: Actor, _home: Division, rows: Lines) -> Iterator[Fault]:
    yield from _plain(by, rows)


def check_spaces(by: Actor, _home: Division, rows: Lines) -> Iterator[Fault]:
    """Rooms belong to a site that is registered; two lines must not be one room."""
    yield from _plain(by, rows)
    known, first = bringing.sites_by_name(rows), dict[tuple[Any, ...], int]()
    for row in rows:
        found = bringing.sites_of(row, known)
        if not found:
            yield _fault(row, "site", _("这个地区没有这处地点，或地址不同。"), _("先登记或导入地点；写法要和登记的一致。"))  # fmt: skip
        elif len(found) > 1:
            yield _fault(row, "address", _("这个地区有几处同名地点。"), _("填写地址，写法要和登记的一致。"))
        else:
            key = (found[0].pk, row.values["name"], row.values.get("floor") or "")
            if first.setdefault(key, row.line) != row.line:
                yield _fault(
                    row, "name", _("和第 %(line)d 行重复。") % {"line": first[key]}, _("请只留一行。")
                )


def check_projects(by: Actor, _home: Division, rows: Lines) -> Iterator[Fault]:
    yield from _plain(by, rows)
    known = bringing.projects_by_name(rows)
    for row in rows:
        project = known.get(bringing.key_of(row))
        for key in ("first_phase_on", "completed_on"):
            day = row.values.get(key) or getattr(project, key, None)
            if day and day < row.values["land_on"]:
                yield _fault(row, key, _("竣工不能早于供地或规划批准日期。"), _("核对这两个日期。"))
        yield from _stages(row, project)


def _stages(row: Row, project: HousingProject | None) -> Iterator[Fault]:
    """Stages are added in their order. One that is registered with another day is corrected on its page, with a reason."""
    days = {one.stage: one.on for one in project.stages.all()} if project else {}
    for key, stage in STAGES.items():
        on = row.values.get(key)
        if on is None:
            continue
        if days.get(stage, on) != on:
            yield _fault(row, key, _("已登记为 %(day)s。") % {"day": days[stage]}, _("登记错了的，请在项目页面更正并写明原因。"))  # fmt: skip
        elif (misfit := rules.stage_misfit(days, stage, on)) is not None:
            other = ProjectStage.Stage(misfit).label
            yield _fault(row, key, _("和“%(other)s”的日期先后不对，或“%(other)s”还没有登记。") % {"other": other}, _("规划、建成、验收、交付依次填写。"))  # fmt: skip
        else:
            days[stage] = on


def declare() -> None:
    """Called by the AppConfig."""
    register(Target(
        "sites", pgettext_lazy("spaces", "地点"), EDIT, SITES, check_sites, bringing.bring_sites,
        gettext_lazy("一个地址一行。空着的格子不改动已登记的内容。"), ("division", "name", "address"),
    ))  # fmt: skip
    register(Target(
        "spaces", gettext_lazy("可用空间"), EDIT, SPACES, check_spaces, bringing.bring_spaces,
        gettext_lazy("一处用房一行，所在的地点要先登记；同一张表可以先导入地点，再导入空间。"),
        whole=True,
    ))  # fmt: skip
    register(Target(
        "housing", gettext_lazy("住宅项目"), EDIT, PROJECTS, check_projects, bringing.bring_projects,
        gettext_lazy("一个项目一行，可以带四个阶段的日期。"), ("division", "name"),
    ))  # fmt: skip
