import datetime
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from laoyou.access.models import AuditLine, Department
from laoyou.access.scope import Actor, acting_as
from laoyou.plans.models import Plan, Task
from laoyou.progress import actions, queries
from laoyou.progress.errors import Refused, Stale
from laoyou.progress.models import Entry, StateChange, Tracking
from laoyou.progress.rules.figures import FigureFault, checked
from laoyou.progress.rules.kinds import proposed
from tests.world import World

DAY = datetime.date(2025, 6, 30)
DUE = datetime.date(2025, 12, 31)


@pytest.fixture
def civil(world: World) -> Department:
    return world.departments["甲县", "民政局"]


@pytest.fixture
def health(world: World) -> Department:
    return world.departments["甲县", "卫生健康局"]


def filed(by: Actor, task: Task, unit: Department, **more: Any) -> Entry:
    return actions.file_entry(by=by, task=task, department=unit, **{"on": DAY, "text": "已开工", **more})


def sorted_as(by: Actor, task: Task, kind: str = "deliverable") -> Tracking:
    return actions.set_tracking(by=by, task=task, kind=kind, completion_mark="食堂开门", due=DUE)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("鼓励社会力量建立养老机构", "exploratory"),
        ("探索建立长期护理保险制度", "exploratory"),
        ("制定基本养老服务清单并公布", "deliverable"),
        ("每年开展护理员培训", "standing"),
        ("加强监督管理", "standing"),
        ("持续推进居家适老化改造,建成示范点3个", "standing"),
    ],
)
def test_a_kind_is_proposed_from_the_words(text: str, kind: str) -> None:
    assert proposed(text) == kind


@pytest.mark.parametrize(
    ("figure", "reason"),
    [
        ({"name": "床位", "value": "12", "unit": ""}, "unit"),
        ({"name": "", "value": "12", "unit": "张"}, "name"),
        ({"name": "床位", "value": "十二", "unit": "张"}, "value"),
        ({"name": "床位", "value": "NaN", "unit": "张"}, "value"),
        ({"name": "占比", "value": "130%", "unit": ""}, "percent"),
    ],
)
def test_a_figure_that_says_too_little_is_refused(figure: dict[str, str], reason: str) -> None:
    with pytest.raises(FigureFault) as fault:
        checked([figure])
    assert fault.value.reason == reason


def test_a_share_above_the_whole_stands_with_its_reason() -> None:
    said = {"name": "完成率", "value": "１３０", "unit": "％", "note": "超计划"}
    assert checked([said, {"name": "", "value": "", "unit": ""}]) == [
        {"name": "完成率", "value": "130", "unit": "%", "note": "超计划"}
    ]


@pytest.mark.django_db
class TestEntries:
    def test_the_office_enters_for_a_unit_and_is_named(
        self, office: Actor, first: Task, civil: Department
    ) -> None:
        entry = filed(
            office, first, civil, entered_for=True, figures=[{"name": "食堂", "value": 3, "unit": "个"}]
        )
        assert (entry.role, entry.division_id, entry.author_id) == ("lead", civil.division_id, office.user_id)
        assert entry.figures == [{"name": "食堂", "value": "3", "unit": "个"}]
        with pytest.raises(Refused, match="代录"):
            filed(office, first, civil)

    def test_a_unit_files_for_itself_only(
        self, office: Actor, first: Task, world: World, civil: Department, health: Department
    ) -> None:
        with acting_as(world.actor("甲县", "unit")) as clerk:
            assert filed(clerk, first, civil).entered_for is False
            with pytest.raises(Refused, match="不能替它填报"):
                filed(clerk, first, health)
        assert AuditLine.objects.filter(action="progress.entry.file").count() in {0, 1}

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"text": "  "}, "做了什么"),
            ({"on": datetime.date(2015, 1, 1)}, "早于"),
            ({"figures": [{"name": "床位", "value": 1}]}, "单位"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, office: Actor, first: Task, civil: Department, given: dict[str, Any], words: str
    ) -> None:
        with pytest.raises(Refused, match=words):
            filed(office, first, civil, entered_for=True, **given)
        assert not Entry.objects.exists()

    def test_tomorrow_has_no_progress_yet(self, office: Actor, first: Task, civil: Department) -> None:
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)
        with pytest.raises(Refused, match="晚于今天"):
            filed(office, first, civil, entered_for=True, on=tomorrow)
        assert not Entry.objects.exists()

    def test_a_unit_without_a_part_cannot_file(self, office: Actor, first: Task, world: World) -> None:
        with pytest.raises(Refused, match="没有列"):
            filed(office, first, world.departments["甲县", "发展和改革局"], entered_for=True)

    def test_a_correction_replaces_the_newest_once(
        self, office: Actor, first: Task, civil: Department
    ) -> None:
        entry = filed(office, first, civil, entered_for=True)
        filed(office, first, civil, entered_for=True, corrects=entry, text="更正")
        with pytest.raises(Refused, match="已经更正过"):
            filed(office, first, civil, entered_for=True, corrects=entry)

    def test_the_lead_consolidates_support(
        self, office: Actor, first: Task, civil: Department, health: Department
    ) -> None:
        part = filed(office, first, health, entered_for=True)
        whole = filed(office, first, civil, entered_for=True, consolidates=[part])
        assert list(whole.consolidates.all()) == [part]
        with pytest.raises(Refused, match="牵头"):
            filed(office, first, health, entered_for=True, consolidates=[part])

    def test_a_claim_waits_for_the_office(self, office: Actor, first: Task, civil: Department) -> None:
        with pytest.raises(Refused, match="没有分类"):
            filed(office, first, civil, entered_for=True, claims=True)
        tracking = sorted_as(office, first)
        entry = filed(office, first, civil, entered_for=True, claims=True)
        tracking.refresh_from_db()
        assert tracking.state == "claimed"
        assert StateChange.objects.get().entry == entry

    def test_support_speaks_for_its_own_part(self, office: Actor, first: Task, health: Department) -> None:
        tracking = sorted_as(office, first)
        assert filed(office, first, health, entered_for=True, claims=True).claims
        tracking.refresh_from_db()
        assert tracking.state == "open"

    def test_a_township_speaks_for_its_own_part(self, office: Actor, plan: Plan, world: World) -> None:
        task = plan.tasks.get(no=2)
        sorted_as(office, task)
        town = world.departments["甲县", "东河镇"]
        with acting_as(world.actor("甲县", "township")) as clerk:
            assert filed(clerk, task, town, claims=True).division_id == town.division_id
        assert Tracking.objects.get().state == "open"


