from typing import Any

import pytest

from laoyou.reading.reader import read_text

NOTICE = """青禾县人民政府办公室
关于印发《青禾县一老一小服务方案》的
通  知
青政办发[2024]9号
各镇人民政府、街道办事处:
《青禾县一老一小服务方案》已经县政府同意,现印发给你们。
青禾县人民政府办公室
二〇二四年三月十二日
(此件公开发布)
青禾县一老一小服务方案
为落实《某省人民政府关于办好老人食堂的意见》(某政发〔2023〕7号)和《托班管理办法》精神,制定本方案。
一、目标
建好食堂。
"""


def test_a_notice_and_the_plan_it_issues() -> None:
    read = read_text(NOTICE)
    assert read["title"] == "青禾县一老一小服务方案"
    assert read["notice_title"] == "青禾县人民政府办公室关于印发《青禾县一老一小服务方案》的通知"
    assert (read["issuer"], read["doc_number"], read["date"]) == (
        "青禾县人民政府办公室",
        "青政办发〔2024〕9号",
        "2024-03-12",
    )
    assert read["jurisdiction"]["name"] == "青禾县"
    assert [(item["title"], item["number"]) for item in read["based_on"]] == [
        ("某省人民政府关于办好老人食堂的意见", "某政发〔2023〕7号"),
        ("托班管理办法", None),
    ]


def test_the_page_header_of_a_site() -> None:
    text = (
        "索 引 号: 123/2024-1 文  号: 青政发〔2024〕3号\n发布机构: 青禾县人民政府\n成文日期: 2024-05-06\n发布日期: 2024-06-01\n"
        "青禾县办好老人食堂的若干措施\n一、目标\n建好食堂。\n"
    )
    read = read_text(text)
    assert (read["title"], read["issuer"], read["doc_number"], read["date"]) == (
        "青禾县办好老人食堂的若干措施", "青禾县人民政府", "青政发〔2024〕3号", "2024-05-06",
    )  # fmt: skip


def test_two_issuers_and_a_signature_below_the_list_of_annexes() -> None:
    read = read_text(
        "关于办好托班的意见\n一、目标\n办托班。\n附件:任务表\n青禾县教育局 青禾县民政局\n2024年5月6日\n"
    )
    assert read["issuer"] == "青禾县教育局 青禾县民政局"
    assert read["date"] == "2024-05-06"


def test_what_the_text_does_not_say_is_null() -> None:
    read = read_text("一、目标\n建好食堂。2024年5月6日印发。\n")
    assert [read[key] for key in ("title", "issuer", "doc_number", "date", "jurisdiction")] == [None] * 5
    assert read["based_on"] == []


@pytest.mark.parametrize(
    ("issuer", "addressee", "name", "level"),
    [
        ("云川省人民政府", "各市人民政府:", "云川省", "province"),
        ("重庆市人民政府", "各区县人民政府:", "重庆市", "municipality"),
        ("云川市人民政府", "各县(市、区)人民政府:", "云川市", "prefecture"),
        ("云川市人民政府", "各镇人民政府、街道办事处:", "云川市", "county"),
        ("中共青禾州委办公室", "各县市:", "青禾州", "prefecture"),
        ("云川市青禾区人民政府", "各街道办事处:", "青禾区", "county"),
        ("国家卫生健康委", "各省:", "全国", "national"),
        ("泾县人民政府", "各镇人民政府:", "泾县", "county"),
        ("云川省青禾市松岭傣族佤族自治县人民政府", "各镇人民政府:", "松岭傣族佤族自治县", "county"),
    ],
)
def test_the_place_is_the_issuers(issuer: str, addressee: str, name: str, level: str) -> None:
    place: dict[str, Any] = read_text(f"关于办好食堂的通知\n{addressee}\n一、目标\n{issuer}\n2024年5月6日\n")[
        "jurisdiction"
    ]
    assert (place["name"], place["level"]) == (name, level)


def test_a_place_inferred_from_units_says_so() -> None:
    text = "序号 | 任务 | 责任单位 |\n1 | 建好食堂 | 县民政局、人行青禾支行 |\n2 | 建好托班 | 县教育局 |\n"
    read = read_text(text)
    assert read["jurisdiction"]["inferred"]
    assert read["inferred"]["jurisdiction"]["name"] == "青禾县"
    assert read["jurisdiction"]["evidence"] == ["人行青禾支行"]


