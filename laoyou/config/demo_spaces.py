"""The register of spaces of the demonstration county: invented addresses, one in a township, in every state that a page shows."""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from laoyou.access.models import User
from laoyou.access.scope import Actor, acting_as, load_actor
from laoyou.places.models import Division
from laoyou.spaces import actions
from laoyou.spaces.models import HousingProject, Space

Values = Mapping[str, Any]
Day = datetime.date
SURVEYED = Day(2023, 5, 10)
OFFICE = "office"

# Site and its rooms; township by its place in the list. `use`: to whom; `steps`: (kind, day, paper).
SITES: Sequence[Values] = (
    {
        "town": 2, "name": "原中心小学", "address": "正街18号", "floor_area": "2860", "land_area": "6400",
        "ownership": "state", "land_use": "教育用地",
        "rooms": (
            {"name": "一号教学楼", "kind": "school", "floor": "1–3层", "area": "1320", "condition": "good",
             "former_use": "小学教学", "steps": (
                 ("survey", Day(2023, 5, 10), "闲置校舍摸底表"), ("applied", Day(2023, 8, 2), "改造申请"),
                 ("meeting", Day(2023, 9, 15), "“一事一议”会议纪要第3号"),
                 ("decision", Day(2023, 9, 28), "关于利用闲置校舍办养老的批复"),
                 ("use_changed", Day(2024, 1, 8), "规划用途变更批复"), ("opened", Day(2024, 6, 18), "")),
             "use": ("elder_care", "养老服务中心", "free", Day(2024, 3, 1), Day(2034, 3, 1), "校舍移交协议第2号")},
            {"name": "教师宿舍", "kind": "school", "floor": "1–2层", "area": "460", "condition": "repair",
             "former_use": "教师宿舍", "public": True},
        ),
    },
    {
        "town": 3, "name": "原粮站", "address": "河坝街7号", "floor_area": "980", "land_area": "2100",
        "ownership": "state", "land_use": "仓储用地",
        "rooms": (
            {"name": "办公楼", "kind": "state_asset", "floor": "1–2层", "area": "520", "condition": "good",
             "former_use": "粮站办公",
             "use": ("meals", "邻里老年食堂", "lease", Day(2024, 9, 1), Day(2029, 9, 1), "租字〔2024〕11号")},
            {"name": "二号仓", "kind": "idle", "area": "380", "condition": "repair", "former_use": "粮食仓储"},
        ),
    },
    {
        "town": 0, "name": "惠民小区", "address": "安居路66号", "floor_area": "18600", "ownership": "state",
        "land_use": "城镇住宅用地",
        "rooms": (
            {"name": "3栋底层商铺", "kind": "public_rental", "floor": "1层", "area": "186.5", "condition": "good",
             "former_use": "空置", "use": ("nursery", "小雨点托育园", "free", Day(2025, 2, 10), Day(2028, 2, 10), "公租房使用协议第5号")},
            {"name": "5栋101室", "kind": "public_rental", "floor": "1层", "area": "72.4", "condition": "good",
             "former_use": "空置", "public": True},
            {"name": "5栋102室", "kind": "public_rental", "floor": "1层", "area": "68.9", "condition": "good",
             "former_use": "空置", "steps": (("reserved", Day(2026, 3, 4), "留给社区日间照料"),), "public": True},
        ),
    },
    {
        "town": 4, "name": "原职工疗养院", "address": "温泉路3号", "floor_area": "5400", "land_area": "12800",
        "ownership": "state", "land_use": "商业服务业用地",
        "rooms": (
            {"name": "疗养楼", "kind": "training", "floor": "1–4层", "area": "3600", "condition": "good",
             "former_use": "职工疗养", "steps": (
                 ("survey", Day(2023, 6, 20), "培训疗养机构清单"), ("transfer", Day(2024, 4, 1), "移交协议"),
                 ("use_changed", Day(2024, 11, 12), "转型养老的批复"), ("opened", Day(2025, 3, 26), "")),
             "use": ("elder_care", "长青康养院", "transfer", Day(2024, 12, 1), None, "国有资产划转通知")},
            {"name": "会议楼", "kind": "training", "area": "940", "condition": "repair", "former_use": "会议培训",
             "use": ("activities", "老年大学", "lease", Day(2025, 3, 1), Day(2047, 3, 1), "租字〔2025〕2号")},
        ),
    },
    {
        "town": 8, "name": "原镇政府", "address": "老街1号", "floor_area": "1150", "ownership": "state",
        "land_use": "机关团体用地",
        "rooms": (
            {"name": "后院办公楼", "kind": "state_asset", "floor": "1–3层", "area": "760", "condition": "good",
             "former_use": "镇政府办公", "public": True, "steps": (("survey", Day(2025, 4, 16), "闲置房屋清单"),)},
        ),
    },
    {
        "town": 5, "name": "村级活动室", "address": "二社12号", "floor_area": "240", "ownership": "collective",
        "land_use": "农村集体建设用地",
        "rooms": (
            {"name": "活动室", "kind": "idle", "floor": "1层", "area": "240", "condition": "good",
             "former_use": "村委会",
             "use": ("activities", "老年协会", "own", Day(2023, 10, 9), None, "")},
        ),
    },
    {
        "town": 9, "name": "原村小学", "address": "五村三组", "floor_area": "610", "ownership": "collective",
        "land_use": "教育用地",
        "rooms": (
            {"name": "旧教室", "kind": "school", "area": "310", "condition": "dangerous", "former_use": "小学教学",
             "steps": (("survey", Day(2023, 5, 22), "闲置校舍摸底表"), ("withdrawn", Day(2024, 7, 1), "危房拆除通知"))},
            {"name": "食堂", "kind": "school", "area": "150", "condition": "repair", "former_use": "学生食堂"},
        ),
    },
    {
        "town": 1, "name": "滨江花园", "address": "滨江大道118号", "floor_area": "1020", "ownership": "state",
        "land_use": "城镇住宅用地",
        "rooms": (
            {"name": "社区配套用房", "kind": "community", "floor": "1层", "area": "420", "condition": "good",
             "former_use": "新建移交",
             "use": ("elder_care", "日间照料中心", "lease", Day(2025, 6, 1), Day(2027, 1, 1), "租字〔2025〕4号")},
        ),
    },
)  # fmt: skip

