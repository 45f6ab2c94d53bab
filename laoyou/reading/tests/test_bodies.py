"""Leading groups and their posts; the people here are invented."""

from laoyou.reading.bodies import find_bodies

_LIST = """某县托育工作领导小组
经研究,成立某县托育工作领导小组,名单如下:
组 长:欧 阳 县委副书记、县人民
政府县长
副组长:王小树 县政府副县长
成 员:李大山 县民政局局长
赵一川 县财政局局长、县国
资中心主任
孙 海 县卫生健康局局长
领导小组办公室设在县卫生健康局。
"""


def test_a_list_of_members_gives_posts_and_no_names() -> None:
    [body] = find_bodies(_LIST, [])
    assert body["name"] == "某县托育工作领导小组"
    assert [(post["role"], post["post"]) for post in body["posts"]] == [
        ("组长", "县委副书记、县人民政府县长"),
        ("副组长", "县政府副县长"),
        ("成员", "县民政局局长"),
        ("成员", "县财政局局长、县国资中心主任"),
        ("成员", "县卫生健康局局长"),
    ]
    assert not any(name in str(body) for name in ("欧", "小树", "大山", "一川", "孙"))


def test_posts_in_prose() -> None:
    text = (
        "健康专项组由县政府分管卫生工作的副县长任组长,办公室主任由县卫生健康局主要负责人兼任,负责日常事务。"
    )
    [body] = find_bodies(text, [])
    assert body["name"] == "健康专项组"
    assert [(post["role"], post["post"]) for post in body["posts"]] == [
        ("组长", "县政府分管卫生工作的副县长"),
        ("办公室主任", "县卫生健康局主要负责人"),
    ]


def test_a_body_that_is_set_up_without_posts() -> None:
    assert [
        (body["name"], body["posts"]) for body in find_bodies("建立健全某市养老服务联席会议制度。", [])
    ] == [("某市养老服务联席会议", [])]


def test_a_body_only_spoken_of_is_none() -> None:
    assert find_bodies("领导小组会议定期召开,工作组按分工推进。", []) == []


def test_a_short_name_is_the_body_named_above() -> None:
    text = "成立某区托幼工作领导小组,由区长任组长,副区长和分管教育的副区长任副组长。领导小组办公室主任由区教育局局长兼任。"
    [body] = find_bodies(text, [])
    assert body["name"] == "某区托幼工作领导小组"
    assert [(post["role"], post["post"]) for post in body["posts"]] == [
        ("组长", "区长"),
        ("副组长", "副区长"),
        ("副组长", "分管教育的副区长"),
        ("办公室主任", "区教育局局长"),
    ]


def test_members_without_names_stand_one_a_line() -> None:
    text = "某区托幼工作领导小组\n组长:区委书记\n成员:区教育局局长\n区财政局局长\n"
    [body] = find_bodies(text, [])
    assert [post["post"] for post in body["posts"]] == ["区委书记", "区教育局局长", "区财政局局长"]