def test_a_title_broken_over_lines_with_its_years() -> None:
    assert (
        read_text("青禾县办好老人食堂行动计划\n(2024—2026年)\n一、目标\n")["title"]
        == "青禾县办好老人食堂行动计划(2024—2026年)"
    )


def test_a_notice_with_clauses_of_its_own_keeps_them_apart_from_the_plans() -> None:
    text = (
        "青禾县人民政府关于印发青禾县老人食堂方案的通知\n一、提高认识\n要重视。\n二、抓好落实\n要落实。\n青禾县人民政府\n2024年5月6日\n"
        "青禾县老人食堂方案\n根据《食堂条例》,制定本方案。\n一、目标\n建食堂。\n二、任务\n扩厨房。\n"
    )
    read = read_text(text)
    assert read["title"] == "青禾县老人食堂方案"
    assert [clause["path"] for clause in read["clauses"]] == ["通知/一", "通知/二", "一", "二"]
    assert [item["title"] for item in read["based_on"]] == ["食堂条例"]
    assert read["defects"] == []


def test_the_day_a_page_was_put_up_is_not_the_day_of_the_document() -> None:
    read = read_text("青禾县老人食堂方案\n2024-06-01\n发布时间:2024-06-01 10:20\n一、目标\n建食堂。\n")
    assert read["date"] is None


def test_a_title_broken_anywhere_and_one_that_only_ends_in_the_next_line() -> None:
    broken = "青禾县推进“银龄”服务工作\n暨托班建设总体实施方案\n一、目标\n办好。\n"
    assert read_text(broken)["title"] == "青禾县推进“银龄”服务工作暨托班建设总体实施方案"
    three = "青禾县人民政府办公室关于印发\n青禾县加快推进老人食堂建设\n提质扩面实施方案的通知\n各镇:\n印发给你们。\n青禾县人民政府办公室\n2024111\n"
    assert (
        read_text(three)["title"]
        == "青禾县人民政府办公室关于印发青禾县加快推进老人食堂建设提质扩面实施方案的通知"
    )
    assert read_text(three)["date"] is None
    kind = "青禾县人民政府\n关于印发青禾县贯彻银龄行动\n实施方案的通知\n各镇:\n印发给你们。\n青禾县人民政府\n2024927\n"
    assert (read_text(kind)["title"], read_text(kind)["date"]) == (
        "青禾县人民政府关于印发青禾县贯彻银龄行动实施方案的通知",
        "2024-09-27",
    )


def test_a_table_that_is_a_document_of_its_own_has_a_title() -> None:
    text = "“十四五”时期青禾县托育任务分解表\n序号 | 任务 | 责任单位 |\n1 | 建好老人食堂 | 县民政局 |\n"
    read = read_text(text)
    assert (read["title"], read["jurisdiction"]["name"]) == ("“十四五”时期青禾县托育任务分解表", "青禾县")
    assert read_text("附件\n" + text)["title"] is None


def test_question_marks_for_blanks_before_every_line() -> None:
    read = read_text(
        "??青禾县民政局关于办好食堂的意见\n??一、目标\n??办好食堂。\n??青禾县民政局\n??2024年5月6日\n"
    )
    assert [clause["path"] for clause in read["clauses"]] == ["一"]
    assert (read["issuer"], read["date"]) == ("青禾县民政局", "2024-05-06")


@pytest.mark.parametrize(
    ("words", "title", "number"),
    [
        ("《托班办法》 ( 某政〔2014〕3 号)", "托班办法", "某政〔2014〕3号"),
        ("《托班办法》(某政办发〔202316号)", "托班办法", "某政办发〔2023〕16号"),
        ("《托班办法》(某政发〔201913)", "托班办法", "某政发〔2019〕13号"),
        ("省政府办公厅印发的《托班办法》(某政办〔2022〕42号)", "托班办法", "某政办〔2022〕42号"),
        ("省政府《“银龄”食堂规划》", "“银龄”食堂规划", None),
    ],
)
def test_a_basis_and_its_number_however_they_are_printed(words: str, title: str, number: str | None) -> None:
    text = f"青禾县“银龄”食堂规划\n为贯彻落实{words}精神,制定本规划。\n一、目标\n办好食堂。\n"
    assert [(item["title"], item["number"]) for item in read_text(text)["based_on"]] == [(title, number)]