# Project; `stages`: the days of planned, built, accepted, handed over.
PROJECTS: Sequence[Values] = (
    {"town": 1, "name": "滨江花园", "developer": "示例置业公司", "kind": "new", "households": 1050, "residents": 3050,
     "phases": 2, "land_on": Day(2023, 6, 1), "first_phase_on": Day(2024, 10, 20), "completed_on": Day(2025, 5, 28),
     "elder_rooms": "420", "nursery_places": 31, "elder_land": "320",
     "stages": (Day(2023, 7, 12), Day(2025, 3, 18), Day(2025, 5, 20), Day(2025, 5, 30))},
    {"town": 0, "name": "东城新居", "developer": "示例城投公司", "kind": "new", "households": 1680, "residents": 4870,
     "phases": 3, "land_on": Day(2023, 9, 15), "first_phase_on": Day(2025, 6, 30), "completed_on": Day(2026, 4, 10),
     "elder_rooms": "500", "nursery_places": 30, "elder_land": "400",
     "stages": (Day(2023, 11, 3), Day(2026, 2, 26))},
    {"town": 1, "name": "江湾国际", "developer": "示例房地产公司", "kind": "new", "households": 860, "residents": 2490,
     "phases": 1, "land_on": Day(2024, 8, 22), "nursery_places": 25, "elder_rooms": "260", "elder_land": "249",
     "stages": (Day(2024, 10, 9),)},
    {"town": 8, "name": "集镇安置房", "developer": "示例建设公司", "kind": "new", "households": 320, "residents": 960,
     "phases": 1, "land_on": Day(2025, 3, 3), "elder_rooms": "96", "stages": ()},
    {"town": 0, "name": "纺织厂家属院改造", "developer": "", "kind": "old", "households": 740, "residents": 1980,
     "phases": 1, "land_on": Day(2023, 5, 6), "completed_on": Day(2024, 11, 30), "elder_rooms": "150",
     "nursery_places": 16, "stages": (Day(2023, 6, 8), Day(2024, 10, 10), Day(2024, 11, 22), Day(2024, 12, 2))},
)  # fmt: skip

