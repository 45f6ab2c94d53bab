"""Who reports what to whom, and by when."""

from typing import Any

import pytest

from laoyou.reading.reporting import find_reporting


def _one(text: str) -> dict[str, Any]:
    items = find_reporting(text, [])
    assert len(items) == 1, items
    return items[0]


@pytest.mark.parametrize(
    ("text", "who", "to", "when", "deadlines"),
    [
        (
            "各县区、各部门请于每年6月10日和12月10日前将任务进展报市民政局。",
            ["各县区", "各部门"], "市民政局", "每年6月10日和12月10日前", [(6, 10), (12, 10)],
        ),
        ("县卫健局要加强调度,每半年向县政府报告一次进展。", ["县卫健局"], "县政府", "每半年", []),
        ("各乡镇(街道)于11月底前将自查情况报送县教育局。", ["各乡镇(街道)"], "县教育局", "11月底前", [(11, 30)]),
        ("各成员单位每月5日前将数据报送专班办公室。", ["各成员单位"], "专班办公室", "每月5日前", [(None, 5)]),
        ("各社区工作站办公室每周五前将台账报镇民政办公室。", ["各社区工作站办公室"], "镇民政办公室", "每周五前", []),
        ("各乡镇每季度首月8日前将报表报送县托育工作委员会办公室。", ["各乡镇"], "县托育工作委员会办公室", "每季度首月8日前", [(None, 8)]),
        ("各乡镇于9月20日前将名册报县人力资源和社会保障局。", ["各乡镇"], "县人力资源和社会保障局", "9月20日前", [(9, 20)]),
        ("区发改局、区财政局定期向同级人大常委会报告。", ["区发改局", "区财政局"], "同级人大常委会", "定期", []),
    ],
)  # fmt: skip
def test_reports(
    text: str, who: list[str], to: str, when: str, deadlines: list[tuple[int | None, int]]
) -> None:
    item = _one(text)
    assert (item["who"], item["to"], item["when"]) == (who, to, when)
    assert [(d["month"], d["day"]) for d in item["deadlines"]] == deadlines


def test_two_reports_of_one_sentence() -> None:
    text = "各单位每季度末向专班办公室报送进展;专班办公室每年1月15日前向市政府报告总体情况。"
    assert [(item["to"], item["what"]) for item in find_reporting(text, [])] == [
        ("专班办公室", "进展"),
        ("市政府", "总体情况"),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("监管结果及时向社会公布并报告典型案例。", "the public is told, nobody reports"),
        ("确有必要的,报市委办公室备案。", "a filing of one case"),
        ("定期听取工作报告,编制年度报告。", "a report is heard or written"),
        ("组织新闻报道,做好报名工作。", "other words with 报"),
    ],
)
def test_no_report(text: str, why: str) -> None:
    assert find_reporting(text, []) == [], why
