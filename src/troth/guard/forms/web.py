"""HTML: tags, comments, scripts and quotes are left out; blocks are lines of their own."""

import re
from collections.abc import Iterator

from troth.guard.forms.tables import holds_measure
from troth.guard.text.plain import Edit, Plain, edited

_TAG = re.compile(r"<(?:!--|!|\?|(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*))[^<>]*>?")
#: What is not read at all, up to its end tag.
_UNREAD = frozenset(("script", "style", "template", "svg", "blockquote", "textarea", "noscript"))
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "body", "br", "button", "caption", "dd", "details", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
        "h5", "h6", "head", "header", "hr", "html", "label", "li", "main", "nav", "ol", "option",
        "p", "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
        "title", "tr", "ul",
    )
)  # fmt: skip
#: The end of a head, or of the first cell of a row, is a label for what follows:
#: `<th>Delivery</th><td>2-3 days</td>`.
_HEADS = frozenset(("dt", "th"))


def web(text: str) -> Plain:
    """HTML, whole or in part, well formed or not."""
    return edited(Plain(text.replace("\n", " ")), tags(text))


def tags(text: str) -> Iterator[Edit]:
    """What becomes of each tag, and of what is not read."""
    lower = text.lower()
    done = 0
    after_head = first_cell = after_cell = False
    while match := _TAG.search(text, done):
        name = (match["name"] or "").lower()
        end = match.end()
        if match[0].startswith("<!--"):
            end = _after(lower, "-->", match.start())
        elif name in _UNREAD and not match["end"]:
            end = _after(lower, f"</{name}>", end)
        cell = name in {"td", "dd"} and (after_head or (after_cell and holds_measure(text, end)))
        is_end = bool(match["end"])
        after_head = (name in _HEADS and is_end) or (after_head and not name)
        # The first cell's end is left to the start of the second, which tells what it is.
        after_cell = (name == "td" and is_end and first_cell) or (after_cell and not name)
        first_cell = name == "tr" or (first_cell and not (name == "td" and is_end))
        new = ": " if cell else "\n" if name in _BLOCKS or name in _UNREAD else ""
        if is_end and (name in _HEADS or (name == "td" and after_cell)):
            new = ""
        yield match.start(), end, new
        done = end


#: What people and search engines read of a tag besides what stands between tags.
_SHOWN = re.compile(
    r"\s(?:alt|title|aria-label|aria-description|placeholder)\s*=\s*"
    r"(?:\"(?P<double>[^\"<>]*)\"|'(?P<single>[^'<>]*)')",
    re.IGNORECASE,
)
_META = re.compile(
    r"\b(?:name|property)\s*=\s*[\"']?(?:og:|twitter:)?(?:description|title)\b", re.IGNORECASE
)
_CONTENT = re.compile(
    r"\scontent\s*=\s*(?:\"(?P<double>[^\"<>]*)\"|'(?P<single>[^'<>]*)')", re.IGNORECASE
)


def attributes(text: str) -> str:
    """What tags say to readers, each where it stands; all else is empty lines."""
    parts, last = [], 0
    for tag in _TAG.finditer(text):
        shown = list(_SHOWN.finditer(text, tag.start(), tag.end()))
        if (tag["name"] or "").lower() == "meta" and _META.search(text, tag.start(), tag.end()):
            shown += _CONTENT.finditer(text, tag.start(), tag.end())
        for match in sorted(shown, key=lambda each: each.start()):
            group = "double" if match["double"] is not None else "single"
            start, end = match.span(group)
            parts += ["\n" * (start - last), text[start:end]]
            last = end
    return "".join([*parts, "\n" * (len(text) - last)]) if parts else ""


def _after(text: str, mark: str, start: int) -> int:
    found = text.find(mark, start)
    return len(text) if found < 0 else found + len(mark)