# Old neighbourhoods; `fills`: the room that makes up for the gap.
GAPS: Sequence[Values] = (
    {"town": 0, "place": "惠民小区", "facility": "nursery", "short": "180", "way": "convert", "state": "filled",
     "state_since": Day(2025, 2, 10), "fills": "3栋底层商铺"},
    {"town": 0, "place": "纺织厂家属院", "facility": "elder", "short": "350", "way": "buy", "state": "under_way",
     "state_since": Day(2026, 1, 15), "note": "正在和产权单位谈购置临街用房。"},
    {"town": 0, "place": "桥南小区", "facility": "elder", "short": "260", "way": "open", "state": "found",
     "state_since": Day(2025, 11, 20)},
    {"town": 1, "place": "水泥厂宿舍", "facility": "elder", "short": "210", "way": "lease", "state": "under_way",
     "state_since": Day(2026, 5, 8)},
    {"town": 1, "place": "水泥厂宿舍", "facility": "nursery", "short": "120", "way": "open", "state": "found",
     "state_since": Day(2026, 5, 8)},
)  # fmt: skip

# year: asked for, planned, supplied, in hectares
LAND = (
    (2023, "3.2", "2.8", "2.65", "2023年度国有建设用地供应计划"),
    (2024, "3.6", "3.1", "3.1", "2024年度国有建设用地供应计划"),
    (2025, "4.05", "3.5", "2.9", "2025年度国有建设用地供应计划"),
    (2026, "3.8", "3.4", None, "2026年度国有建设用地供应计划"),
)


def fill_spaces(by: Actor, county: Division) -> None:
    towns = list(Division.objects.filter(parent=county).order_by("code"))
    rooms = {room.name: room for one in SITES for room in _site(by, towns[one["town"]], one)}
    for one in PROJECTS:
        _project(by, towns[one["town"]], one)
    for one in GAPS:
        values = {name: value for name, value in one.items() if name not in {"town", "fills"}}
        values |= {"division": towns[one["town"]], "space": rooms.get(one.get("fills", ""))}
        actions.add_gap(by=by, values=values | {"short": Decimal(one["short"])})
    for year, demand, planned, supplied, paper in LAND:
        amounts = {"demand": demand, "planned": planned, "supplied": supplied}
        numbers = {name: Decimal(value) for name, value in amounts.items() if value is not None}
        actions.add_land(by=by, values={"division": county, "year": year, "document": paper, **numbers})


def _site(by: Actor, town: Division, said: Values) -> list[Space]:
    plain = ("name", "ownership", "land_use")
    values = {name: said[name] for name in plain} | {"division": town, "since": SURVEYED}
    values["address"] = f"{town.name}{said['address']}"
    values |= {name: Decimal(said[name]) for name in ("floor_area", "land_area") if name in said}
    site = actions.add_site(by=by, values=values)
    return [_room(by, town, site, one) for one in said["rooms"]]


def _room(by: Actor, town: Division, site: Any, said: Values) -> Space:
    plain = ("name", "kind", "floor", "condition", "former_use")
    values = {name: said[name] for name in plain if name in said} | {"since": SURVEYED}
    values |= {"area": Decimal(said["area"]), "owner": _government(town), "contact": f"{town.name}便民服务中心 0818-5200000"}  # fmt: skip
    room = actions.add_space(by=by, site=site, values=values)
    for kind, on, paper in said.get("steps", ()):
        actions.add_step(by=by, space=room, kind=kind, on=on, document=paper)
    if "use" in said:
        names = ("purpose", "holder", "terms", "since", "agreed_until", "agreement")
        use = dict(zip(names, said["use"], strict=True))
        actions.start_use(by=by, space=room, values=use | {"holder": f"{town.name}{use['holder']}"})
    if said.get("public"):
        _publish(room)
    return room


def _government(town: Division) -> str:
    return f"{town.name}{'办事处' if town.name.endswith('街道') else '人民政府'}"


def _publish(room: Space) -> None:
    room.refresh_from_db()
    user = User.objects.get(username=OFFICE)
    with acting_as(load_actor(user.pk, user.username)) as office:
        actions.publish_space(by=office, space=room, version=room.version, published=True)


def _project(by: Actor, town: Division, said: Values) -> HousingProject:
    values = {name: value for name, value in said.items() if name not in {"town", "stages"}}
    areas = {name: Decimal(said[name]) for name in ("elder_rooms", "elder_land") if name in said}
    project = actions.add_project(by=by, values=values | areas | {"division": town})
    for stage, on in enumerate(said["stages"], start=1):
        actions.record_stage(by=by, project=project, stage=stage, on=on)
    return project
