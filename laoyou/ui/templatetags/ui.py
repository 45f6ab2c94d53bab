"""Components of the pages: icons, marks, numbers, fields, sortable headers. A builtin of every template."""

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from laoyou.ui.marks import MARKS

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


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, wide: bool = False) -> dict[str, object]:
    """One form field: label above, help under it, error beside it."""
    kind = getattr(bound.field.widget, "input_type", "other")
    return {"field": bound, "wide": wide, "kind": kind}
