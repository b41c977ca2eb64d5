"""Parts of pages: `{% state %}`, `{% when %}`, `{% field %}`, `{% asset %}`, and figures."""

import hashlib
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from troth_web.desk import moments, telling, words
from troth_web.desk.listing import file_of

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    """The address of a file of ours, with its content in it, so that a browser may keep it."""
    return f"{static(name)}?v={_version(name)}"


@lru_cache
def _version(name: str) -> str:
    path = finders.find(name)
    return hashlib.sha256(Path(str(path)).read_bytes()).hexdigest()[:12] if path else ""


@register.inclusion_tag("desk/parts/badge.html")
def state(what: str, label: str = "") -> dict[str, str]:
    """A badge: `kept`, `risk`, `broken`, `wait` or an outcome, in its word and its shape."""
    found = words.state_of(what)
    return {"shape": found.shape, "label": label or str(found.label)}


@register.inclusion_tag("desk/parts/when.html")
def when(at: datetime | None, zone: str = "", *, day: bool = True) -> dict[str, Any]:
    """An instant in the reader's zone, and in the promise's where its clock shows another time."""
    return {"moment": moments.moment(at, zone, with_day=day) if at else None}


@register.inclusion_tag("desk/parts/csv.html")
def csv(path: str, **asked: str) -> dict[str, str]:
    """A list of the API as a file: `{% csv "editions" %}`."""
    return {"url": file_of(path, asked)}


@register.simple_tag
def span(seconds: float) -> str:
    """A length of time: `3 h 20 min`, `2 d 4 h`."""
    return moments.span_text(seconds)


@register.inclusion_tag("desk/parts/field.html")
def field(bound: BoundField, kind: str = "", *, mark: bool = True) -> dict[str, Any]:
    """A field of a form with its label, help and errors, tied together for screen readers.

    Args:
        bound: the field.
        kind: how it is laid out, where that does not follow from its widget.
        mark: whether it says that it may be left empty.
    """
    widget = kind or bound.widget_type
    ids = [f"{bound.id_for_label}_help"] if bound.help_text else []
    ids += [f"{bound.id_for_label}_error"] if bound.errors else []
    attributes: dict[str, str | bool] = {"aria-describedby": " ".join(ids)} if ids else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    group = widget in {"radioselect", "checkboxselectmultiple"}
    shown = bound if group else bound.as_widget(attrs=attributes)
    free = mark and not bound.field.required
    return {"field": bound, "widget": shown, "group": group, "kind": widget, "free": free}


@register.filter
def told(text: str) -> str:
    """A sentence of the core in the reader's language."""
    return telling.told(text)


@register.filter
def told_again(text: str) -> str:
    """A sentence of the core that was kept in English, in the reader's language."""
    return telling.told_again(text)


@register.filter
def number(value: float | None, places: int = 0) -> str:
    """A figure by the reader's locale, its thousands grouped."""
    return "" if value is None else number_format(value, places, force_grouping=True)


@register.filter
def about(value: float | None) -> str:
    """A figure that is not exact: whole from ten on, else one decimal, at least 0.1."""
    if value is None:
        return ""
    return number(round(value)) if value >= 10 else number(max(round(value, 1), 0.1), 1)


@register.filter
def percent(share: float | None) -> str:
    """A share from 0 to 1 as `61 %`."""
    if share is None:
        return ""
    # What is not certain is never shown as if it were.
    shown = min(max(round(100 * share), 1), 99) if 0 < share < 1 else round(100 * share)
    return f"{number_format(shown)} %"


@register.filter
def day(value: date | None) -> str:
    """A date that is no instant: `Wed 30 Jun 2027`."""
    return date_format(value, pgettext("date of another year", "D j M Y")) if value else ""


@register.filter
def said(text: str | None) -> SafeString:
    """Words that somebody wrote: as they stand, whichever way they run; never markup."""
    if not text:
        return format_html('<span class="soft">{}</span>', gettext("no longer kept"))
    return format_html('<span class="said" dir="auto">{}</span>', text)
