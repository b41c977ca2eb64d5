"""CSV as batches of text columns."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from troth.history.decoding import CheckedStream
from troth.history.errors import BadSourceError
from troth.history.records import pieces
from troth.history.tables import Batch, Reading

MOST_COLUMNS = 10_000
#: Rows with too many or too few cells that 'ragged: reject' puts up with.
MOST_RAGGED = 100_000
_HEADER_BYTES = 1 << 17


class CsvTable:
    """A CSV file with a header; cells may hold line breaks inside quotes."""

    counting = "the header is row 1"

    def __init__(self, path: Path, reading: Reading) -> None:
        self.path = path
        self.ragged: list[tuple[int, str]] = []
        self._reading = reading
        self.names = self._header()

    def batches(self, names: Collection[str]) -> Iterator[Batch]:
        """Batches of text, one for each block of the file."""
        stream = CheckedStream(self.path, self._reading.progress)
        try:
            # The header is row 1 and parsed like the others, so that a quoted one is no special.
            first = 1
            for piece in pieces(stream, self._reading.delimiter, self.path):
                batch, count = self._parsed(piece, names, first)
                yield batch.where(np.arange(len(batch)) > 0) if first == 1 else batch
                first += count
        finally:
            stream.close()

    def _parsed(self, piece: bytes, names: Collection[str], first: int) -> tuple[Batch, int]:
        """The rows of one piece, numbered from `first`, and how many records it holds."""
        skipped: list[int] = []

        def ragged(row: arrow_csv.InvalidRow) -> str:
            return self._ragged(row, first, skipped)

        try:
            table = arrow_csv.read_csv(
                pa.BufferReader(piece),
                read_options=arrow_csv.ReadOptions(
                    use_threads=False, block_size=len(piece) + 1, column_names=self.names
                ),
                parse_options=arrow_csv.ParseOptions(
                    delimiter=self._reading.delimiter,
                    newlines_in_values=True,
                    ignore_empty_lines=False,
                    invalid_row_handler=ragged,
                ),
                # The library's guesses are off: every cell stays the text that it is.
                convert_options=arrow_csv.ConvertOptions(
                    column_types={name: pa.string() for name in names},
                    include_columns=sorted(names),
                    strings_can_be_null=False,
                    null_values=[],
                ),
            )
        except pa.ArrowInvalid as error:
            raise self._refusal(error) from None
        count = table.num_rows + len(skipped)
        numbers = np.setdiff1d(np.arange(first, first + count, dtype=np.int64), skipped)
        columns = {name: table[name].combine_chunks() for name in table.column_names}
        return Batch(str(self.path), columns, numbers), count

    def _ragged(self, row: arrow_csv.InvalidRow, first: int, skipped: list[int]) -> str:
        cells = "1 cell" if row.actual_columns == 1 else f"{row.actual_columns} cells"
        number = first + row.number - 1
        self.ragged.append((number, f"{cells} where the header has {row.expected_columns}"))
        if self._reading.ragged == "refuse" or len(self.ragged) > MOST_RAGGED:
            return "error"
        skipped.append(number)
        return "skip"

    def _refusal(self, error: pa.ArrowInvalid) -> BadSourceError:
        if len(self.ragged) > MOST_RAGGED:
            return BadSourceError(
                f"{self.path}: more than {MOST_RAGGED} rows have other cells than the header; "
                f"are they really split by {self._reading.delimiter!r}?"
            )
        if self.ragged and self._reading.ragged == "refuse":
            number, reason = self.ragged[0]
            return BadSourceError(
                f"{self.path}: row {number} has {reason} ({self.counting}): its columns are "
                "shifted; mend it, or let the mapping say 'ragged: reject'"
            )
        return BadSourceError(f"{self.path}: is not CSV that can be read: {error}")

    def _header(self) -> list[str]:
        stream = CheckedStream(self.path)
        try:
            start = stream.read(_HEADER_BYTES).decode("utf-8", "ignore").removeprefix("\ufeff")
        finally:
            stream.close()
        lines = csv.reader(io.StringIO(start, newline=""), delimiter=self._reading.delimiter)
        try:
            names = next(lines, [])
        except csv.Error as error:
            raise BadSourceError(f"{self.path}: the header cannot be read: {error}") from None
        self._check_header(names)
        return names

    def _check_header(self, names: list[str]) -> None:
        if not any(name.strip() for name in names):
            raise BadSourceError(f"{self.path}: row 1 is empty; it must name the columns")
        if len(names) > MOST_COLUMNS:
            raise BadSourceError(f"{self.path}: more than {MOST_COLUMNS} columns")
        twice = next((name for name, times in Counter(names).items() if name and times > 1), None)
        if twice:
            raise BadSourceError(
                f"{self.path}: the header names the column '{twice}' more than once; "
                "which one is meant cannot be known"
            )
