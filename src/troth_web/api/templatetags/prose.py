"""Sentences as docstrings write them."""

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = Library()


@register.filter
def prose(text: str) -> SafeString:
    """A sentence with its `code` marked; all else is escaped."""
    parts = [
        format_html("<code>{}</code>", part) if at % 2 else part
        for at, part in enumerate(text.split("`"))
    ]
    return format_html_join("", "{}", ((part,) for part in parts))
