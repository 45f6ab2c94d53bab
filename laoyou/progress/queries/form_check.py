"""A form that came back, beside what stands online: what it changes, what conflicts, what is no longer there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.access.models import Department
from laoyou.evidence.models import File
from laoyou.progress.forms.reading import Altered, Form, FormFault, read_form
from laoyou.progress.models import Cycle
from laoyou.progress.queries import returns
from laoyou.progress.queries.cycles import exempted
from laoyou.progress.queries.lineage import Family, family
from laoyou.progress.rules.returns import EDITABLE, Clash, Fault, Rows, cleaned, flat, merged, unflat

FIELD_WORDS = {
    "text": gettext_lazy("本期进展"),
    "claims": gettext_lazy("已全部完成"),
    "figures": gettext_lazy("本期数据"),
    "numerator": gettext_lazy("分子"),
    "denominator": gettext_lazy("分母"),
    "value": gettext_lazy("数值"),
    "as_of": gettext_lazy("截止日"),
    "note": gettext_lazy("说明"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One field in words, with its three versions."""

    clash: Clash
    label: str
    field: str


@dataclass(frozen=True, slots=True)
class Check:
    """`refused` says why the form cannot be taken at all; `gone` and `new` are rows that it and the plan do not share."""

    file: File | None
    name: str
    refused: str = ""
    department: Department | None = None
    page: returns.Sheet | None = None
    altered: tuple[Altered, ...] = ()
    unclear: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    changes: tuple[Line, ...] = ()
    conflicts: tuple[Line, ...] = ()
    content: Mapping[str, Any] | None = None

    @property
    def nothing_new(self) -> bool:
        return not self.refused and not self.changes and not self.conflicts


def recognised(cycle: Cycle, name: str, data: bytes) -> Check | Form:
    """The form, or why it is none of this cycle; before the file is kept anywhere."""
    try:
        form = read_form(name, data)
    except FormFault as fault:
        return Check(None, name, refused=fault_words(fault.reason, name))
    kin = family(cycle.plan)
    words = _not_ours(cycle, form, kin)
    return Check(None, name, refused=words) if words else _of_today(form, kin)


def check_form(cycle: Cycle, file: File, department: Department | None = None) -> Check:
    """`department`: the unit whose page it was sent to, where it was sent to one."""
    found = recognised(cycle, file.name, bytes(file.content))
    if isinstance(found, Check):
        return found
    issued = found.issued
    unit = Department.objects.filter(pk=issued.unit).first()
    if unit is None:
        return Check(file, file.name, refused=_("填报表的单位已经不存在。请给现在的单位重新下载填报表。"))
    if department is not None and unit.pk != department.pk:
        words = _("这是%(other)s的填报表，不是%(unit)s的。请核对文件。")
        return Check(file, file.name, words % {"other": unit.name, "unit": department.name}, unit)
    if found.altered:
        words = _(
            "灰色格子里的内容被改过，认不准每一行是什么。请在原来的填报表里重填，或把下面的格子改回来。"
        )
        return Check(file, file.name, words, unit, altered=found.altered)
    page = returns.sheet(cycle, unit)
    if page is None or (cycle.pk, unit.pk) in exempted([cycle.pk]):
        return Check(file, file.name, _("%(unit)s这一期不用报送。") % {"unit": unit.name}, unit)
    if page.state not in EDITABLE:
        words = _("%(unit)s的报送表现在是“%(state)s”，不能再导入。要改，请先退回。")
        state = page.found.get_state_display() if page.found else ""
        return Check(file, file.name, words % {"unit": unit.name, "state": state}, unit, page)
    return _compared(file, found, page, unit)


def _compared(file: File, form: Form, page: returns.Sheet, unit: Department) -> Check:
    issued = form.issued
    said = _placed(form, page.rows)
    content, changes, conflicts = merged(
        _of_questions(issued.base, issued.questions, page.rows), page.content, said
    )
    ours = {row.id: row.label for row in page.rows.tasks}, {row.id: row.label for row in page.rows.figures}
    theirs = (
        {row[0]: f"{row[1]} {row[2]}" for row in issued.tasks},
        {row[0]: row[1] for row in issued.figures},
    )
    gone = [
        label for had, has in zip(theirs, ours, strict=True) for pk, label in had.items() if pk not in has
    ]
    gone += [each for each in issued.questions if each not in page.rows.questions]
    new = [label for has, had in zip(ours, theirs, strict=True) for pk, label in has.items() if pk not in had]
    new += [each for each in page.rows.questions if each not in issued.questions]
    return Check(
        file=file, name=file.name, department=unit, page=page, unclear=form.unclear, gone=tuple(gone),
        new=tuple(new), changes=tuple(line(each, page.rows) for each in changes),
        conflicts=tuple(line(each, page.rows) for each in conflicts), content=content,
    )  # fmt: skip


