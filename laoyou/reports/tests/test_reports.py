"""A report from draft to issue and restatement."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from laoyou.access.errors import Refused
from laoyou.access.scope import Actor, acting_as
from laoyou.plans.models import Plan, Task
from laoyou.progress.models import Cycle
from laoyou.reports import actions, checks, queries
from laoyou.reports.errors import Changed
from laoyou.reports.facts import digest_of
from laoyou.reports.models import Issue, Report
from laoyou.reports.rendering.word.writing import _balanced
from laoyou.reports.tests.conftest import ON
from tests.world import World

JANUARY = datetime.date(2026, 1, 25)


@pytest.fixture
def draft(office: Actor, plan: Plan, cycle: Cycle, beds: None) -> Report:
    return actions.create_report(by=office, plan=plan, kind="half_year", cycle=cycle)


def issue(office: Actor, report: Report, **more: str) -> Issue:
    return actions.issue_report(
        by=office, report=report, version=report.version, doc_number="甲发改〔2026〕3号", issued_on=JANUARY, **more
    )  # fmt: skip


def test_a_draft_takes_period_recipient_and_figures_from_cycle_and_plan(draft: Report, office: Actor) -> None:
    found = queries.opened(office, draft.pk)
    assert found is not None
    assert (draft.period, draft.recipient, draft.on) == ("2025H2", "甲县人民政府", datetime.date(2026, 1, 20))
    assert len(found.facts.tasks) == 3
    figures = found.document.figures()
    assert figures["tasks"].text == "3"
    assert figures["behind_indicators"].value == 1
    assert "59.9%" in {figure.text for figure in figures.values()}
    assert figures["owed_returns"].value == len(found.facts.returns) > 0


def test_who_may_not_write_reports_is_refused(plan: Plan, world: World, cycle: Cycle) -> None:
    for role in ("viewer", "unit"):
        actor = world.actor("甲县", role)
        with acting_as(actor), pytest.raises(Refused, match="权限"):
            actions.create_report(by=actor, plan=plan, kind="half_year", cycle=cycle)
    other = world.actor("乙县", "office")
    with pytest.raises(Refused, match="权限"):
        actions.create_report(by=other, plan=plan, kind="half_year", cycle=cycle)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"kind": "half_year"}, "选择周期"),
        ({"kind": "half_year", "period": "2025下半年"}, "期间应写成"),
        ({"kind": "yearly", "period": "2025H2"}, "年份"),
        ({"kind": "poem", "period": "2025"}, "没有这种报告"),
        ({"kind": "closing", "on": datetime.date(2999, 1, 1)}, "不能晚于今天"),
    ],
)
def test_what_cannot_be_made_is_said(office: Actor, plan: Plan, asked: dict[str, object], said: str) -> None:
    with pytest.raises(Refused, match=said):
        actions.create_report(by=office, plan=plan, **asked)  # type: ignore[arg-type]


def test_words_are_the_office_s_and_figures_stay_bound(office: Actor, draft: Report) -> None:
    written = actions.write_section(
        by=office, report=draft, key="next", text="再办{{figure:open_tasks}}项。{{figure:nobody}}", version=0
    )
    found = queries.opened(office, written.pk)
    assert found is not None
    last = found.document.sections[-1].blocks[0]
    assert getattr(last, "text", "") == "再办3项。【{{figure:nobody}}】"
    assert found.document.problems == ("{{figure:nobody}}",)
    with pytest.raises(Refused, match="认不出的数据"):
        issue(office, written)


def test_two_editors_of_one_section_are_both_told(office: Actor, draft: Report, world: World) -> None:
    colleague = replace(office, user_id=world.people["甲县", "viewer"].pk)
    actions.write_section(by=office, report=draft, key="next", text="甲写的。", version=0)
    with pytest.raises(Changed) as told:
        actions.write_section(by=colleague, report=draft, key="next", text="乙写的。", version=0)
    assert told.value.theirs == "甲写的。"
    assert told.value.version == 1
    actions.write_section(by=office, report=draft, key="problems", text="别的一节不受影响。", version=0)
    back = actions.reset_section(by=office, report=draft, key="next", version=1)
    assert queries.texts(back.words) == {"problems": "别的一节不受影响。"}


def test_refilling_takes_only_what_was_shown(office: Actor, draft: Report, plan: Plan) -> None:
    shown = queries.gather(plan, period=draft.period, on=draft.on, cycle=draft.cycle)
    assert shown.digest == draft.facts_digest
    plan.tasks.filter(no=3).update(group="新类别")
    with pytest.raises(Refused, match="又有变化"):
        actions.refill(by=office, report=draft, version=draft.version, digest=shown.digest)
    now = queries.gather(plan, period=draft.period, on=draft.on, cycle=draft.cycle)
    after = actions.refill(by=office, report=draft, version=draft.version, digest=now.digest)
    assert after.facts_digest == now.digest
    with pytest.raises(Refused, match="刷新"):
        actions.refill(by=office, report=after, version=draft.version, digest=now.digest)


def test_an_issue_is_frozen_and_a_restatement_says_what_changed(office: Actor, draft: Report) -> None:
    first = issue(office, draft)
    assert first.digest == digest_of(first.content)
    draft.refresh_from_db()
    with pytest.raises(Refused, match="已经印发"):
        actions.write_section(by=office, report=draft, key="next", text="改一改。", version=0)
    again = actions.restate(by=office, report=draft, version=draft.version)
    again = actions.write_section(by=office, report=again, key="next", text="改一改。", version=0)
    with pytest.raises(Refused, match="第 2 版"):
        issue(office, again)
    second = issue(office, again, note="补充下一步工作")
    assert (first.number, second.number) == (1, 2)
    found = queries.opened(office, draft.pk)
    assert found is not None
    assert "补充下一步工作" in found.document.notes[0]
    old = queries.opened(office, draft.pk, 1)
    assert old is not None
    assert old.document.notes == ()


def test_an_issue_waits_for_its_data(office: Actor, draft: Report) -> None:
    with pytest.raises(Refused, match="早于数据截止日"):
        actions.issue_report(by=office, report=draft, version=draft.version, doc_number="1", issued_on=ON)


def test_a_township_reads_what_was_issued_and_no_draft(office: Actor, draft: Report, world: World) -> None:
    township, neighbour = world.actor("甲县", "township"), world.actor("乙县", "office")
    with acting_as(township):
        assert queries.opened(township, draft.pk) is None
        assert queries.reports(township) == []
    issued = issue(office, draft)
    actions.restate(by=office, report=draft, version=draft.version + 1)
    with acting_as(township):
        found = queries.opened(township, draft.pk)
        assert found is not None
        assert found.issue == issued
        assert not found.writes
        assert [row.report for row in queries.reports(township)] == [draft]
    with acting_as(neighbour):
        assert queries.opened(neighbour, draft.pk) is None
        assert queries.reports(neighbour) == []


def test_an_issue_is_what_its_digest_says(office: Actor, draft: Report) -> None:
    first = issue(office, draft)
    assert list(checks.problems()) == []
    content = first.content | {"title": "别的标题"}
    Issue.objects.create(
        division=draft.division, plan=draft.plan, report=draft, number=2, doc_number="2", issued_on=JANUARY, content=content, digest=first.digest, note="手工",
    )  # fmt: skip
    assert len(list(checks.problems())) == 1


def test_reading_takes_a_number_of_queries_that_does_not_grow(
    office: Actor, draft: Report, plan: Plan, cycle: Cycle, django_assert_max_num_queries: Any
) -> None:
    for _more in range(4):
        actions.create_report(by=office, plan=plan, kind="brief", cycle=cycle)
    with django_assert_max_num_queries(4):
        assert len(queries.reports(office)) == 5
    for number in range(100, 160):
        Task.objects.create(plan=plan, division=plan.division, no=number, text=f"任务{number}", nkey="N1")
    with django_assert_max_num_queries(45):
        facts = queries.gather(plan, period="2025H2", cycle=cycle)
    assert len(facts.tasks) == 63


@pytest.mark.parametrize(
    "title", ["甲县“一老一小”照护服务行动方案进展一页简报", "关于" + "长" * 70 + "的报告", "短题"]
)
def test_a_title_is_cut_into_lines_that_fit(title: str) -> None:
    lines = _balanced(title)
    assert "".join(lines) == title
    assert max(map(len, lines)) <= 19
