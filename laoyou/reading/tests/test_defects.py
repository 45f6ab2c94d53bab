from laoyou.reading.reader import read_text


def kinds(text: str) -> list[str]:
    return [item["kind"] for item in read_text(text)["defects"]]


def test_a_title_without_its_table() -> None:
    assert (
        kinds(
            "一、目标\n主要指标如下:\n青禾县养老服务主要指标表\n青禾县托育服务主要指标表\n二、任务\n建好食堂。\n"
        )
        == ["table_absent"] * 2
    )
    assert kinds("一、目标\n正文\n青禾县主要指标表\n指标 | 2020年 | 2025年 |\n食堂数 | 1 | 9 |\n") == []


def test_an_annex_listed_but_not_there_and_a_body_that_is_not() -> None:
    assert kinds("一、目标\n建好食堂。\n附件:项目清单\n") == ["annex_absent"]
    assert kinds("附件\n任务分工表\n序号 | 任务 | 责任单位 |\n1 | 建好食堂 | 县民政局 |\n") == ["body_absent"]


def test_task_numbers_that_jump_or_repeat() -> None:
    rows = "".join(f"{n} | 建好第{n}处食堂 | 县民政局 |\n" for n in (1, 2, 4, 4))
    found = read_text(f"序号 | 任务 | 责任单位 |\n{rows}")["defects"]
    assert [item["words"] for item in found] == [
        "任务序号从2跳到4。请核对是否缺行。",
        "任务序号4重复。请核对原表。",
    ]


def test_groups_counted_twice_and_a_share_that_cannot_be() -> None:
    assert kinds("一、组织\n领导小组下设食堂、托班两个工作组。\n二、职责\n领导小组下设三个工作组。\n") == [
        "contradiction"
    ]
    text = "一、基础\n婴幼儿总数80000人,现有托位3000个、每千名幼儿托位数1.2个。\n"
    assert kinds(text) == ["contradiction"]


def test_every_defect_says_where() -> None:
    text = "一、目标\n建好食堂。\n附件:项目清单\n"
    [item] = read_text(text)["defects"]
    start, end = item["span"]
    assert "项目清单" in text[start:end]


def test_signs_that_a_conversion_lost() -> None:
    text = "一、總體要求\n開展養老服務,實現機構?fù)碛写参?0張。\n為老年人建設食堂,確保質量。\n二、組織?fù)保障\n各單位落實。\n"
    found = [item for item in read_text(text)["defects"] if item["kind"] == "characters_lost"]
    assert [text[slice(*item["span"])] for item in found] == ["?fù)", "?fù)"]
