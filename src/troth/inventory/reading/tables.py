"""Macros and templates as a table: one row each, with a column of text."""

import csv
import io
from collections.abc import Iterator

from troth.inventory.reading.decoding import decoded
from troth.inventory.reading.macros import WORDS, form_of
from troth.inventory.reading.passage import Passage, UnreadError

_TITLES = ("title", "name", "macro title", "macro", "template", "subject", "question", "id")
_TEAMS = ("team", "group", "folder", "category", "department", "restriction", "brand")
_MORE = ("macro text", "comment/description", "comment_description", "reply text", "email body")
_MOST_CELL = 10_000_000


def passages(data: bytes) -> Iterator[Passage]:
    """Each text of each row.

    Raises:
        UnreadError: it is no table, or has no column of texts.
    """
    text = decoded(data)
    csv.field_size_limit(_MOST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        yield from _rows(rows)
    except csv.Error as error:
        raise UnreadError(f"line {rows.line_num} is no row of a table: {error}") from None


def _rows(rows: "csv._reader") -> Iterator[Passage]:  # type: ignore[name-defined]
    header = [name.strip().lower().replace("\ufeff", "") for name in next(rows, [])]
    texts = [n for n, name in enumerate(header) if _plain(name) in WORDS or name in _MORE]
    title, team = _column(header, _TITLES), _column(header, _TEAMS)
    texts = [number for number in texts if number != title]
    if not texts:
        raise UnreadError("it has no column of texts; they are looked for as " + ", ".join(WORDS))
    line = rows.line_num + 1
    for row in rows:
        for number in texts:
            if number < len(row) and row[number].strip():
                yield Passage(
                    text=row[number],
                    form=form_of(row[number]),
                    line=line,
                    title=_cell(row, title),
                    team=_cell(row, team),
                    channel="macro",
                )
        line = rows.line_num + 1


def _plain(name: str) -> str:
    return name.replace(" ", "_").replace("-", "_")


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _column(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _cell(row: list[str], number: int | None) -> str | None:
    return (row[number].strip() or None) if number is not None and number < len(row) else None
