"""Find every text that pages say: in templates and in code, as gettext would be asked for it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

SOURCES = Path(__file__).resolve().parents[2]
#: Apps of which people see pages.
APPS = ("desk", "people", "notices")
#: What is asked for, by function: the places of context, text and plural among its arguments.
_CALLS = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "_": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
_CALL = re.compile(
    r"\b(?:_|[np]{0,2}gettext)\((?:[^()\"']|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')*\)"
)
Key = tuple[str, str, str]


def said() -> Iterator[tuple[Key, Path]]:
    """Context, text and plural of everything that is said, with the file that says it."""
    for app in APPS:
        for path in sorted((SOURCES / app).rglob("*")):
            if path.suffix == ".py":
                yield from ((key, path) for key in in_code(path.read_text(encoding="utf-8")))
            elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
                yield from ((key, path) for key in in_template(path.read_text(encoding="utf-8")))


def in_code(text: str) -> Iterator[Key]:
    """What a module asks for; texts that are put together cannot be found, and are none."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in _CALLS:
            yield from _key(node, _CALLS[name])


def in_template(text: str) -> Iterator[Key]:
    """What a template asks for."""
    for call in _CALL.findall(templatize(text)):
        try:
            yield from in_code(call)
        except SyntaxError:
            continue


def _key(node: ast.Call, places: tuple[int | None, int, int | None]) -> Iterator[Key]:
    found: list[str] = []
    for place in places:
        if place is None:
            found.append("")
            continue
        given = node.args[place] if place < len(node.args) else None
        if not (isinstance(given, ast.Constant) and isinstance(given.value, str)):
            return
        found.append(given.value)
    context, said_, plural = found
    yield (context, said_, plural)
