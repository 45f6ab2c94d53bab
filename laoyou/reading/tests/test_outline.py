from laoyou.reading.lines import split_lines
from laoyou.reading.model import Clause
from laoyou.reading.outline import read_outline


def outline(text: str) -> list[Clause]:
    return read_outline(split_lines(text), [(0, len(text), "")])


def paths(text: str) -> list[tuple[str, str, int]]:
    return [(clause.path, clause.heading, clause.level) for clause in outline(text)]


def test_levels_nest_by_the_form_of_the_number() -> None:
    text = "一、总则\n(一)范围。适用全县。\n1.食堂。建食堂。\n2.托班。\n二、保障\n(二)用地。\n①备用"
    assert paths(text) == [
        ("一", "总则", 1),
        ("一/(一)", "范围", 2),
        ("一/(一)/1", "食堂", 3),
        ("一/(一)/2", "托班", 3),
        ("二", "保障", 1),
        ("二/(二)", "用地", 2),
        ("二/(二)/①", "备用", 3),
    ]


def test_chapters_and_articles() -> None:
    assert [path for path, _, _ in paths("第一章 总则\n第一条 为了老人,制定本办法。\n第二章 服务\n第二条 建食堂。")] == [
        "第一章", "第一章/第一条", "第二章", "第二章/第二条",
    ]  # fmt: skip


def test_sentence_marks_dashes_and_decimals_are_no_numbers() -> None:
    assert paths("一是建食堂。\n——养老方面。\n1.5万人受益。\n2025年建成。\n正文里提到三、四级网络。") == []


def test_a_clause_ends_where_the_next_begins_and_a_heading_at_its_stop() -> None:
    text = "一、目标\n一段话。\n(一)食堂。建十个。\n二、附则"
    first, second, third = outline(text)
    assert text[first.start : first.end] == "一、目标\n一段话。\n"
    assert text[second.body_start : second.end] == "建十个。\n"
    assert third.end == len(text)


def test_the_heading_leaves_out_the_units_behind_it() -> None:
    assert paths("(一)办好食堂(责任单位:县民政局)\n(二)工作原则:坚持公益为先,量力而行,久久为功。") == [
        ("(一)", "办好食堂", 1),
        ("(二)", "工作原则", 1),
    ]


def test_a_table_of_contents_is_passed_over() -> None:
    assert [path for path, _, _ in paths("目 录\n一、总则……1\n二、附则……2\n一、总则\n正文。\n二、附则")] == [
        "一",
        "二",
    ]


def test_a_page_pasted_on_one_line() -> None:
    text = (
        "为办好老人食堂,结合实际,制定本方案。 一、主要目标 到2027年,食堂覆盖每个社区,老人就餐更加方便。 二、重点任务 (一)建好食堂。改造厨房。 "
        "(二)配送上门。组建队伍,做到 三、四公里内送达。 三、组织保障 各镇要落实责任,按时建成食堂。\n"
    )
    found = [(path, heading) for path, heading, _ in paths(text)]
    assert found == [
        ("一", "主要目标"),
        ("二", "重点任务"),
        ("二/(一)", "建好食堂"),
        ("二/(二)", "配送上门"),
        ("三", "组织保障"),
    ]
