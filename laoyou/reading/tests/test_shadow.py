"""The matching text and its map back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laoyou.reading.shadow import make_shadow

CONVERTED = "縣內(nèi)養(yǎng)老機構(gòu)與托育服務(wù)點達到30家,覆蓋鄉(xiāng)鎮(zhèn)。"

mixed = st.text(
    alphabet=st.sampled_from(
        "养養务務构構老育(yǎng)(wù)（gòu）\u200b\ufeff　\u00a0，。;；1２%％\n\r□?^ㄐ⑴㈠—–[2020]号aA"
    ),
    max_size=80,
)


def text_of(text: str) -> str:
    return make_shadow(text).text


@given(st.one_of(st.text(max_size=60), mixed))
def test_every_offset_maps_into_the_original_in_order(text: str) -> None:
    shadow = make_shadow(text)
    last = 0
    for offset in range(len(shadow.text)):
        start, end = shadow.span(offset, offset + 1)
        assert last <= start < end <= len(text)
        last = start
    assert shadow.span(0, 0)[0] <= shadow.span(0, len(shadow.text))[1] <= len(text)


@given(st.text(alphabet="养老机构托育服务、。《》“”〔〕(),;:%0123456789A \n", max_size=80))
def test_plain_text_is_its_own_shadow(text: str) -> None:
    shadow = make_shadow(text)
    assert shadow.text == text.replace("○", "〇")
    assert all(shadow.span(at, at + 1) == (at, at + 1) for at in range(len(text)))


@given(st.text(alphabet="养老\n\r 服", max_size=40))
def test_newlines_stay(text: str) -> None:
    assert text_of(text).count("\n") == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("（一）每千人口３．５个：达到９５％；＞６０％", "(一)每千人口3.5个:达到95%;>60%"),
        ("“十四五”、《规划》。", "“十四五”、《规划》。"),
        ("1–3岁、1―3岁、1—3岁", "1—3岁、1—3岁、1—3岁"),
        (
            "某府办[2023]7号 某府办［2023］7号 某府办(2023)7号",
            "某府办〔2023〕7号 某府办〔2023〕7号 某府办〔2023〕7号",
        ),
        ("(2023)年度", "(2023)年度"),
        ("二○二三年、二〇二○年", "二〇二三年、二〇二〇年"),
        ("养\u200b老\ufeff院", "养老院"),
        ("指\u3000标\u00a0名 称", "指 标 名 称"),
        ("⼀、⽼年人", "一、老年人"),
        ("㈠总体 ⒈目标", "(一)总体 1.目标"),
    ],
)
def test_signs_are_unified(text: str, seen: str) -> None:
    assert text_of(text) == seen


def test_converted_text_is_read_in_simplified_without_glosses() -> None:
    shadow = make_shadow(CONVERTED)
    assert shadow.text == "县内养老机构与托育服务点达到30家,覆盖乡镇。"
    assert shadow.traditional
    start = shadow.text.index("养老机构")
    assert CONVERTED[slice(*shadow.span(start, start + 4))] == "養(yǎng)老機構(gòu)"


def test_glosses_without_tones_go_too() -> None:
    assert text_of("縣養(yang)老機構(gou)、醫(yi)療衛（wei）生") == "县养老机构、医疗卫生"


@pytest.mark.parametrize("bracket", ["(App)", "(PPP)", "(TOT)", "(市、区)", "(敬老院)", "(app)", "(试行)"])
def test_true_brackets_stay(bracket: str) -> None:
    assert text_of(f"县里的服务{bracket}照旧") == f"县里的服务{bracket}照旧"
    assert bracket.replace("区", "区") in text_of(f"縣務{bracket}構")


def test_destroyed_characters_are_one_loss_and_break_no_sentence() -> None:
    text = "縣內(nèi)建居。ㄐ。﹨^(qū)配建養(yǎng)老設施,發(fā)收益?zhèn),鼓勵。"
    shadow = make_shadow(text)
    assert shadow.text == "县内建居□配建养老设施,发收益□,鼓励。"
    assert [text[start:end] for start, end in shadow.losses] == ["。ㄐ。﹨^(qū)", "?zhèn)"]
