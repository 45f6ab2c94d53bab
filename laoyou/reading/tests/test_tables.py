from typing import Any

from laoyou.reading.reader import read_text


def tasks(text: str) -> list[tuple[int, str, list[tuple[str, str]]]]:
    read: dict[str, Any] = read_text(text)
    return [
        (t["no"], t["text"], [(r["unit"], r["role"]) for r in t["responsibilities"]]) for t in read["tasks"]
    ]


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
    assert tasks("序号 | 任务 | 责任单位 |\n一 | 建好老人食堂 | " + rows.format("二 | ")) == [
        CANTEEN,
        NURSERY,
    ]
    assert tasks("任务 | 责任单位 |\n1.建好老人食堂 | " + rows.format("2.")) == [CANTEEN, NURSERY]
    assert tasks("任务 | 责任单位 |\n建好老人食堂 | " + rows.format("")) == [CANTEEN, NURSERY]


def test_a_head_that_was_lost_and_one_spelled_out() -> None:
    lost = "1 | 建好老人食堂 | 市民政局 |\n2 | 办好社区托班 | 市教育局 |\n3 | 改造旧厂房 | 市住建局 |\n"
    assert [task[0] for task in tasks(lost)] == [1, 2, 3]
    spelled = (
        "序 号 任 务 责 任 单 位\n1 建好老人食堂 市民政局牵头,市财政局配合\n2 办好社区托班 市教育局负责\n"
    )
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
    assert (
        tasks("序号 | 任务 | 责任单位 |\n" + rows.format(""))
        == tasks("序号 | 任务 | 责任单位\n" + rows.format(" |"))
        == [CANTEEN, NURSERY]
    )


def test_rows_that_lost_every_rule_and_line_break() -> None:
    rows = "{}1建好老人食堂。市民政局牵头,市财政局配合{}2办好社区托班。市教育局负责\n后记在此。\n"
    for head in ("序号任务责任单位", "序号 任务 责任单位\n"):
        assert tasks(rows.format(head, "")) == tasks(rows.format(head, "\n")) == [CANTEEN, NURSERY] or head
    stops = (
        "序号工作任务责任单位7到2025年建成120个食堂。推广8种做法市民政局、市财政局8办好社区托班市教育局负责"
    )
    assert [(no, text, len(units)) for no, text, units in tasks(stops)] == [
        (7, "到2025年建成120个食堂。推广8种做法", 2),
        (8, "办好社区托班", 1),
    ]
    [one, two] = tasks(
        "序号任务牵头单位配合单位1建好老人食堂。市民政局市财政局、市残联2办好社区托班。市教育局市妇联"
    )
    assert one[2] == [("市民政局", "lead"), ("市财政局", "support"), ("市残联", "support")]
    assert two[2] == [("市教育局", "lead"), ("市妇联", "support")]


def test_titles_between_rows_that_are_printed_a_cell_a_line() -> None:
    rows = ("1", "建好老人食堂", "市民政局牵头,市财政局配合"), ("2", "办好社区托班", "市教育局负责")
    for title in (["一", "养老服务"], ["一、养老服务"], ["养老服务"]):
        for close in (" |\n", "\n", "\n\n"):
            cells = ["序号", "任务", "责任单位", *rows[0], *title, *rows[1]]
            assert tasks("".join(cell + close for cell in cells)) == [CANTEEN, NURSERY], (title, close)
            numbered = [
                "序号",
                "任务",
                "责任单位",
                *(title if len(title) > 1 or "、" in title[0] else []),
                *rows[0],
                *rows[1],
            ]
            assert tasks("".join(cell + close for cell in numbered)) == [CANTEEN, NURSERY], (title, close)


def test_rows_are_counted_from_one_again_below_a_title() -> None:
    cells = [
        "序号",
        "任务",
        "责任单位",
        "一、养老",
        "1",
        "建好老人食堂",
        "市民政局牵头,市财政局配合",
        "二、托育",
        "1",
        "办好社区托班",
        "市教育局负责",
    ]
    assert [task[:2] for task in tasks("\n".join(cells) + "\n")] == [(1, "建好老人食堂"), (1, "办好社区托班")]


def test_a_cell_broken_in_two_among_blank_lines() -> None:
    text = "序号\n\n任务\n\n责任\n单位\n\n1\n\n建好\n老人食堂\n\n市民政局牵头,\n市财政局配合\n\n2\n\n办好社区托班\n\n市教育局负责\n分享按钮\n"
    assert tasks(text)[0] == CANTEEN
    assert tasks(text)[1][:2] == NURSERY[:2]
