"""Macros and canned replies, as help desks export them in JSON.

Zendesk has `macros`, each with a `title` and `actions` whose `comment_value` or
`comment_value_html` is the reply; Freshdesk has a list of `title`, `content` and `content_html`;
others name the reply `body`, `text`, `message` and so on. Whatever lies below, objects that have
such a key are read, and nothing else.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from troth.inventory.reading.decoding import decoded
from troth.inventory.reading.passage import Passage, UnreadError

#: Keys whose text customers read, HTML before the same as text.
WORDS = (
    "comment_value_html", "content_html", "body_html", "html", "html_body", "comment_value",
    "content", "body_text", "body", "text", "message", "reply", "response", "answer", "comment",
    "plaintext_body", "subject",
)  # fmt: skip
_TITLES = ("title", "name", "raw_title", "question", "subject", "id")
_TEAMS = ("team", "group", "group_name", "folder", "folder_name", "category", "department")
#: One of each is enough: the others say the same in another form.
_SAME = (
    ("comment_value_html", "comment_value"),
    ("content_html", "content"),
    ("body_html", "html_body", "html", "body_text", "plaintext_body", "body", "text"),
)
_TAG = re.compile(r"<(?:[a-z][a-z0-9]*|/[a-z][a-z0-9]*)\b[^>]{0,500}>", re.IGNORECASE)
#: Objects within objects.
_DEEPEST = 60


def passages(data: bytes) -> Iterator[Passage]:
    """Each reply, by its name.

    Raises:
        UnreadError: it is no JSON, or nested beyond reason, or has no replies.
    """
    text = decoded(data)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadError(f"it is no JSON ({_short(error)})") from None
    lines = _Lines(text)
    found = False
    for one in _walk(whole, {}, 0):
        found = True
        yield Passage(
            text=one["text"],
            form=one["form"],
            line=lines.of(one["text"]),
            title=one["title"],
            team=one["team"],
            channel="macro",
        )
    if not found:
        raise UnreadError("it has no texts of macros; they are looked for as " + ", ".join(WORDS))


def form_of(text: str) -> str:
    """The form that a reply is written in."""
    return "html" if _TAG.search(text) else "text"


def _walk(value: Any, around: dict[str, str | None], depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    if depth > _DEEPEST:
        raise UnreadError("it is nested beyond reason")
    if isinstance(value, list):
        for one in value:
            yield from _walk(one, around, depth + 1)
    elif isinstance(value, dict):
        here = {
            "title": _first(value, _TITLES) or around.get("title"),
            "team": _first(value, _TEAMS) or around.get("team"),
        }
        for text in _said(value):
            yield {"text": text, "form": form_of(text), **here}
        for key, one in value.items():
            if isinstance(one, dict) or (isinstance(one, list) and key != "value"):
                yield from _walk(one, here, depth + 1)


def _said(value: dict[str, Any]) -> Iterator[str]:
    """The texts of one object that customers read."""
    field = value.get("field")
    if isinstance(field, str) and "value" in value:
        if field in WORDS:
            yield from _strings(value["value"])
        return
    keys = [key for key in WORDS if key in value]
    for same in _SAME:
        keys = [key for key in keys if key not in same or key == _best(same, value)]
    for key in keys:
        if key != _title_key(value):
            yield from _strings(value[key])


def _best(same: tuple[str, ...], value: dict[str, Any]) -> str | None:
    return next((key for key in same if isinstance(value.get(key), str) and value[key]), None)


def _title_key(value: dict[str, Any]) -> str | None:
    return next((key for key in _TITLES if isinstance(value.get(key), str)), None)


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    """A text, or the last of a list such as `["channel:all", "Hello"]`."""
    if isinstance(value, list):
        value = next((one for one in reversed(value) if isinstance(one, str)), None)
    if isinstance(value, str) and value.strip():
        yield value


def _first(value: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        found = value.get(key)
        if isinstance(found, dict):
            found = found.get("name")
        if isinstance(found, str | int) and not isinstance(found, bool) and str(found).strip():
            return str(found).strip()
    return None


class _Lines:
    """On which line a text of a JSON document begins; they come in order."""

    def __init__(self, document: str) -> None:
        self._document = document
        self._at = 0
        self._line = 1

    def of(self, text: str) -> int:
        """The line, or that of the one before where escapes hide it."""
        first = json.dumps(text[:40], ensure_ascii=False)[1:-1]
        at = self._document.find(first, self._at)
        if at < 0:
            at = self._document.find(json.dumps(text[:40])[1:-1], self._at)
        if at >= 0:
            self._line += self._document.count("\n", self._at, at)
            self._at = at
        return self._line


def _short(error: Exception) -> str:
    return str(error).partition(":")[0].lower() if isinstance(error, ValueError) else "too deep"
