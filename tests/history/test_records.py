"""Pieces of CSV end where a record ends, wherever the blocks of the stream do."""

import csv
import io
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.history import BadSourceError, records
from troth.history.decoding import CheckedStream

CELLS = st.text(st.sampled_from(list('ab,;"\n\r ')), max_size=6)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=8)


def pieces(text: str, block: int, delimiter: str = ",") -> list[str]:
    """What a stream of small blocks is cut into."""

    class Stream:
        def __init__(self) -> None:
            self.bytes = io.BytesIO(text.encode())

        def read(self, _size: int) -> bytes:
            return self.bytes.read(block)

    found = records.pieces(cast("CheckedStream", Stream()), delimiter, Path("some.csv"))
    return [piece.decode() for piece in found]


def parsed(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@given(ROWS, st.integers(1, 40), st.sampled_from([",", ";"]), st.sampled_from(["\n", "\r\n"]))
def test_pieces_hold_whole_records(
    rows: list[list[str]], block: int, delimiter: str, ending: str
) -> None:
    file = io.StringIO(newline="")
    options: dict[str, Any] = {"delimiter": delimiter, "lineterminator": ending}
    csv.writer(file, quoting=csv.QUOTE_ALL, **options).writerows(rows)
    found = pieces(file.getvalue(), block, delimiter)
    assert "".join(found) == file.getvalue()
    assert [row for piece in found for row in parsed(piece, delimiter)] == rows


def test_a_quote_within_a_cell_opens_nothing() -> None:
    text = '5" pipe,a\n6" pipe,"b\nc"\n7"\n'
    assert pieces(text, 12) == ['5" pipe,a\n', '6" pipe,"b\nc"\n', '7"\n']


def test_a_line_ending_is_not_cut_in_half() -> None:
    assert pieces("a,b\r\nc,d\r\n", 4) == ["a,b\r\n", "c,d\r\n"]
    assert pieces("a,b\rc,d\r", 5) == ["a,b\r", "c,d\r"]


@pytest.mark.parametrize("block", [1, 5, 100])
def test_a_quote_that_is_never_closed_is_refused(block: int) -> None:
    with pytest.raises(BadSourceError, match="line 2: a quote is opened and not closed"):
        pieces('a,b\nc,"d\ne,f\n', block)


def test_an_endless_record_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_RECORD", 50)
    with pytest.raises(BadSourceError, match="line 2: a row is longer than"):
        pieces("a,b\n" + "x" * 100, 10)
