"""The schema's verdict in plain words: pydantic's errors become problems with places."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from troth.findings import Place
from troth.playbook.files import Source
from troth.playbook.problems import MOST_PROBLEMS, Problem, suggestion
from troth.playbook.schema.base import ID_PATTERN, shown
from troth.playbook.schema.playbook import Sections
from troth.playbook.shape import child, fields, is_part, keys_at
from troth.playbook.tree import Document, Path

#: Entries of each mapping and list that are looked at again when there are very many problems.
_FIRST = 10

#: Letters that many names have and no id.
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e"})

#: What was found and the error's context give what is wrong and what would be right.
Words = Callable[[object, dict[str, Any]], tuple[str, str]]


def problems_of(
    error: ValidationError, document: Document, sources: Sequence[Source]
) -> list[Problem]:
    """Every problem of form that the schema found; in texts of one line, at the character."""
    lines = {source.name: source.text.splitlines() for source in sources}
    details = _details(error, document)[:MOST_PROBLEMS]
    return [_problem(detail, document, lines) for detail in details if not _is_told(detail)]


def _is_told(detail: ErrorDetails) -> bool:
    """Whether reading the text found it already: a key without a value."""
    return detail["input"] is None


def _details(error: ValidationError, document: Document) -> list[ErrorDetails]:
    """The error's details; those of the first entries everywhere when there are very many."""
    if error.error_count() > MOST_PROBLEMS:
        try:
            Sections.model_validate(_beginning(document.root, Sections))
        except ValidationError as first:
            error = first
    return error.errors(include_url=False)


def _beginning(value: object, shape: object) -> object:
    """The first entries of every mapping and list, and all that the language has a key for."""
    if isinstance(value, dict):
        keys = [*islice(value, _FIRST), *(fields(shape) if is_part(shape) else ())]
        return {key: _beginning(value[key], child(shape, key)) for key in keys if key in value}
    if isinstance(value, list):
        return [_beginning(item, child(shape, "")) for item in value[:_FIRST]]
    return value


def _problem(detail: ErrorDetails, document: Document, lines: dict[str, list[str]]) -> Problem:
    path: Path = detail["loc"]
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_key(path, document)
    if kind == "missing":
        key = path[-1]
        value = 1 if path == ("troth",) else "..."
        return Problem(
            place=document.place(path), wrong=f"{key} is missing", right=f"write '{key}: {value}'"
        )
    if path and path[-1] == "[key]":
        path = path[:-1]
        place = document.key_place(path)
    else:
        place = document.place(path)
    context = detail.get("ctx", {})
    if "column" in context:
        place = _inside(place, context["column"] - 1, str(detail["input"]), lines[place.file])
    words = _WORDS.get(kind, _as_pydantic)
    wrong, right = words(detail["input"], {"said": detail["msg"], **context})
    return Problem(place=place, wrong=wrong, right=right)


def _inside(place: Place, offset: int, text: str, lines: list[str]) -> Place:
    """The place `offset` characters into a scalar, if it stands on one line as it is read."""
    rest = lines[place.line - 1][place.column - 1 :]
    if rest.startswith(text):
        return replace(place, column=place.column + offset)
    if rest[1:].startswith(text):
        return replace(place, column=place.column + 1 + offset)
    return place


def _unknown_key(path: Path, document: Document) -> Problem:
    known = keys_at(path[:-1])
    meant = suggestion(str(path[-1]), known)
    return Problem(
        place=document.key_place(path),
        wrong=f"unknown key '{path[-1]}'",
        right=meant or f"known here: {', '.join(known)}",
    )


def _as_pydantic(found: object, context: dict[str, Any]) -> tuple[str, str]:
    return f"{shown(found)} does not fit", context["said"]


def _pattern(found: object, context: dict[str, Any]) -> tuple[str, str]:
    if context["pattern"] != ID_PATTERN:
        return f"{shown(found)} is not a code", "write for example TR201"
    import re

    spelled = str(found).lower().translate(_SPELLED_OUT)
    near = "-".join(re.findall("[a-z0-9]+", spelled)) or "my-id"
    return f"{shown(found)} is not an id", f"write it in lower case with hyphens: {near}"


def _not_listed(found: object, context: dict[str, Any]) -> tuple[str, str]:
    words = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
    meant = suggestion(found, words) if isinstance(found, str) else ""
    return f"{shown(found)} is not one of {', '.join(words)}", meant or "write one of these"


def _refused(_found: object, context: dict[str, Any]) -> tuple[str, str]:
    return context["wrong"], context["right"]


def _fixed(wrong: str, right: str) -> Words:
    """Words that are filled in with what was found and with the error's context."""
    return lambda found, context: (
        wrong.format(found=shown(found), **context),
        right.format(**context),
    )


_NOT_A_MAPPING = _fixed("{found} is not a mapping", "write 'key: value' lines below it")

_WORDS: dict[str, Words] = {
    "refused": _refused,
    "string_type": _fixed("{found} is not text", "write text, in quotes if need be"),
    "string_too_short": _fixed("nothing is written here", "write some text, or remove the key"),
    "string_too_long": _fixed("too long for an id", "use up to {max_length} characters"),
    "string_pattern_mismatch": _pattern,
    "dict_type": _NOT_A_MAPPING,
    "model_type": _NOT_A_MAPPING,
    "tuple_type": _fixed("{found} is not a list", "write a list: [one, two]"),
    "too_short": _fixed("the list is empty", "write at least one entry"),
    "enum": _not_listed,
    "literal_error": _not_listed,
    "bool_type": _fixed("{found} is neither true nor false", "write true or false"),
    "int_type": _fixed("{found} is not a whole number", "write for example 1"),
    "greater_than_equal": _fixed("{found} is too small", "write at least {ge}"),
    "less_than_equal": _fixed("{found} is too large", "write at most {le}"),
}