@pytest.mark.django_db
class TestTracking:
    def test_a_deliverable_says_when_it_is_done(self, office: Actor, first: Task) -> None:
        with pytest.raises(Refused, match="完成标志"):
            actions.set_tracking(by=office, task=first, kind="deliverable", due=DUE)
        with pytest.raises(Refused, match="时限"):
            actions.set_tracking(by=office, task=first, kind="deliverable", completion_mark="建成")

    def test_the_second_of_two_editors_is_told(self, office: Actor, first: Task) -> None:
        made = sorted_as(office, first)
        changed = actions.set_tracking(by=office, task=first, kind="standing", version=made.version)
        with pytest.raises(Stale) as stale:
            actions.set_tracking(by=office, task=first, kind="exploratory", version=made.version)
        assert (stale.value.current, stale.value.typed["kind"]) == (changed, "exploratory")

    def test_a_unit_does_not_sort(self, office: Actor, first: Task, world: World) -> None:
        with acting_as(world.actor("甲县", "unit")) as clerk, pytest.raises(Refused):
            sorted_as(clerk, first)

    def test_many_are_sorted_at_once_and_only_once(self, office: Actor, plan: Plan) -> None:
        kinds = {task.pk: actions.Sorting("standing") for task in plan.tasks.all()}
        assert actions.sort_tasks(by=office, plan=plan, sortings=kinds) == 3
        with pytest.raises(Refused, match="已分类"):
            actions.sort_tasks(by=office, plan=plan, sortings=kinds)


@pytest.mark.django_db
class TestStates:
    def test_words_dues_and_who_owes(
        self, office: Actor, plan: Plan, first: Task, civil: Department, health: Department
    ) -> None:
        before = queries.task_states(plan)[first.pk]
        assert before.word == "not_sorted"
        assert [(unit.id, unit.owes) for unit in before.owing] == [(civil.pk, "office"), (health.pk, "lead")]
        sorted_as(office, first)
        assert queries.task_states(plan)[first.pk].word == "not_started"
        filed(office, first, civil, entered_for=True)
        state = queries.task_states(plan, on=DUE + datetime.timedelta(days=3))[first.pk]
        assert (state.word, state.days, state.overdue) == ("under_way", 3, True)
        assert (state.last_on, state.last_unit) == (DAY, civil.name)
        assert [unit.id for unit in state.owing] == [health.pk]
        assert queries.task_states(plan, on=DUE)[first.pk].overdue is False
        later = queries.task_states(plan, since=DUE)[first.pk]
        assert [unit.id for unit in later.owing] == [civil.pk, health.pk]

    def test_a_day_gone_by_keeps_its_state(
        self, office: Actor, plan: Plan, first: Task, civil: Department
    ) -> None:
        sorted_as(office, first)
        filed(office, first, civil, entered_for=True, claims=True)
        assert queries.task_states(plan)[first.pk].word == "claimed"
        assert queries.task_states(plan, on=DAY)[first.pk].word == "claimed"
        assert queries.task_states(plan, on=DAY - datetime.timedelta(days=1))[first.pk].word == "not_started"
        actions.decide_tasks(by=office, plan=plan, step="return", tasks=[first.pk], reason="缺验收")
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        assert queries.task_states(plan, on=yesterday)[first.pk].word == "claimed"
        assert queries.task_states(plan)[first.pk].word == "under_way"

    def test_a_claim_is_never_before_what_was_decided_last(
        self, office: Actor, plan: Plan, first: Task, civil: Department
    ) -> None:
        sorted_as(office, first)
        filed(office, first, civil, entered_for=True, claims=True)
        actions.decide_tasks(by=office, plan=plan, step="return", tasks=[first.pk], reason="缺验收")
        filed(office, first, civil, entered_for=True, claims=True)
        assert queries.task_states(plan)[first.pk].word == "claimed"

    def test_a_corrected_entry_does_not_count(
        self, office: Actor, plan: Plan, first: Task, civil: Department
    ) -> None:
        wrong = filed(office, first, civil, entered_for=True, on=DUE)
        filed(office, first, civil, entered_for=True, corrects=wrong)
        assert queries.task_states(plan)[first.pk].last_on == DAY

    def test_the_number_of_queries_does_not_grow(
        self,
        office: Actor,
        plan: Plan,
        civil: Department,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for task in plan.tasks.filter(obligations__department=civil):
            filed(office, task, civil, entered_for=True)
        with django_assert_max_num_queries(8):
            queries.task_states(plan, on=DUE)

    def test_a_township_is_told_of_itself_alone(self, office: Actor, plan: Plan, world: World) -> None:
        with acting_as(world.actor("甲县", "township")):
            task = plan.tasks.get(no=2)
            found = queries.task_states(plan)
        names = [unit.name for unit in found[task.pk].owing]
        assert names == [world.departments["甲县", "东河镇"].name]
        assert found[task.pk].word != "not_started"  # others may have begun, out of sight