def _placed(form: Form, rows: Rows) -> dict[str, Any]:
    return _of_questions(form.content, form.issued.questions, rows)


def _of_questions(content: Mapping[str, Any], asked: tuple[str, ...], rows: Rows) -> dict[str, Any]:
    """Answers by the words of their question: a question may have been added or taken away since."""
    by_words = dict(zip(asked, content.get("answers", []), strict=False))
    answers = [by_words.get(question, "") for question in rows.questions]
    known = {row.id for row in rows.tasks}, {row.id for row in rows.figures}
    return {
        "tasks": [each for each in content.get("tasks", []) if each["task_id"] in known[0]],
        "figures": [each for each in content.get("figures", []) if each["target_id"] in known[1]],
        "answers": answers,
    }


def line(clash: Clash, rows: Rows) -> Line:
    kind, row, field = clash.name.split(":")
    if kind == "answer":
        return Line(clash, rows.questions[int(row)], _("回答"))
    known = {each.id: each.label for each in (rows.tasks if kind == "task" else rows.figures)}
    return Line(clash, known[int(row)], str(FIELD_WORDS[field]))


def fault_line(fault: Fault) -> str:
    return f"{fault.label}：{fault.message}"


def chosen(check: Check, keep_online: set[str]) -> dict[str, Any]:
    """The content after the person's choices: in the fields named, what stands online stays."""
    if check.page is None or check.content is None:
        raise ValueError("a form that was refused has no content")
    fields = flat(check.content)
    fields |= {name: value for name, value in flat(check.page.content).items() if name in keep_online}
    return cleaned(unflat(fields, check.content), check.page.rows)


def _of_today(form: Form, kin: Family) -> Form:
    """A form that went out before the plan was corrected, by the tasks and targets that it has now."""
    if not kin.tasks and not kin.targets:
        return form
    issued = replace(
        form.issued,
        tasks=tuple((kin.task(each[0]), *each[1:]) for each in form.issued.tasks),
        figures=tuple((kin.target(each[0]), *each[1:]) for each in form.issued.figures),
        base=kin.content(form.issued.base),
    )
    return replace(form, issued=issued, content=kin.content(form.content))


def _not_ours(cycle: Cycle, form: Form, kin: Family) -> str:
    if form.issued.plan not in kin.plans:
        return _("这是另一份方案的填报表（%(title)s）。请到那份方案的周期里导入。") % {
            "title": form.issued.title
        }
    if form.issued.cycle != cycle.pk:
        return _("这是“%(title)s”的填报表，不是这一期的。请到那一期里导入，或请单位填这一期的表。") % {
            "title": form.issued.title
        }
    return ""


def fault_words(reason: str, name: str) -> str:
    words = {
        "lock": _("“%(name)s”是打开表格时留下的临时文件，不是填报表。请关闭表格，再选原来的文件。"),
        "xls": _(
            "“%(name)s”是旧格式（.xls）或加了密码。请用原来的 .xlsx 填报表填写，或去掉密码、另存为 .xlsx。"
        ),
        "damaged": _("“%(name)s”打不开，可能没有传完整。请让单位重新发一次。"),
        "large": _("“%(name)s”太大，不像填报表。填报表里请不要插入图片，佐证另外上传。"),
        "many": _("“%(name)s”里的文件太多，请分几次导入。"),
        "no_form": _(
            "“%(name)s”不是系统发出的填报表。请下载填报表，把内容填进去再导入；也可以在网页上代录。"
        ),
        "altered_mark": _(
            "“%(name)s”的校验信息被改动或丢失，不能确认是哪个单位、哪一期。请重新下载填报表填写。"
        ),
    }
    return words[reason] % {"name": name}
