from laoyou.reading.reader import read_text


def annexes(text: str) -> list[tuple[str, str | None, bool]]:
    return [(item["number"], item["title"], item["present"]) for item in read_text(text)["annexes"]]


TABLE = "序号 | 重点任务 | 责任单位 |\n1 | 建好食堂 | 县民政局 |\n"


def test_a_list_on_lines_of_its_own() -> None:
    text = f"一、总则\n正文。\n附件:\n1.任务分工表\n2.项目清单\n附件1\n任务分工表\n{TABLE}"
    assert annexes(text) == [("附件1", "任务分工表", True), ("附件2", "项目清单", False)]


def test_a_list_on_one_line_and_a_single_annex() -> None:
    assert annexes("一、总则\n附件:1.任务表 2.指标表\n") == [
        ("附件1", "任务表", False),
        ("附件2", "指标表", False),
    ]
    assert annexes(f"一、总则\n附件:任务分工表\n附件\n任务分工表\n{TABLE}") == [("附件", "任务分工表", True)]


def test_the_tail_of_a_list_is_no_clause() -> None:
    read = read_text(f"2.任务分工表\n附件1\n主要指标\n附件2\n任务分工表\n{TABLE}")
    assert read["clauses"] == []
    assert [item["title"] for item in read["annexes"]] == ["主要指标", "任务分工表"]


def test_an_annex_known_by_its_title_alone() -> None:
    assert annexes(f"一、总则\n附件:任务分工表\n某县人民政府\n2024年1月2日\n任务分工表\n{TABLE}") == [
        ("附件", "任务分工表", True)
    ]


def test_clauses_of_an_annex_carry_its_number() -> None:
    text = "一、总则\n正文。\n附件1\n领导小组名单\n一、组成\n县长任组长。\n"
    assert [clause["path"] for clause in read_text(text)["clauses"]] == ["一", "附件1/一"]


def test_prose_that_speaks_of_an_annex_heads_none() -> None:
    assert annexes("一、总则\n附件1所列任务由各单位落实\n") == []


def test_a_title_may_begin_with_its_year() -> None:
    assert annexes("一、总则\n正文。\n附件\n2031年任务表\n序号 | 任务 |\n") == [
        ("附件", "2031年任务表", True)
    ]
