from typing import Any

from laoyou.reading.reader import read_text


def tasks(text: str) -> list[tuple[int, str, list[tuple[str, str]]]]:
    read: dict[str, Any] = read_text(text)
    return [(t["no"], t["text"], [(r["unit"], r["role"]) for r in t["responsibilities"]]) for t in read["tasks"]]


CANTEEN = (1, "建好老人食堂", [("市民政局", "lead"), ("市财政局", "support")])
NURSERY = (2, "办好社区托班", [("市教育局", "lead")])


def test_cells_merged_down_the_first_columns() -> None:
    before = "类别 |\n序号 |\n任务 |\n责任单位 |\n养老 |\n1 |\n建好老人食堂 |\n市民政局牵头,市财政局配合 |\n2 |\n办好社区托班 |\n市教育局负责 |\n"
    after = "序号 | 类别 | 任务 | 责任单位 |\n1 | 养老 | 建好老人食堂 | 市民政局牵头,市财政局配合 |\n2 | 办好社区托班 | 市教育局负责 |\n"
    assert tasks(before) == tasks(after) == [CANTEEN, NURSERY]


def test_units_merged_down_are_taken_from_above_with_less_confidence() -> None:
    text = "序号 | 任务 | 责任单位 |\n1 | 建好老人食堂 | 市民政局 |\n2 | 办好社区托班 | |\n"
    assert tasks(text)[1] == (2, "办好社区托班", [("市民政局", "shared")])
    assert read_text(text)["tasks"][1]["confidence"] < 0.9


def test_numbers_in_chinese_in_the_text_or_missing() -> None:
    rows = "市民政局牵头,市财政局配合 |\n{}办好社区托班 | 市教育局负责 |\n"
    assert tasks("序号 | 任务 | 责任单位 |\n一 | 建好老人食堂 | " + rows.format("二 | ")) == [CANTEEN, NURSERY]
    assert tasks("任务 | 责任单位 |\n1.建好老人食堂 | " + rows.format("2.")) == [CANTEEN, NURSERY]
    assert tasks("任务 | 责任单位 |\n建好老人食堂 | " + rows.format("")) == [CANTEEN, NURSERY]


def test_a_head_that_was_lost_and_one_spelled_out() -> None:
    lost = "1 | 建好老人食堂 | 市民政局 |\n2 | 办好社区托班 | 市教育局 |\n3 | 改造旧厂房 | 市住建局 |\n"
    assert [task[0] for task in tasks(lost)] == [1, 2, 3]
    spelled = "序 号 任 务 责 任 单 位\n1 建好老人食堂 市民政局牵头,市财政局配合\n2 办好社区托班 市教育局负责\n"
    assert tasks(spelled) == [CANTEEN, NURSERY]


def test_paragraphs_in_cells_of_a_table_without_rules() -> None:
    text = "序号\n任务\n责任单位\n1\n建好老人食堂。\n改造厨房。\n市民政局牵头,\n市财政局配合\n2\n办好社区托班\n市教育局负责\n"
    assert tasks(text) == [(1, "建好老人食堂。改造厨房。", CANTEEN[2]), NURSERY]


def test_page_numbers_repeated_heads_and_groups_are_no_rows() -> None:
    text = (
        "序号 | 任务 | 责任单位 |\n一 | 养老 | |\n1 | 建好老人食堂 | 市民政局牵头,市财政局配合 |\n— 7 —\n"
        "序号 | 任务 | 责任单位 |\n二、托育 |\n2 | 办好社区托班 | 市教育局负责 |\n"
    )
    assert tasks(text) == [CANTEEN, NURSERY]
    assert [task["group"] for task in read_text(text)["tasks"]] == ["一养老", "二、托育"]


def test_the_measure_is_the_task_where_the_aim_stands_beside_it() -> None:
    text = "序号 | 重点任务 | 工作目标 | 责任单位 | 完成时限 |\n1 | 建好老人食堂 | 覆盖九成社区 | 市民政局牵头,市财政局配合 | 长期 |\n"
    assert tasks(text) == [CANTEEN]


def test_rows_of_another_table_are_listed_as_unread() -> None:
    read = read_text("序号 | 项目名称 | 建设地点 | 总投资 |\n1 | 食堂 | 东街 | 30 |\n")
    assert read["tasks"] == []
    assert len(read["unread"]) == 1


def test_tasks_printed_as_paragraphs_of_an_annex_that_divides_them() -> None:
    text = (
        "一、总则\n办好食堂。(市民政局负责)\n附件:重点任务分工\n附件\n重点任务分工\n"
        "1.建好老人食堂。(市民政局牵头,市财政局配合)\n2.办好社区托班\n责任单位:市教育局\n"
    )
    assert tasks(text) == [(1, "建好老人食堂。", CANTEEN[2]), (2, "办好社区托班", [("市教育局", "shared")])]


def test_a_row_that_lost_its_number_keeps_its_place() -> None:
    stacked = "序号 |\n任务 |\n责任单位 |\n1 |\n建好老人食堂 |\n市民政局牵头,市财政局配合 |\n办好社区托班 |\n市教育局负责 |\n3 |\n改造旧厂房 |\n市住建局 |\n"
    assert tasks(stacked)[:2] == [CANTEEN, NURSERY]
    assert [task[0] for task in tasks(stacked)] == [1, 2, 3]


def test_rows_and_heads_may_lack_their_closing_bar() -> None:
    rows = "1 | 建好老人食堂 | 市民政局牵头,市财政局配合{0}\n2 | 办好社区托班 | 市教育局负责{0}\n"
    assert tasks("序号 | 任务 | 责任单位 |\n" + rows.format("")) == tasks("序号 | 任务 | 责任单位\n" + rows.format(" |")) == [CANTEEN, NURSERY]
