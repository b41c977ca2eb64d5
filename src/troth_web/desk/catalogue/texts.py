"""Find every text that pages say: in templates, in code, and in the sentences of the core."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.utils.translation.template import templatize

from troth.checks import RULES
from troth.checks.rules import why
from troth_web.desk.catalogue.closed_days import CLOSED_DAYS

SOURCES = Path(__file__).resolve().parents[3]
#: Apps of which people see pages.
APPS = ("desk", "people", "notices")
#: Where sentences are made as `troth.said` has it.
PACKAGES = ("troth", "troth_web")
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
#: The same of `troth.said`.
_SAID = {
    "said": (None, 0, None),
    "said_of": (None, 1, 2),
    "said_as": (0, 1, None),
}
_Places = tuple[int | None, int, int | None]
_CALL = re.compile(
    r"\b(?:_|[np]{0,2}gettext)\((?:[^()\"']|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')*\)"
)
Key = tuple[str, str, str]


def said() -> Iterator[tuple[Key, Path]]:
    """Context, text and plural of everything that is said, with the file that says it."""
    for app in APPS:
        for path in sorted((SOURCES / "troth_web" / app).rglob("*")):
            if path.suffix == ".py":
                yield from ((key, path) for key in in_code(path.read_text(encoding="utf-8")))
            elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
                yield from ((key, path) for key in in_template(path.read_text(encoding="utf-8")))
    for package in PACKAGES:
        for path in sorted((SOURCES / package).rglob("*.py")):
            yield from ((key, path) for key in in_core(path.read_text(encoding="utf-8")))
    for rule in RULES:
        yield ("", why(rule), ""), SOURCES / "troth/checks/rules.py"
    for name in CLOSED_DAYS:
        yield ("closed day", name, ""), Path(__file__)


def in_code(text: str) -> Iterator[Key]:
    """What a module asks for; texts that are put together cannot be found, and are none."""
    yield from _asked(text, _CALLS)


def in_core(text: str) -> Iterator[Key]:
    """The templates of a module's sentences."""
    yield from _asked(text, _named(text))


def in_template(text: str) -> Iterator[Key]:
    """What a template asks for."""
    for call in _CALL.findall(templatize(text)):
        try:
            yield from in_code(call)
        except SyntaxError:
            continue


def _named(text: str) -> dict[str, _Places]:
    """What a module calls the functions of `troth.said`; that one calls them by their own names."""
    if "def said_of(" in text:
        return _SAID
    return {
        each.asname or each.name: _SAID[each.name]
        for node in ast.parse(text).body
        if isinstance(node, ast.ImportFrom) and node.module == "troth.said"
        for each in node.names
        if each.name in _SAID
    }


def _asked(text: str, calls: Mapping[str, _Places]) -> Iterator[Key]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in calls:
                yield from _key(node, calls[name])
            elif name == "NotFoundError" and len(node.args) > 1:
                yield from (("kind", kind, "") for _, kind, _ in _key(node, (None, 0, None)))


def _key(node: ast.Call, places: _Places) -> Iterator[Key]:
    found: list[str] = []
    for place in places:
        if place is None:
            found.append("")
            continue
        given = node.args[place] if place < len(node.args) else None
        if not (isinstance(given, ast.Constant) and given.value and isinstance(given.value, str)):
            return
        found.append(given.value)
    context, said_, plural = found
    yield (context, said_, plural)
