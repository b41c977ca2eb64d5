"""Sheets that people send: what would keep the server busy is refused by a sentence."""

import time

import pytest

from troth.answers.incoming import MOST_ROWS, sheet_of

COLUMNS = ("name", "email")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a," * 900_000 + "a\nx", "200 columns at most; this one has 900,001"),
        ("name,name\na,b", "this column is there twice"),
        ('"' * 200_001, "cells or quotes do not end as they should"),
    ],
    ids=["columns", "twice", "quotes"],
)
def test_a_header_that_means_nothing_is_refused(text: str, says: str) -> None:
    begun = time.process_time()
    (fault,) = sheet_of(text, COLUMNS).faults
    assert says in fault.says
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("row", ["x", "x,y"])
def test_reading_ends_after_so_many_lines(row: str) -> None:
    sheet = sheet_of("name,email\n" + f"{row}\n" * 400_000, COLUMNS)
    assert len(sheet.rows) + len(sheet.faults) == MOST_ROWS + 1
    assert sheet.faults[-1].says == "a sheet has 1,000 rows at most; part it"
