"""Lists of the demonstration county: a handful of invented items each, taken through the actions that pages call."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.lists import actions, queries
from laoyou.lists.models import Catalogue, Edition, Item
from laoyou.places.models import Division
from laoyou.places.queries import children

Values = Mapping[str, Any]
OPENED = datetime.date(2025, 1, 6)
FIRST, SECOND = datetime.date(2025, 3, 1), datetime.date(2025, 10, 1)

_FUNDS = [
    {"source": "central", "year": 2025, "amount": "1200", "arrived": "1200", "spent": "860"},
    {"source": "county", "year": 2025, "amount": "300", "arrived": "180", "spent": "120"},
    {"source": "private", "year": 2026, "amount": "680"},
]
# (values, the states it went through with their days)
PROJECTS: Sequence[tuple[Values, Sequence[tuple[str, str]]]] = (
    (
        {
            "name": "县综合福利院失能照护楼",
            "kind": "elder_home",
            "content": "新建照护楼一栋，设护理型床位，配康复训练区。",
            "investment": "2180",
            "funds": _FUNDS,
            "beds": "160",
            "area": "6200",
            "owner": "县综合福利院",
            "lead": "民政局",
            "channel": "中央预算内投资",
            "asked": "1200",
            "starts": "2025-04-01",
            "ends": "2026-06-30",
            "progress": "65",
            "progress_note": "主体封顶，正在做内装。",
            "problem": "电梯采购比计划晚一个月。",
        },
        (("applied", "2025-01-20"), ("approved", "2025-03-12"), ("building", "2025-04-08")),
    ),
    (
        {
            "name": "城东片区普惠托育中心",
            "kind": "nursery",
            "content": "改造闲置用房，设乳儿、托小、托大班。",
            "investment": "560",
            "places": "120",
            "area": "1500",
            "owner": "县妇幼保健院",
            "lead": "卫生健康局",
            "funds": [
                {"source": "central", "year": 2025, "amount": "120", "arrived": "120", "spent": "120"},
                {"source": "county", "year": 2025, "amount": "440", "arrived": "440", "spent": "421"},
            ],
            "starts": "2025-02-10",
            "ends": "2025-09-30",
            "progress": "100",
            "accepted_on": "2025-10-15",
        },
        (
            ("applied", "2025-01-08"),
            ("approved", "2025-01-24"),
            ("building", "2025-02-12"),
            ("built", "2025-09-20"),
            ("accepted", "2025-10-15"),
        ),
    ),
    (
        {
            "name": "农村区域养老服务中心(一期)",
            "kind": "community",
            "content": "在四个中心乡镇各改造一处养老服务中心。",
            "investment": "960",
            "beds": "96",
            "owner": "县民政局",
            "lead": "民政局",
            "starts": "2026-03-01",
            "ends": "2026-12-31",
        },
        (("applied", "2025-08-18"), ("approved", "2025-11-03")),
    ),
    (
        {
            "name": "困难老年人家庭适老化改造",
            "kind": "refit",
            "content": "为 400 户安装扶手、防滑和报警设施。",
            "investment": "120",
            "owner": "县民政局",
            "lead": "民政局",
            "progress": "40",
        },
        (("applied", "2025-02-11"), ("approved", "2025-03-20"), ("building", "2025-05-06")),
    ),
    (
        {
            "name": "一老一小信息共享平台",
            "kind": "digital",
            "content": "汇集服务对象、机构和服务记录。",
            "investment": "180",
            "owner": "县大数据中心",
            "lead": "发展和改革局",
        },
        (("applied", "2025-07-15"),),
    ),
    (
        {
            "name": "城西老幼共享活动中心",
            "kind": "combined",
            "content": "老年大学与托育共用场地。",
            "investment": "1450",
            "owner": "县国有资产公司",
            "lead": "发展和改革局",
        },
        (),
    ),
    (
        {
            "name": "中医院医养结合病区",
            "kind": "medical",
            "content": "设老年康复和安宁疗护床位。",
            "investment": "820",
            "beds": "60",
            "owner": "县中医院",
            "lead": "卫生健康局",
        },
        (),
    ),
)
MATTERS: Sequence[tuple[Values, Sequence[tuple[str, str]]]] = (
    (
        {
            "name": "新增普惠托位 200 个",
            "year": 2025,
            "goal": "年底前新增普惠托位 200 个并投入使用。",
            "amount": "200",
            "done": "200",
            "measure": "个",
            "money": "240",
            "lead": "卫生健康局",
            "due": "2025-12-31",
            "progress": "两处园点已开园。",
        },
        (("chosen", "2025-01-15"), ("doing", "2025-02-20"), ("done", "2025-11-28")),
    ),
    (
        {
            "name": "开设老年食堂 15 家",
            "year": 2025,
            "goal": "在城区和中心乡镇开设老年食堂。",
            "amount": "15",
            "done": "9",
            "measure": "家",
            "money": "150",
            "lead": "民政局",
            "due": "2025-12-31",
            "progress": "9 家开餐，6 家装修。",
        },
        (("chosen", "2025-01-15"), ("doing", "2025-03-03")),
    ),
    (
        {
            "name": "独居老人安装报警装置",
            "year": 2025,
            "goal": "为 600 户独居老人家庭安装一键报警。",
            "amount": "600",
            "done": "412",
            "measure": "户",
            "money": "48",
            "lead": "民政局",
            "due": "2025-12-31",
        },
        (("chosen", "2025-01-15"), ("doing", "2025-04-01")),
    ),
)
SERVICES: Sequence[Values] = (
    {
        "name": "高龄津贴",
        "object": "80 周岁及以上老年人",
        "content": "按月发放津贴，每季度打到银行卡。",
        "type": "money",
        "standard": "按年龄分档发放。",
        "lead": "民政局",
        "apply": "满 80 周岁当月到村(社区)登记，带身份证和银行卡。",
    },
    {
        "name": "经济困难老年人养老服务补贴",
        "object": "经济困难的高龄、失能老年人",
        "content": "用于购买居家照护服务。",
        "type": "money",
        "lead": "民政局",
        "apply": "向乡镇(街道)申请，经评估后享受。",
    },
    {
        "name": "特殊困难老年人探访",
        "object": "独居、空巢、留守、失能老年人",
        "content": "上门或电话看望，了解身体和生活情况。",
        "type": "visit",
        "standard": "每月至少一次。",
        "lead": "民政局",
        "apply": "不用申请，由村(社区)安排专人。",
    },
    {
        "name": "老年人健康管理",
        "object": "65 周岁及以上老年人",
        "content": "每年一次体检和健康指导。",
        "type": "care",
        "standard": "每年一次。",
        "lead": "卫生健康局",
        "apply": "到就近乡镇卫生院或社区卫生服务中心预约。",
    },
    {
        "name": "特困老年人供养",
        "object": "符合条件的特困老年人",
        "content": "集中或分散供养，提供基本生活和照料。",
        "type": "care",
        "lead": "民政局",
        "apply": "向乡镇(街道)申请。",
    },
)
ADDED_SERVICE: Values = {
    "name": "居家适老化改造补助", "object": "经济困难的失能、高龄老年人家庭", "content": "补助扶手、坐便椅等改造。", "type": "money",
    "lead": "民政局", "apply": "向乡镇(街道)申请，经上门评估后实施。",
}  # fmt: skip
ITEMS: Sequence[Values] = (
    {"name": "养老机构备案", "kind": "filing", "basis": "老年人权益保障法及养老机构管理的有关规定。", "who": "已登记、收住老年人的养老机构",
     "materials": [{"paper": "备案申请书", "copies": "1", "form": "either"}, {"paper": "登记证书复印件", "copies": "1", "form": "either", "spared": True},
                   {"paper": "场所符合消防、食品等要求的承诺", "copies": "1", "form": "paper"}],
     "legal_days": "10", "promised_days": "3", "fee": "0", "window": "县政务服务中心民政窗口", "lead": "民政局",
     "steps": "提交材料\n窗口核对\n出具备案回执"},
    {"name": "托育机构备案", "kind": "filing", "basis": "托育机构登记和备案的有关规定。", "who": "已登记的托育机构",
     "materials": [{"paper": "备案书", "copies": "1", "form": "either"}, {"paper": "场地证明", "copies": "1", "form": "either"},
                   {"paper": "工作人员资格证明", "copies": "1", "form": "either"}],
     "legal_days": "5", "promised_days": "3", "fee": "0", "window": "县政务服务中心卫生健康窗口", "lead": "卫生健康局"},
    {"name": "高龄津贴申领", "kind": "payment", "basis": "老年人优待的有关规定。", "who": "80 周岁及以上老年人或代办的亲属",
     "materials": [{"paper": "身份证", "copies": "1", "form": "paper"}, {"paper": "本人银行卡", "copies": "1", "form": "paper"}],
     "legal_days": "20", "promised_days": "7", "fee": "0", "window": "村(社区)便民服务点", "lead": "民政局"},
)  # fmt: skip
SPACES: Sequence[tuple[Values, Sequence[tuple[str, str]]]] = (
    (
        {
            "name": "原城关二小教学楼",
            "kind": "school",
            "address": "城关片区学府巷",
            "area": "1860",
            "owner": "县教育局",
            "use": "托育或老年活动",
            "condition": "水电通，消防需改造。",
            "available": "2025-09-01",
            "note": "产权清楚，无抵押。",
        },
        (("free", "2025-03-10"),),
    ),
    (
        {
            "name": "原乡粮站库房",
            "kind": "factory",
            "address": "中心乡镇老街",
            "area": "720",
            "owner": "县国有资产公司",
            "use": "助餐点、日间照料",
        },
        (("free", "2025-04-22"), ("matched", "2025-08-05")),
    ),
    (
        {
            "name": "社区服务用房二层",
            "kind": "community",
            "address": "城东社区",
            "area": "310",
            "owner": "城东社区",
            "use": "家庭托育点",
        },
        (),
    ),
)
CHECKS: Sequence[Values] = (
    {"name": "消防安全", "object": "both", "basis": "消防法及人员密集场所的有关规定。", "measures": "查疏散通道、器材、值班和演练。",
     "flow": [{"step": "抽取对象和人员", "who": "牵头部门"}, {"step": "现场检查", "who": "两名检查人员", "days": "5"},
              {"step": "整改复查", "who": "原检查人员", "days": "15"}], "way": "random", "times": "2", "lead": "民政局"},
    {"name": "膳食和食品留样", "object": "both", "basis": "食品安全法的有关规定。", "measures": "查进货、加工、留样和从业人员健康。",
     "way": "regular", "times": "4", "lead": "民政局"},
    {"name": "收费和预收资金", "object": "elder_home", "basis": "养老机构预收费的有关规定。", "measures": "查合同、收费公示和资金存管。",
     "way": "random", "times": "1", "lead": "民政局"},
)  # fmt: skip


def fill_lists(by: Actor, county: Division, departments: Sequence[Department]) -> None:
    """Six lists; the service list in two editions, so that there is something to compare."""
    towns = list(children(county).order_by("code").values_list("name", flat=True))
    owners = {each.name.removeprefix(county.name): each for each in departments}
    for key, rows, owner in (
        ("projects", PROJECTS, "发展和改革局"),
        ("practical_matters", MATTERS, "民政局"),
        ("spaces", SPACES, "民政局"),
    ):
        living = _open(by, county, key, owners.get(owner))
        for values, states in _placed(living, rows, towns):
            _follow(by, actions.add_item(by=by, edition=living, values=values, since=OPENED), states)
        actions.publish_edition(by=by, edition=living)
    services = _versioned(by, county, "basic_services", SERVICES, owners.get("民政局"))
    _second(by, services)
    _versioned(by, county, "service_items", ITEMS, owners.get("民政局"))
    _versioned(by, county, "supervision", CHECKS, owners.get("民政局"))


def _placed(
    edition: Edition, rows: Sequence[tuple[Values, Sequence[tuple[str, str]]]], towns: Sequence[str]
) -> Sequence[tuple[Values, Sequence[tuple[str, str]]]]:
    """Each in a township of the county, one after another, where the list says where."""
    if "where" not in queries.declared(edition.catalogue).by_key or not towns:
        return rows
    return [
        ({"where": towns[number % len(towns)], **values}, states)
        for number, (values, states) in enumerate(rows)
    ]


def _open(by: Actor, county: Division, key: str, owner: Department | None) -> Edition:
    catalogue = actions.open_catalogue(by=by, division=county, key=key, owner=owner, since=OPENED)
    return _edition(catalogue)


def _edition(catalogue: Catalogue) -> Edition:
    found = queries.edition(catalogue)
    if found is None:
        raise RuntimeError(f"the list {catalogue} has no edition")
    return found


def _follow(by: Actor, item: Item, states: Sequence[tuple[str, str]]) -> None:
    for state, day in states:
        item = actions.move_item(
            by=by, item=item, version=item.version, state=state, since=datetime.date.fromisoformat(day)
        )


def _versioned(
    by: Actor, county: Division, key: str, rows: Sequence[Values], owner: Department | None
) -> Catalogue:
    draft = _open(by, county, key, owner)
    for values in rows:
        actions.add_item(by=by, edition=draft, values=values)
    _issue(by, draft, FIRST)
    return draft.catalogue


def _issue(by: Actor, draft: Edition, on: datetime.date) -> None:
    fixed = actions.put_in_force(by=by, edition=draft, version=draft.version, on=on)
    actions.publish_edition(by=by, edition=fixed)


def _second(by: Actor, catalogue: Catalogue) -> None:
    draft = actions.begin_edition(by=by, catalogue=catalogue, note="增加适老化改造，写明体检怎么预约。")
    visit = draft.items.get(number=3)
    values = {**visit.fields, "standard": "每周至少一次；高龄独居的隔天一次。"}
    actions.edit_item(by=by, item=visit, version=visit.version, values=values)
    actions.add_item(by=by, edition=draft, values=ADDED_SERVICE)
    _issue(by, draft, SECOND)
