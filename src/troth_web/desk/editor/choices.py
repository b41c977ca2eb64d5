"""What somebody can choose from: closed lists, and what the playbook at hand declares."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from troth.playbook.references import CLOSURES, REFERENCES
from troth_web.desk.editor.labels import choice_text
from troth_web.desk.editor.sections import title_of

#: Value and label.
Choices = list[tuple[str, Any]]
Tree = Mapping[str, Any]

_SECTIONS = dict(REFERENCES)


def section_at(where: str) -> str:
    """The section whose ids stand at a place; empty where none do."""
    return _SECTIONS.get(where, "")


def closed(where: str, plain: object) -> Choices:
    """The choices of a closed list; none where it is no such list."""
    if get_origin(plain) is Literal:
        return [(str(each), choice_text(where, str(each))) for each in get_args(plain)]
    if isinstance(plain, type) and issubclass(plain, Enum):
        return [(each.value, choice_text(where, each.value)) for each in plain]
    return []


def named(section: str, tree: Tree) -> Choices:
    """The entries of a section, as choices."""
    return [(name, _short(title)) for name, title in _entries(section, tree)]


def _entries(section: str, tree: Tree) -> Iterator[tuple[str, str]]:
    found = tree.get("calendars" if section == CLOSURES else section)
    if isinstance(found, list):
        for each in found:
            name = each.get("id") if isinstance(each, Mapping) else each
            if name is not None:
                yield str(name), title_of(str(name), each)
    elif isinstance(found, Mapping):
        for name, each in found.items():
            if section not in {"calendars", CLOSURES} or _closes(each) == (section == CLOSURES):
                yield str(name), title_of(str(name), each)


def _closes(calendar: object) -> bool:
    """Whether a calendar holds closures instead of hours."""
    return isinstance(calendar, Mapping) and "ical" in calendar


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def in_facets(tree: Tree, between: str) -> Choices:
    """Each value of each facet; `between` stands between the two."""
    facets = tree.get("facets")
    return [
        (f"{facet}{between}{value}", f"{facet}{between}{value}")
        for facet, values in (facets.items() if isinstance(facets, Mapping) else ())
        if isinstance(values, list)
        for value in values
    ]
