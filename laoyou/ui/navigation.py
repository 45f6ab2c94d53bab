"""The console's sections, their keys and who sees them."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import get_resolver, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laoyou.access.scope import Actor


@dataclass(frozen=True)
class Section:
    """One entry of the navigation; `key` follows g on the keyboard; `permissions`: any one of them opens it."""

    url_name: str
    label: str | Promise
    icon: str
    key: str
    permissions: tuple[str, ...]
    prefixes: tuple[str, ...]
    group: str | Promise = ""


PLANNING, REGISTERS, KEEPING = _("规划与报告"), _("名册"), _("系统管理")
SECTIONS = (
    Section("start", _("起点"), "home", "s", (), ()),
    Section("worklist", _("我的工作"), "work", "w", ("progress.file",), ("work/", "drafts/")),
    Section("plans", _("方案"), "board", "p", ("plan.read",), ("plans/", "orders/"), PLANNING),
    Section("documents", _("文件"), "document", "d", ("plan.review",), ("documents/",), PLANNING),
    Section(
        "values", _("数据审核"), "mark-tick", "v", ("value.accept", "value.report"), ("values/",), PLANNING
    ),
    Section("cycles", _("报送"), "inbox", "c", ("plan.read",), ("cycles/",), PLANNING),
    Section("reports", _("报告"), "report", "o", ("plan.read",), ("reports/",), PLANNING),
    Section("lists", _("清单"), "list", "l", ("plan.read",), ("lists/",), PLANNING),
    Section("bodies", _("机构会议"), "body", "b", ("plan.read",), ("bodies/",), PLANNING),
    Section("residents", _("居民"), "people", "n", ("resident.read",), ("residents/",), REGISTERS),
    Section("statuses", _("身份名单"), "tag", "k", ("resident.edit",), ("statuses/",), REGISTERS),
    Section("family", _("家人"), "heart", "j", ("family.read",), ("family/",), REGISTERS),
    Section(
        "providers",
        _("服务机构"),
        "bed",
        "f",
        ("provider.read",),
        ("providers/", "own/", "upkeep/"),
        REGISTERS,
    ),
    Section("own-providers", _("本机构"), "bed", "f", ("provider.own",), ("own/", "upkeep/"), REGISTERS),
    Section("spaces", _("场地"), "plot", "z", ("space.read",), ("spaces/",), REGISTERS),
    Section("census", _("人口"), "pyramid", "h", ("plan.read",), ("census/",), REGISTERS),
    Section("sheets", _("导入"), "sheet", "i", ("sheet.import",), ("sheets/",), REGISTERS),
    Section(
        "privacy",
        _("个人信息"),
        "shield",
        "y",
        ("resident.reveal", "audit.read", "access.review"),
        ("privacy/",),
        KEEPING,
    ),
    Section("units", _("单位"), "unit", "u", ("unit.manage",), ("units/",), KEEPING),
    Section("people", _("账号"), "key", "r", ("people.manage",), ("people/",), KEEPING),
    Section("audit", _("审计"), "audit", "a", ("audit.read",), ("audit/",), KEEPING),
    Section("server", _("服务器"), "server", "m", ("server.read",), ("server/",), KEEPING),
    Section("settings", _("设置"), "settings", "e", (), ("settings/",), KEEPING),
)
FEW = 8  # entries that need no headings between them


@dataclass(frozen=True)
class Entry:
    """A section as one person sees it on one page."""

    section: Section
    url: str
    current: bool
    group: str | Promise = ""


def entries(request: HttpRequest, actor: Actor | None) -> list[Entry]:
    """The sections this actor may open, in order; under headings where they are many."""
    if actor is None:
        return []
    known = get_resolver().reverse_dict
    opened = [one for one in SECTIONS if one.url_name in known and _opens(one, actor)]
    many = len(opened) > FEW
    return [
        Entry(one, reverse(one.url_name), _is_current(one, request.path), one.group if many else "")
        for one in opened
    ]


def _opens(section: Section, actor: Actor) -> bool:
    return not section.permissions or any(actor.holds(permission) for permission in section.permissions)


def _is_current(section: Section, path: str) -> bool:
    home = reverse("start")
    if not section.prefixes:
        return path == reverse(section.url_name)
    return any(path.startswith(home + prefix) for prefix in section.prefixes)
