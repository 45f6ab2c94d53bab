"""What an office does to a report: its words, its head, newer data, issue, restatement."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from laoyou.access.decorators import allow
from laoyou.access.errors import Refused
from laoyou.console.loading import acting
from laoyou.console.reports.forms import HeadForm, IssueForm, RefillForm, WordsForm
from laoyou.console.reports.linking import linker
from laoyou.console.reports.loading import is_issued, written_or_404
from laoyou.reports import actions, building, figures, queries
from laoyou.reports.errors import Changed
from laoyou.reports.kinds import KINDS
from laoyou.reports.queries import Opened
from laoyou.reports.rendering import web
from laoyou.ui.numbers import whole

HEAD = ("title", "organ", "recipient", "copies", "printer", "version")


@allow("report.write")
def words(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """A section: typed on the left, read on the right; kept as it is typed."""
    found = written_or_404(request, pk)
    if section not in {each.key for each in KINDS[found.report.kind].sections}:
        raise Http404
    form = WordsForm(request.POST or None, initial=_section(found, section))
    context: dict[str, Any] = {"form": form, "theirs": ""}
    if form.is_valid():
        try:
            _keep(request, found, section, form)
        except Changed as changed:
            context["theirs"] = changed.theirs
            form.refuse(changed)
            form.data = _at(form, changed.version)
        except Refused as refused:
            form.refuse(refused)
        else:
            return _kept(request, pk, section)
    return _editor(request, written_or_404(request, pk), section, context)


def _at(form: WordsForm, version: int) -> Any:
    """What was typed, now against the version of the other: a second press of the button keeps it."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data["version"] = str(version)
    return data


def _section(found: Opened, key: str) -> dict[str, Any]:
    text = found.words.get(key) or building.section_words(found.report.kind, key, found.facts)
    return {"text": text, "version": found.report.words.get(key, {"version": 0})["version"]}


def _keep(request: HttpRequest, found: Opened, section: str, form: WordsForm) -> None:
    actor, version, text = acting(request), form.cleaned_data["version"], form.cleaned_data["text"]
    if "reset" in request.POST:
        actions.reset_section(by=actor, report=found.report, key=section, version=version)
    elif text.strip() != _section(found, section)["text"].strip():
        actions.write_section(by=actor, report=found.report, key=section, text=text, version=version)


def _kept(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """Back to the report; while somebody is still typing, the preview."""
    if not request.headers.get("HX-Request"):
        words = _("已恢复自动生成的文字。") if "reset" in request.POST else _("这一节已保存。")
        messages.success(request, words)
        return redirect(reverse("report-page", args=[pk]) + f"#section-{section}")
    found = written_or_404(request, pk)
    context = {"version": _section(found, section)["version"], "saved": True} | _preview(found, section)
    return render(request, "console/reports/preview.html", context)


def _preview(found: Opened, key: str) -> dict[str, Any]:
    section = next(each for each in found.document.sections if each.key == key)
    kind, facts = found.report.kind, found.facts
    gone = building.lost(kind, key, facts, _section(found, key)["text"])
    return {
        # Everything in it was escaped where it was built.
        "preview": mark_safe(web.blocks([section.heading, *section.blocks], linker(found))),  # noqa: S308
        "lost": [(each, building.label_of(each, facts)) for each in gone],
        "unknown": found.document.problems,
    }


def _editor(request: HttpRequest, found: Opened, section: str, context: dict[str, Any]) -> HttpResponse:
    heading = next(each.heading for each in found.document.sections if each.key == section)
    context |= {"found": found, "report": found.report, "section": section, "heading": heading.text}
    context |= _preview(found, section)
    context["choices"] = figures.choices(found.facts)
    context["blocks"] = [(each, _(label)) for each, label in building.LABELS.items()]
    context["written"] = section in found.words
    alone = request.headers.get("HX-Request")
    return render(request, f"console/reports/{'refused' if alone else 'words'}.html", context)


@allow("report.write")
def head(request: HttpRequest, pk: int) -> HttpResponse:
    found = written_or_404(request, pk)
    report = found.report
    now = {name: getattr(report, name) for name in HEAD}
    form = HeadForm(request.POST or None, initial=now)
    if form.is_valid():
        with form.refusals():
            actions.change_head(by=acting(request), report=report, **form.cleaned_data)
            messages.success(request, _("标题和单位已保存。"))
            return redirect("report-page", pk)
    return render(request, "console/reports/head.html", {"form": form, "report": report})


@allow("report.write")
def refill(request: HttpRequest, pk: int) -> HttpResponse:
    """What would change is shown first; only that is taken."""
    found = written_or_404(request, pk)
    report = found.report
    form = RefillForm(request.POST or request.GET or None, initial={"on": report.on})
    day = (form.is_valid() and form.cleaned_data["on"]) or report.on
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            version, digest = whole(request.POST.get("version", "")), request.POST.get("digest", "")
            actions.refill(by=acting(request), report=report, on=day, version=version or 0, digest=digest)
            messages.success(request, _("数据已更新；您写的文字没有动。"))
            return redirect("report-page", pk)
    return render(request, "console/reports/refill.html", {"form": form, "day": day} | _newer(found, day))


def _newer(found: Opened, day: datetime.date) -> dict[str, Any]:
    report = found.report
    newer = queries.gather(report.plan, period=report.period, on=day, cycle=report.cycle)
    keys = list(dict.fromkeys([*building.used_keys(found.document), *figures.DEFINITIONS]))
    changes = figures.changed(found.facts, newer, keys)
    same = newer.digest == report.facts_digest
    return {"report": report, "digest": newer.digest, "same": same, "changes": changes}


@allow("report.write")
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    found = written_or_404(request, pk)
    form = IssueForm(found.report, len(found.issues), request.POST or None)
    if form.is_valid():
        with form.refusals():
            made = actions.issue_report(by=acting(request), report=found.report, **form.cleaned_data)
            messages.success(
                request, _("报告已印发（第 %(number)d 版），内容从此不变。") % {"number": made.number}
            )
            return redirect("report-page", pk)
    context = {"form": form, "found": found, "report": found.report, "issued": is_issued(found.report)}
    return render(request, "console/reports/issue.html", context)


@allow("report.write")
def restate(request: HttpRequest, pk: int) -> HttpResponse:
    found = written_or_404(request, pk)
    if request.method == "POST":
        try:
            actions.restate(by=acting(request), report=found.report, version=found.report.version)
            messages.success(request, _("可以修订了。原来印发的一版照旧可查，印发新版时要写明改了什么。"))
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect("report-page", pk)
    return render(request, "console/reports/restate.html", {"report": found.report, "found": found})
