"""Components of the pages: icons, marks, numbers, fields, sortable headers. A builtin of every template."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from laoyou.indicators import trajectory
from laoyou.indicators.rules import REASONS
from laoyou.lib.charts import PAGE, SMALL
from laoyou.lib.drawing import svg
from laoyou.ui.divisions import in_full
from laoyou.ui.listing import Listing
from laoyou.ui.marks import KINDS, MARKS, ROLES
from laoyou.ui.numbers import OPS, told_apart
from laoyou.ui.numbers import measured as measured_text
from laoyou.ui.numbers import number as number_text

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A stroke icon of the sprite; decorative unless it has a label."""
    href = static("ui/icons.svg") + "#" + name
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, href
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', href)


@register.simple_tag
def mark(state: str) -> SafeString:
    """A state as word, shape and colour; the word alone is enough."""
    found = MARKS[state]
    return format_html(
        '<span class="mark mark-{}">{}{}</span>', found.tone, icon("mark-" + found.shape), found.word
    )


@register.simple_tag
def kind(name: str) -> SafeString:
    """The kind of an item, with the line that underlines it in the text."""
    return format_html('<span class="kind kind-{}">{}</span>', name, KINDS[name])


@register.filter
def kind_word(name: str) -> Any:
    return KINDS[name]


@register.filter
def role_word(role: str) -> Any:
    return ROLES[role]


@register.filter
def word_in(key: str, words: Mapping[str, Any]) -> str:
    """What a key of the packs is called in the language of the page; the key itself where they do not know it."""
    found = words.get(key)
    if not found:
        return key
    if isinstance(found, tuple):
        return str(found[get_language() == "en"])
    return str(found["en" if get_language() == "en" else "zh"])


@register.simple_tag
def known(words: Mapping[str, Any], link_kind: str, key: str) -> str:
    """What a linked parameter or indicator is called."""
    return word_in(f"{link_kind}:{key}", words)


@register.filter
def local(name: str, place: str) -> str:
    """A department's name without the place that the whole page is about."""
    return name.removeprefix(place) or name


@register.filter
def grouped(obligations: Iterable[Any], who: str) -> list[dict[str, Any]]:
    """Obligations of a role, or all "others" than lead; one group for each name in the document: a class of 37 is one."""
    groups: dict[str, list[Any]] = {}
    for one in obligations:
        if who in {one.role, "all"} or (who == "others" and one.role != "lead"):
            groups.setdefault(one.named_as, []).append(one)
    return [{"named_as": name, "rows": rows, "count": len(rows)} for name, rows in groups.items()]


register.filter(in_full)


@register.filter
def clause_path(path: str) -> str:
    """二/(一)/2 as a trail."""
    return path.replace("/", " › ")


@register.filter
def reason_word(reason: str) -> Any:
    """Why a judgement is what it is."""
    return REASONS[reason] if reason in REASONS else trajectory.REASONS[reason]


@register.filter
def pair_word(words: tuple[str, str]) -> str:
    """(Chinese, English) in the language of the page."""
    return words[get_language() == "en"]


@register.inclusion_tag("ui/observed.html")
def observed(row: Any) -> dict[str, Any]:
    """The figure that a goal was judged by; the counts behind it on hover and focus."""
    target = row.target
    return {
        "row": row,
        "seen": row.observation,
        "text": measured_text(row.judgement.value, target.unit, target.value),
    }


@register.simple_tag
def chart(row: Any, large: bool = False) -> SafeString:
    """An indicator's drawing with its figures in words; a page puts the table beside it."""
    shown = [
        (each.observation.period, measured_text(each.value, row.target.unit, row.target.value))
        for each in row.seen
    ]
    said = _("，").join(f"{period} {text}" for period, text in reversed(shown)) or _("无数据")
    label = _("%(name)s：%(said)s；目标 %(year)s 年 %(goal)s") % {
        "name": row.target.name,
        "said": said,
        "year": row.target.year or "",
        "goal": goal(row.target.op, row.target.value, row.target.unit),
    }
    sizes = {"chart chart-large": PAGE, "chart chart-phone": SMALL} if large else {"chart": SMALL}
    # Our own drawings, made of numbers only. Of the two sizes of a large one a screen shows one.
    drawn = ((kind, label, mark_safe(svg(row.chart(size)))) for kind, size in sizes.items())  # noqa: S308
    return format_html_join("", '<div class="{}" role="img" aria-label="{}">{}</div>', drawn)


@register.filter
def figure(value: Any, target: Any) -> str:
    """A figure in the target's unit, with as many decimals as tell it from the goal."""
    return measured_text(value, target.unit, target.value)


@register.filter
def apart(seen: Any, target: Any) -> tuple[str, str]:
    """What was reported and what was due, never the same words for two different figures."""
    return told_apart(seen.value, seen.planned, target.unit, target.value)


@register.filter
def beside(cells: Iterable[Any], columns: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Each cell of a row with the column that it stands in."""
    return list(zip(cells, columns, strict=True))


@register.filter
def signed(value: Any, unit: str = "") -> str:
    """A difference with its sign; between two shares in percentage points."""
    if value is None:
        return ""
    text = measured_text(abs(value), "" if unit == "%" else unit, Decimal(0))
    if unit == "%":
        text = _("%(points)s 个百分点") % {"points": text}
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{text}"


@register.simple_tag
def number(value: Decimal | int | float | None, unit: str = "") -> str:
    """A number with its unit, as people read it."""
    return number_text(value, unit)


@register.simple_tag
def goal(op: str, value: Decimal | int | float | None, unit: str = "") -> str:
    """What must be reached, in words: 不低于 55.0%."""
    return f"{OPS[op]} {number_text(value, unit)}"


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, wide: bool = False) -> dict[str, object]:
    """One form field: label above, help under it, error beside it."""
    input_kind = getattr(bound.field.widget, "input_type", "other")
    return {"field": bound, "wide": wide, "kind": input_kind}


@register.inclusion_tag("ui/sort.html")
def sort_header(listing: Listing, name: str, label: str, number: bool = False) -> dict[str, object]:
    """A column header that orders the list; a second click turns the order round."""
    falling, rising = listing.sort == "-" + name, listing.sort == name
    return {
        "label": label,
        "number": number,
        "rising": rising,
        "falling": falling,
        "url": listing.url(sort="-" + name if rising else name),
    }


@register.filter
def pack_title(title: str, label: Any) -> str:
    """A title that is still the pack's own word, in the language of the page; a title of its own as it stands."""
    return str(label) if title == label.zh else title
