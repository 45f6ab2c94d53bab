import datetime
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from laoyou.packs import queries
from laoyou.packs.actions import PackNotFound, PackNotSound, load_releases
from laoyou.packs.models import PackRelease
from laoyou.packs.tests.conftest import SMALL

pytestmark = pytest.mark.django_db
Small = Callable[[dict[str, str]], Path]

VISITS = "base/parameters/visits.toml"
DAY = datetime.date(2024, 6, 1)
XUANHAN = ["511722", "511700", "510000"]
CHUXIONG = ["532300", "530000"]


@pytest.fixture
def loaded(shipped: Path) -> None:
    load_releases(root=shipped, codes=[], by="test")


def test_loading_twice_makes_one_release_of_each(shipped: Path) -> None:
    first = load_releases(root=shipped, codes=["511722"], by="test")
    second = load_releases(root=shipped, codes=["511722"], by="another")
    assert [release.id for release in first] == [release.id for release in second]
    assert [(release.code, release.loaded_by) for release in second] == [("base", "test"), ("511722", "test")]
    assert first[1].extends == first[0]


def test_a_change_above_makes_a_new_release_below(small: Small) -> None:
    (base, province) = load_releases(root=small({}), codes=["110000"], by="test")
    changed = small({VISITS: SMALL[VISITS].replace("value = 2", "value = 3")})
    (new_base, new_province) = load_releases(root=changed, codes=["110000"], by="test")
    assert base.id != new_base.id
    assert province.id != new_province.id
    assert new_province.extends == new_base
    old = queries.parameter(key="visits", class_key="alone", on=DAY, release_id=province.id)
    new = queries.parameter(key="visits", class_key="alone", on=DAY, division_codes=["110101", "110000"])
    assert old is not None
    assert new is not None
    assert (old.value, new.value) == (2, 3)


@pytest.mark.parametrize(
    "statement", ["update packs_packrelease set version = 'x'", "delete from packs_packrelease"]
)
def test_the_database_refuses_to_change_a_release(loaded: None, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="Cannot update or delete"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert PackRelease.objects.count() == 6


def test_nothing_is_loaded_where_something_is_wrong(small: Small) -> None:
    root = small({"110000/units.toml": "units = []\n"})
    with pytest.raises(PackNotSound, match="省民政厅"):
        load_releases(root=root, codes=["110000"], by="test")
    with pytest.raises(PackNotFound, match="999999"):
        load_releases(root=root, codes=["999999"], by="test")
    assert not PackRelease.objects.exists()


@pytest.mark.parametrize(
    ("key", "class_key", "divisions", "expected"),
    [
        ("visit_frequency", "left_behind_key", XUANHAN, (1, ">=", "week", "511722", "二/(七)", "S")),
        ("visit_frequency", "left_behind_other", XUANHAN, (1, ">=", "month", "511722", "二/(七)", "S")),
        (
            "visit_frequency",
            "special_difficulty_disabled",
            XUANHAN,
            (1, ">=", "month", "base", "探访频次", "S"),
        ),
        ("clinic_required_beds", None, CHUXIONG, (100, ">=", None, "532300", "三/(三)", "S")),
        ("clinic_required_beds", None, XUANHAN, (None, "=", None, "base", "内设医疗机构", "U")),
        ("lottery_fund_elder_share", None, XUANHAN, (55, ">=", None, "511722", "五/(十七)", "S")),
        (
            "lottery_fund_elder_share",
            None,
            ["130000"],
            (55, ">=", None, "base", "民政部本级和地方彩票公益金", "K"),
        ),
        ("progress_report_dates", None, CHUXIONG, (["07-20", "01-20"], "=", None, "532300", "四/(七)", "S")),
    ],
)
def test_the_nearest_pack_says_what_holds(
    loaded: None, key: str, class_key: str | None, divisions: list[str], expected: tuple[object, ...]
) -> None:
    found = queries.parameter(key=key, class_key=class_key, division_codes=divisions, on=DAY)
    assert found is not None
    assert (found.value, found.op, found.per, found.pack, found.clause, found.sureness) == expected
    assert found.document["title"]


def test_before_the_county_plan_the_nation_speaks(loaded: None) -> None:
    day = datetime.date(2023, 2, 15)
    before = queries.parameter(key="lottery_fund_elder_share", division_codes=XUANHAN, on=day)
    after = queries.parameter(
        key="lottery_fund_elder_share", division_codes=XUANHAN, on=day + datetime.timedelta(days=1)
    )
    assert before is not None
    assert after is not None
    assert (before.pack, after.pack) == ("base", "511722")
    assert queries.parameter(key="lottery_fund_elder_share", on=datetime.date(2001, 1, 1)) is None


def test_all_that_holds_here(loaded: None) -> None:
    values = queries.parameters(division_codes=XUANHAN, on=DAY)
    assert len({(value.key, value.class_key) for value in values}) == len(values)
    own = {value.key for value in values if value.pack == "511722"}
    assert {"visit_frequency", "childcare_places_quota", "elder_land_per_head"} <= own
    assert all(value.value is not None or value.sureness == "U" for value in values)


def test_what_a_plan_and_its_pack_say(loaded: None) -> None:
    plan = queries.plan_facts(code="511722", period="14-5")
    assert plan is not None
    assert plan["document"]["number"] == "宣府办〔2023〕13号"
    assert queries.plan_facts(code="511722", period="15-5") is None
    assert len(queries.divisions(code="511722")) == 37
    assert queries.pack_head(code="532300")["name"]["zh"] == "楚雄彝族自治州"
    assert len(queries.nkeys()) == 24
    assert len(queries.indicator_definitions()) == 56
    assert queries.unit_classes(code="511722")[0]["expands"] == "divisions"
    assert queries.function_moves()[0]["to"] == "civil_affairs"


def test_a_place_without_a_pack_is_told_so(loaded: None) -> None:
    with pytest.raises(queries.NoRelease, match="laoyou packs load 440000"):
        queries.units(code="440000")


def test_reading_a_parameter_again_costs_one_query(
    loaded: None, django_assert_num_queries: Callable[..., object]
) -> None:
    queries.parameter(key="elder_land_per_head", division_codes=XUANHAN, on=DAY)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        queries.parameter(key="elder_land_per_head", division_codes=XUANHAN, on=DAY)


def test_the_command_checks_loads_and_shows(small: Small) -> None:
    root, out = small({}), StringIO()
    for what in ("check", "load", "show"):
        call_command("packs", what, root=root, stdout=out)
    said = out.getvalue()
    assert "2 packs are sound: base, 110000." in said
    assert "110000 2026.1.1" in said
    assert "extends base" in said


def test_the_command_says_what_is_wrong_and_fails(small: Small) -> None:
    root, err = small({"110000/units.toml": "units = []\n"}), StringIO()
    with pytest.raises(CommandError, match=r"1 problem\(s\)"):
        call_command("packs", "check", root=root, stderr=err)
    assert "110000/plans/14-5.toml:5:" in err.getvalue()
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("packs", "load", root=root)
    with pytest.raises(CommandError, match="no folder"):
        call_command("packs", "check", root=root / "absent")


def test_checking_a_pack_that_is_not_there_fails(small: Small) -> None:
    root, out = small({}), StringIO()
    with pytest.raises(CommandError, match="No pack 999999"):
        call_command("packs", "check", "999999", root=root)
    call_command("packs", "check", "110000", root=root, stdout=out)
    assert "1 packs are sound: 110000." in out.getvalue()
