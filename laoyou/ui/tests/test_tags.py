from django.template import Context, Template
from django.utils import translation

from laoyou.ui.marks import KINDS, MARKS


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_every_state_says_itself_in_words() -> None:
    for state in MARKS:
        shown = render("{% mark state %}", state=state)
        assert str(MARKS[state].word) in shown
        assert 'aria-hidden="true"' in shown


def test_a_goal_is_said_in_both_languages() -> None:
    assert render('{% goal ">=" 55 "%" %}') == "不低于 55.0%"
    with translation.override("en"):
        assert render('{% goal ">=" 55 "%" %}') == "at least 55.0%"


def test_markup_in_data_is_text() -> None:
    assert "<b>" not in render("{% icon name label %}", name="x", label="<b>")
    assert "<script>" not in render("{{ name|local:'县' }}", name="县<script>")


def test_kinds_have_words() -> None:
    assert all(str(word) for word in KINDS.values())


def test_a_class_of_units_is_one_group() -> None:
    class Row:
        def __init__(self, named_as: str, role: str) -> None:
            self.named_as, self.role = named_as, role

    rows = [Row("民政局", "lead"), *(Row("各乡镇", "shared") for _ in range(37))]
    shown = render(
        "{% for g in rows|grouped:'others' %}{{ g.named_as }}×{{ g.count }}{% endfor %}", rows=rows
    )
    assert shown == "各乡镇×37"
