"""Bodies as rows of a sheet: CSV that no spreadsheet runs, and reading it back as it was.

A text that a spreadsheet might take for a formula begins with an apostrophe (ASVS 5.0, 1.2.10), and
so does one that begins with an apostrophe itself: taking one away gives the text back, always.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal, TypeVar, get_args

from pydantic_core import from_json, to_json

from troth.answers.base import Body
from troth.answers.lists import ListBody
from troth.errors import TrothError
from troth.promises.hashing import instant

Item = TypeVar("Item", bound=Body)
Kind = Literal["text", "number", "share", "yes-no", "instant", "json"]

#: What begins a formula somewhere, also written full-width, and what stands for nothing.
_DANGEROUS = frozenset("=+-@\t\r\n\0'＝＋－＠")
_KINDS: tuple[tuple[type, Kind], ...] = (
    # In Python a truth is a number too, so that it is asked for first.
    (bool, "yes-no"),
    (int, "number"),
    (float, "share"),
    (datetime, "instant"),
    (str, "text"),
)


class NotASheetError(TrothError):
    """A CSV that troth did not write."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet."""

    #: Where its value lies: a key, or keys of bodies within bodies.
    path: tuple[str, ...]
    kind: Kind

    @property
    def name(self) -> str:
        """`wording.text`."""
        return ".".join(self.path)


def neutral(text: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula."""
    begins = text.lstrip(" ")[:1]
    return f"'{text}" if begins in _DANGEROUS and begins else text


def original(cell: str) -> str:
    """The text of a cell that `neutral` made."""
    begins = cell[1:].lstrip(" ")[:1]
    return cell[1:] if cell.startswith("'") and begins in _DANGEROUS and begins else cell


@cache
def columns(form: type[Body]) -> tuple[Column, ...]:
    """The columns of a form of answers; lists and mappings are JSON in one of them."""
    return tuple(_columns(form, ()))


def cells(body: Body) -> list[Any]:
    """The values of one row; JSON as text."""
    return [_value(body, column) for column in columns(type(body))]


def line(row: Sequence[Any], form: type[Body]) -> str:
    """A row as a line of CSV (RFC 4180), from what `cells` gives."""
    kinds = (column.kind for column in columns(form))
    return ",".join(map(_cell, row, kinds)) + "\r\n"


def header(form: type[Body]) -> str:
    """The first line."""
    return ",".join(column.name for column in columns(form)) + "\r\n"


def read_csv(lines: Iterable[str], answers: type[ListBody[Item]]) -> Iterator[Item]:
    """The items of a list, as they were before they became CSV.

    Args:
        lines: of a file that was opened with `newline=""`.
        answers: the list that it was.

    Raises:
        NotASheetError: the header is another one, or a row does not fit it.
    """
    form: type[Item] = get_args(answers.model_fields["items"].annotation)[0]
    wanted = columns(form)
    rows = csv.reader(lines, strict=True)
    names = next(rows, [])
    if names != [column.name for column in wanted]:
        raise NotASheetError(f"this is no CSV of {answers.__name__}: its header is {names[:5]}...")
    for number, row in enumerate(rows, start=2):
        try:
            yield form.model_validate(_body(row, wanted))
        except ValueError as error:
            raise NotASheetError(f"row {number} cannot be read: {error}") from None


def _columns(form: type[Body], before: tuple[str, ...]) -> Iterator[Column]:
    for name, field in form.model_fields.items():
        inner = _plain(field.annotation)
        if isinstance(inner, type) and issubclass(inner, Body):
            yield from _columns(inner, (*before, name))
        else:
            yield Column((*before, name), _kind(inner))


def _plain(annotation: Any) -> Any:  # noqa: ANN401 - whatever stands in an annotation
    """The one type that values have where they are not None; None where there are several."""
    arguments = get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return _plain(arguments[0])
    if type(None) in arguments:
        left = [each for each in arguments if each is not type(None)]
        return _plain(left[0]) if len(left) == 1 else None
    if arguments and all(isinstance(each, bool) for each in arguments):
        return bool
    return None if arguments else annotation


def _kind(inner: Any) -> Kind:  # noqa: ANN401
    if isinstance(inner, type):
        return next((kind for known, kind in _KINDS if issubclass(inner, known)), "json")
    return "json"


def _value(body: Body, column: Column) -> Any:  # noqa: ANN401 - of any kind
    value: Any = body
    for key in column.path:
        if value is None:
            return None
        value = getattr(value, key)
    if value is None:
        return None
    return to_json(value).decode() if column.kind == "json" else value


def _cell(value: Any, kind: Kind) -> str:  # noqa: ANN401
    if value is None:
        return ""
    if kind == "instant":
        return instant(value)
    if kind in {"text", "json"}:
        return '"' + neutral(str(value)).replace('"', '""') + '"'
    return str(value).lower()


class _Part(dict[str, Any]):
    """A body within a body; a mapping in JSON is something else."""


def _body(row: Sequence[str], wanted: Sequence[Column]) -> Mapping[str, Any]:
    made = _Part()
    for cell, column in zip(row, wanted, strict=True):
        inside = made
        for key in column.path[:-1]:
            inside = inside.setdefault(key, _Part())
        inside[column.path[-1]] = _restored(cell, column.kind)
    return {key: _known(value) for key, value in made.items()}


def _restored(cell: str, kind: Kind) -> Any:  # noqa: ANN401
    if not cell:
        return None
    if kind == "json":
        return from_json(original(cell))
    if kind == "yes-no":
        return cell == "true"
    return original(cell) if kind == "text" else cell


def _known(value: Any) -> Any:  # noqa: ANN401
    """A body of which nothing is known is none."""
    if not isinstance(value, _Part):
        return value
    inner = {key: _known(each) for key, each in value.items()}
    return inner if any(each is not None for each in inner.values()) else None
