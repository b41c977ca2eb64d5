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
from troth.said import Said, said

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
            place=document.place(path),
            wrong=said("{key} is missing", key=str(key)),
            right=said("write '{line}'", line=f"{key}: {value}"),
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
    wrong, right = words(detail["input"], {"message": detail["msg"], **context})
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
        wrong=said("unknown key '{key}'", key=str(path[-1])),
        right=meant or said("known here: {keys}", keys=", ".join(known)),
    )


def _as_pydantic(found: object, context: dict[str, Any]) -> tuple[str, str]:
    return said("{found} does not fit", found=shown(found)), context["message"]


def _pattern(found: object, context: dict[str, Any]) -> tuple[str, str]:
    if context["pattern"] != ID_PATTERN:
        wrong = said("{found} is not a code", found=shown(found))
        return wrong, said("write for example {example}", example="TR201")
    import re

    spelled = str(found).lower().translate(_SPELLED_OUT)
    near = "-".join(re.findall("[a-z0-9]+", spelled)) or "my-id"
    return (
        said("{found} is not an id", found=shown(found)),
        said("write it in lower case with hyphens: {near}", near=near),
    )


def _not_listed(found: object, context: dict[str, Any]) -> tuple[str, str]:
    words = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
    meant = suggestion(found, words) if isinstance(found, str) else ""
    wrong = said("{found} is not one of {words}", found=shown(found), words=", ".join(words))
    return wrong, meant or said("write one of these")


def _refused(_found: object, context: dict[str, Any]) -> tuple[str, str]:
    return context["wrong"], context["right"]


def _fixed(wrong: Said, right: Said) -> Words:
    """Words that are filled in with what was found."""
    return lambda found, _context: (wrong.of(found=shown(found)), right)


def _too_long(_found: object, context: dict[str, Any]) -> tuple[str, str]:
    most = str(context["max_length"])
    return said("too long for an id"), said("use up to {n} characters", n=most)


def _too_small(found: object, context: dict[str, Any]) -> tuple[str, str]:
    right = said("write at least {n}", n=str(context["ge"]))
    return said("{found} is too small", found=shown(found)), right


def _too_large(found: object, context: dict[str, Any]) -> tuple[str, str]:
    right = said("write at most {n}", n=str(context["le"]))
    return said("{found} is too large", found=shown(found)), right


_NOT_A_MAPPING = _fixed(
    said("{found} is not a mapping", found=""),
    said("write 'key: value' lines below it"),
)

_NOT_WHOLE = _fixed(
    said("{found} is not a whole number", found=""),
    said("write for example {example}", example="1"),
)

_WORDS: dict[str, Words] = {
    "refused": _refused,
    "string_type": _fixed(
        said("{found} is not text", found=""),
        said("write text, in quotes if need be"),
    ),
    "string_too_short": _fixed(
        said("nothing is written here"), said("write some text, or remove the key")
    ),
    "string_too_long": _too_long,
    "string_pattern_mismatch": _pattern,
    "dict_type": _NOT_A_MAPPING,
    "model_type": _NOT_A_MAPPING,
    "tuple_type": _fixed(said("{found} is not a list", found=""), said("write a list: [one, two]")),
    "too_short": _fixed(said("the list is empty"), said("write at least one entry")),
    "enum": _not_listed,
    "literal_error": _not_listed,
    "bool_type": _fixed(
        said("{found} is neither true nor false", found=""),
        said("write true or false"),
    ),
    "int_type": _NOT_WHOLE,
    "int_parsing": _NOT_WHOLE,
    "int_from_float": _NOT_WHOLE,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_large,
}
