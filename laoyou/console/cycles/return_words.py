"""What the pages of a return say: titles, what will happen, what has happened."""

from typing import Any

from django.utils.translation import gettext as _

from laoyou.access.models import Department
from laoyou.progress.models import Return
from laoyou.progress.queries import returns
from laoyou.ui.marks import MARKS


def history(sheet: returns.Sheet) -> dict[str, Any]:
    if sheet.found is None:
        return {"filed": [], "steps": [], "files": []}
    steps = [(MARKS[f"return_{each.state}"].word, each) for each in returns.steps(sheet.found)]
    files = sheet.found.files.defer("content").order_by("-id")
    return {"filed": returns.filed(sheet.found), "steps": steps, "files": files}


def submitted(now: Return) -> str:
    return {
        Return.State.IN_REVIEW: _("已提交，等本单位审核。"),
        Return.State.TO_SIGN: _("已提交，等本单位签发。"),
    }.get(Return.State(now.state), _("已报送。任务进展和指标数据都已记下。"))


def done(step: str) -> str:
    return {
        "pass": _("已通过。"),
        "send-back": _("已退回经办人。"),
        "withdraw": _("已撤回，可以修改了。"),
        "accept": _("已接收。"),
        "give-back": _("已退回单位，单位修改后再报。"),
    }[step]


def step(step: str, sheet: returns.Sheet) -> dict[str, Any]:
    signing = sheet.state == "to_sign"
    words = {
        "pass": (
            _("签发报送表") if signing else _("审核通过"),
            _("签发后报给方案办公室，任务进展和指标数据同时记下，不能再改。")
            if signing
            else _("通过后交下一步办理。"),
            _("签发") if signing else _("审核通过"),
        ),
        "send-back": (_("退回经办人"), _("经办人修改后重新提交。"), _("退回")),
        "withdraw": (_("撤回报送表"), _("撤回后可以修改，改好再提交。"), _("撤回")),
        "accept": (_("接收报送表"), _("接收后仍可退回。"), _("接收")),
        "give-back": (
            _("退回单位"),
            _("单位会看到理由，修改后作为下一次报送再报；这一次报的内容保留。"),
            _("退回"),
        ),
    }
    title, lead, button = words[step]
    return {"title": title, "lead": lead, "button": button, "danger": step in {"give-back", "send-back"}}


def exemption(held: bool, unit: Department) -> dict[str, Any]:
    if held:
        lead = _("%(unit)s恢复为应报，会重新出现在未报名单里。")
        return {"title": _("恢复报送"), "lead": lead % {"unit": unit.name}, "button": _("恢复报送")}
    lead = _("%(unit)s这一期不用报送，也不算未报。理由会显示给该单位。")
    return {"title": _("免报"), "lead": lead % {"unit": unit.name}, "button": _("免报"), "danger": True}


def files() -> dict[str, Any]:
    lead = _("盖章的扫描件、照片和其他佐证。文件只附在这份报送表上，不会公开。")
    return {"title": _("附上文件"), "lead": lead, "button": _("附上"), "upload": True}
