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


SECTIONS = (
    Section("start", _("起点"), "home", "s", (), ()),
    Section("worklist", _("我的工作"), "work", "w", ("progress.file",), ("work/", "drafts/")),
    Section("plans", _("方案"), "board", "p", ("plan.read",), ("plans/", "orders/")),
    Section("values", _("数据审核"), "mark-tick", "v", ("value.accept", "value.report"), ("values/",)),
    Section("cycles", _("报送"), "inbox", "c", ("plan.read",), ("cycles/",)),
    Section("reports", _("报告"), "report", "o", ("plan.read",), ("reports/",)),
    Section("lists", _("清单"), "list", "l", ("plan.read",), ("lists/",)),
    Section("bodies", _("机构会议"), "body", "b", ("plan.read",), ("bodies/",)),
    Section("residents", _("居民"), "people", "n", ("resident.read",), ("residents/",)),
    Section("statuses", _("身份名单"), "list", "k", ("resident.edit",), ("statuses/",)),
    Section("providers", _("服务机构"), "unit", "f", ("provider.read",), ("providers/",)),
    Section("own-providers", _("本机构"), "unit", "f", ("provider.own",), ("own/",)),
    Section("spaces", _("场地"), "home", "z", ("space.read",), ("spaces/",)),
    Section("census", _("人口"), "people", "h", ("plan.read",), ("census/",)),
    Section("sheets", _("导入"), "inbox", "i", ("sheet.import",), ("sheets/",)),
    Section(
        "privacy",
        _("个人信息"),
        "settings",
        "y",
        ("resident.reveal", "audit.read", "access.review"),
        ("privacy/",),
    ),
    Section("family", _("家人"), "home", "j", ("family.read",), ("family/",)),
    Section("documents", _("文件"), "document", "d", ("plan.review",), ("documents/",)),
    Section("units", _("单位"), "unit", "u", ("unit.manage",), ("units/",)),
    Section("people", _("账号"), "people", "r", ("people.manage",), ("people/",)),
    Section("audit", _("审计"), "audit", "a", ("audit.read",), ("audit/",)),
    Section("settings", _("设置"), "settings", "e", (), ("settings/",)),
)


@dataclass(frozen=True)
class Entry:
    """A section as one person sees it on one page."""

    section: Section
    url: str
    current: bool


def entries(request: HttpRequest, actor: Actor | None) -> list[Entry]:
    """The sections this actor may open, in order."""
    if actor is None:
        return []
    known = get_resolver().reverse_dict
    return [
        Entry(section, reverse(section.url_name), _is_current(section, request.path))
        for section in SECTIONS
        if section.url_name in known and _opens(section, actor)
    ]


def _opens(section: Section, actor: Actor) -> bool:
    return not section.permissions or any(actor.holds(permission) for permission in section.permissions)


def _is_current(section: Section, path: str) -> bool:
    home = reverse("start")
    if not section.prefixes:
        return path == reverse(section.url_name)
    return any(path.startswith(home + prefix) for prefix in section.prefixes)
