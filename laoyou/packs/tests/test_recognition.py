"""The national catalogue on invented sentences, and on the reference plans where they lie beside the checkout."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from laoyou.packs.catalogues import catalogue_from_files
from laoyou.packs.loader import Content, read_packs
from laoyou.reading.catalogue import nkey_of, recognise
from laoyou.reading.reader import read_text

SHARED = Path(os.environ.get("LAOYOU_SHARED", Path(__file__).resolve().parents[4] / "shared")) / "plans"
FILES = {
    "511722": "xuanhan",
    "500000": "chongqing",
    "520000": "guizhou",
    "532300": "chuxiong",
    "130000": "hebei",
}


@pytest.fixture(scope="module")
def catalogue() -> Content:
    return catalogue_from_files(Path(settings.PACKS))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("到2027年,全县每千人口托位数达到5个。", {("childcare_places_per_1000", None)}),
        ("到2027年,护理型床位占比不低于65%。", {("nursing_bed_share", None)}),
        ("新建居住小区每千人口配建托位不少于12个。", {("childcare_places_quota", "new")}),
        ("老旧小区每千人口配建托位不少于6个。", {("childcare_places_quota", "old")}),
        ("养老设施按人均用地不少于0.2平方米预留。", {("elder_land_per_head", None)}),
        ("福利彩票公益金用于养老的部分不低于60%。", {("lottery_fund_elder_share", None)}),
        ("床位在80张以上的养老机构应当设立护理站。", {("clinic_required_beds", None)}),
        ("对留守老人中的重点人员每周至少探访一次。", {("visit_frequency", "left_behind_key")}),
        ("对独居的特殊困难老年人每月至少走访一次。", {("visit_frequency", "special_difficulty")}),
        ("到2028年,植树造林达到300亩。", set()),
    ],
)
def test_an_invented_sentence_sets_what_it_says(
    catalogue: Content, sentence: str, expected: set[tuple[str, str | None]]
) -> None:
    text = f"某县实施方案\n一、目标\n{sentence}\n"
    matches = recognise(read_text(text), catalogue, text)
    assert {(match.key, match.class_key) for match in matches} == expected


@pytest.mark.parametrize(
    ("name", "unit", "key"),
    [
        ("千人口托位数", "个", "childcare_places_per_1000"),
        ("护理型床位占总床位比例", "%", "nursing_bed_share"),
        ("新建居住(小)区配建养老设施达标率", "%", "new_housing_facility_rate"),
        ("留守老年人月巡访率", "%", "monthly_visit_rate"),
        ("老年大学覆盖面", "%", "elder_university_coverage"),
        ("失能特困人员集中供养率", "%", "dependent_destitute_support_rate"),
        ("养老服务床位数(万张)", "张", "elder_beds_total"),
        ("特殊困难家庭适老化改造户数", "户", "home_adaptation_households"),
        ("家庭养老床位", "张", None),
        ("普惠托位占比", "%", None),
        ("森林覆盖率", "%", None),
        ("城镇新增就业", "人", None),
    ],
)
def test_a_table_that_words_it_otherwise(catalogue: Content, name: str, unit: str, key: str | None) -> None:
    found = recognise({"indicators": [{"name": name, "target": {"unit": unit}}]}, catalogue)
    assert [match.key for match in found] == ([] if key is None else [key])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("完善托育服务财政补贴办法", "N5"),
        ("加大养老用地供应", "N4"),
        ("推广智慧养老应用", "N17"),
        ("鼓励银行开发养老贷款", "N12"),
        ("推进医疗机构与养老机构签约合作", "N14"),
        ("编制养老服务设施专项规划", "N1"),
        ("加强组织领导，强化督查考核", "N0"),
        ("修路架桥", None),
    ],
)
def test_an_invented_task_finds_its_common_key(catalogue: Content, text: str, key: str | None) -> None:
    assert nkey_of(text, catalogue)[0] == key


def test_the_national_headings_find_themselves(catalogue: Content, shipped: Path) -> None:
    for row in read_packs(shipped)["base"].content()["nkeys"][1:]:
        assert nkey_of(row["zh"], catalogue)[0] == row["key"]


def _read(code: str) -> tuple[str, dict[str, Any]]:
    path = SHARED / f"{FILES[code]}.txt"
    if not path.exists():
        pytest.skip(f"the reference plan {path.name} is not beside the checkout (LAOYOU_SHARED)")
    text = path.read_text(encoding="utf-8")
    return text, read_text(text)


@pytest.mark.shared
@pytest.mark.parametrize("code", FILES)
def test_what_a_pack_says_of_its_plan_is_recognised_in_it(
    catalogue: Content, shipped: Path, code: str
) -> None:
    """Values of baselines and flags are no targets, and are not looked for."""
    text, reading = _read(code)
    content = read_packs(shipped)[code].content()
    kinds = {row["key"]: row["kind"] for row in read_packs(shipped)["base"].content()["parameters"]}
    wanted = {(row["key"], None) for row in content["plans"][0].get("indicators", []) if "target" in row}
    wanted |= {
        (row["key"], value.get("class"))
        for row in content["parameters"]
        for value in row["values"]
        if kinds[row["key"]] != "flag"
    }
    wanted -= WITHOUT_NUMBER
    found = {(match.key, match.class_key) for match in recognise(reading, catalogue, text)}
    assert len(wanted & found) >= 0.9 * len(wanted), wanted - found
    assert len(wanted & found) >= 0.9 * len(found), found - wanted


# Commitments in words only, which the reader gives as no target.
WITHOUT_NUMBER = {
    ("institution_medical_service_rate", None),
    ("tcm_hall_coverage", None),
    ("credit_file_coverage", None),
}


@pytest.mark.shared
@pytest.mark.parametrize("code", ["511722", "500000", "520000"])
def test_tasks_find_their_common_key(catalogue: Content, shipped: Path, code: str) -> None:
    _, reading = _read(code)
    truth = {row["no"]: row["nkey"] for row in read_packs(shipped)[code].content()["plans"][0]["tasks"]}
    hits = [nkey_of(task["text"], catalogue)[0] == truth[task["no"]] for task in reading["tasks"]]
    assert sum(hits) / len(hits) >= 0.95


@pytest.mark.shared
@pytest.mark.parametrize("code", FILES)
def test_units_and_roles_of_a_pack_are_those_of_its_table(shipped: Path, code: str) -> None:
    _, reading = _read(code)
    rows = read_packs(shipped)[code].content()["plans"][0].get("tasks", [])
    packed = {
        (row["no"], unit, role)
        for row in rows
        for role in ("lead", "support", "shared")
        for unit in row.get(role, [])
    }
    read = {
        (task["no"], each["unit"], each["role"])
        for task in reading["tasks"]
        for each in task["responsibilities"]
    }
    assert packed == read


@pytest.mark.shared
@pytest.mark.parametrize("code", FILES)
def test_a_pack_quotes_no_sentence_of_its_plan(shipped: Path, code: str) -> None:
    """A run of 16 characters of a plan may stand in a pack only as a name: of a document, a unit or an indicator."""
    text, _ = _read(code)
    plan = read_packs(shipped)[code].content()["plans"][0]
    squeezed = "".join(text.split())
    titles = [row["title"] for row in [*plan["clauses"], *plan.get("tasks", [])]]
    assert not [title for title in titles if len(title) >= 8 and title in squeezed]
