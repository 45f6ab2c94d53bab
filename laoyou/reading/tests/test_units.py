import pytest

from laoyou.reading.units import looks_like_units, read_units


def roles(phrase: str, role: str | None = None, first_leads: bool = False) -> dict[str, str]:
    return {item.unit: item.role for item in read_units(phrase, role, first_leads)}


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("市民政局、市财政局按职责分工负责。", {"市民政局": "shared", "市财政局": "shared"}),
        ("市民政局、市财政局", {"市民政局": "shared", "市财政局": "shared"}),
        ("市民政局负责", {"市民政局": "lead"}),
        ("市民政局、市财政局负责", {"市民政局": "shared", "市财政局": "shared"}),
        (
            "市民政局牵头,市财政局、市医保局配合",
            {"市民政局": "lead", "市财政局": "support", "市医保局": "support"},
        ),
        ("市民政局牵头、市财政局参与", {"市民政局": "lead", "市财政局": "support"}),
        ("市民政局牵头,市财政局", {"市民政局": "lead", "市财政局": "support"}),
        ("市民政局牵头、市财政局按职责分工负责", {"市民政局": "lead", "市财政局": "shared"}),
        (
            "市民政局牵头,市财政局参加,各级人民政府负责",
            {"市民政局": "lead", "市财政局": "support", "各级人民政府": "shared"},
        ),
        ("市民政局负责,市财政局协助", {"市民政局": "lead", "市财政局": "support"}),
        (
            "由市民政局牵头,会同市财政局、市医保局落实",
            {"市民政局": "lead", "市财政局": "support", "市医保局": "support"},
        ),
        (
            "牵头单位:市民政局;配合单位:市财政局、市医保局",
            {"市民政局": "lead", "市财政局": "support", "市医保局": "support"},
        ),
        ("责任单位:市民政局、各镇人民政府", {"市民政局": "shared", "各镇人民政府": "shared"}),
        ("市民政局(牵头),市财政局(配合)", {"市民政局": "lead", "市财政局": "support"}),
        ("市民政局为牵头单位,市财政局为配合单位", {"市民政局": "lead", "市财政局": "support"}),
        ("市民政局负责老人食堂,市教育局负责托班", {"市民政局": "shared", "市教育局": "shared"}),
        ("—", {}),
    ],
)
def test_the_word_governs_the_units_before_it(phrase: str, expected: dict[str, str]) -> None:
    assert roles(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "units"),
    [
        ("县民政局等有关部门(单位)按职责分工负责", ["县民政局"]),
        ("县民政局牵头,有关部门(单位)配合", ["县民政局", "有关部门(单位)"]),
        ("市级有关部门参与", ["市级有关部门"]),
        ("各镇人民政府(街道办事处)、市残联", ["各镇人民政府(街道办事处)", "市残联"]),
        ("各市、县(市、区)人民政府,省民政厅", ["各市、县(市、区)人民政府", "省民政厅"]),
        ("市发展改革委(市粮食局)、市住房和城乡建设局", ["市发展改革委(市粮食局)", "市住房和城乡建设局"]),
        ("市民政局和市文化和旅游局", ["市民政局", "市文化和旅游局"]),
        ("各县(市、区)党委和政府及市妇联", ["各县(市、区)党委和政府", "市妇联"]),
        ("市住房和城乡建\n设局、市民\n政局", ["市住房和城乡建设局", "市民政局"]),
        ("县民政局\n县财政局 县残联", ["县民政局", "县财政局", "县残联"]),
        ("责任单位:市民政局;完成时限:2026年6月", ["市民政局"]),
        ("市民政局★、市财政局", ["市民政局", "市财政局"]),
    ],
)
def test_names_are_kept_whole(phrase: str, units: list[str]) -> None:
    assert list(roles(phrase)) == units


def test_the_head_of_the_column_gives_the_role_unless_the_cell_says_otherwise() -> None:
    assert roles("市民政局、市财政局", role="support") == {"市民政局": "support", "市财政局": "support"}
    assert roles("市民政局牵头,市财政局配合", role="support") == {"市民政局": "lead", "市财政局": "support"}
    assert roles("市民政局、市财政局", first_leads=True) == {"市民政局": "lead", "市财政局": "support"}


def test_a_sentence_is_not_a_list_of_units() -> None:
    assert looks_like_units("市民政局、市财政局牵头")
    assert not looks_like_units("建设社区食堂,方便老人就餐")
    assert not looks_like_units("(二)社区支持")
