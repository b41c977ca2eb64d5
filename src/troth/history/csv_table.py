"""CSV as batches of text columns."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from troth.history.arrays import Codes
from troth.history.decoding import CheckedStream
from troth.history.errors import BadSourceError
from troth.history.tables import Batch, Reading

#: Bytes that are read together; no row can be longer. pyarrow reads up to 32 of these ahead.
BLOCK = 1 << 20
MOST_COLUMNS = 10_000
#: Rows with too many or too few cells that 'ragged: reject' puts up with.
MOST_RAGGED = 100_000
_HEADER = 1 << 17


class CsvTable:
    """A CSV file with a header; cells may hold line breaks inside quotes."""

    counting = "the header is row 1"

    def __init__(self, path: Path, reading: Reading) -> None:
        self.path = path
        self.ragged: list[tuple[int, str]] = []
        self._reading = reading
        self.names = self._header()

    def batches(self, names: Collection[str]) -> Iterator[Batch]:
        """Batches of text, one for each block."""
        stream = CheckedStream(self.path, self._reading.progress)
        rows = _RowNumbers()
        try:
            yield from self._parsed(stream, names, rows)
            self._refuse_open_quote(stream, rows)
        finally:
            stream.close()

    def _parsed(
        self, stream: CheckedStream, names: Collection[str], rows: "_RowNumbers"
    ) -> Iterator[Batch]:
        try:
            for chunk in self._open(stream, names, rows):
                numbers = rows.take(chunk.num_rows)
                columns = dict(zip(chunk.schema.names, chunk.columns, strict=True))
                yield Batch(str(self.path), columns, numbers)
        except pa.ArrowInvalid as error:
            raise self._refusal(error, rows) from None

    def _open(
        self, stream: CheckedStream, names: Collection[str], rows: "_RowNumbers"
    ) -> arrow_csv.CSVStreamingReader:
        # The platform's guesses are off: every cell stays the text that it is.
        return arrow_csv.open_csv(
            pa.PythonFile(stream, mode="r"),
            read_options=arrow_csv.ReadOptions(
                use_threads=False,
                block_size=BLOCK,
                column_names=self.names,
                skip_rows_after_names=1,
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=self._reading.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=lambda row: self._ragged(row, rows),
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types={name: pa.string() for name in names},
                include_columns=sorted(names),
                strings_can_be_null=False,
                null_values=[],
            ),
        )

    def _ragged(self, row: arrow_csv.InvalidRow, rows: "_RowNumbers") -> str:
        cells = "1 cell" if row.actual_columns == 1 else f"{row.actual_columns} cells"
        reason = f"{cells} where the header has {row.expected_columns}"
        self.ragged.append((row.number, reason))
        if self._reading.ragged == "refuse" or len(self.ragged) > MOST_RAGGED:
            return "error"
        rows.skipped.append(row.number)
        return "skip"

    def _refusal(self, error: pa.ArrowInvalid, rows: "_RowNumbers") -> BadSourceError:
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
        if "straddling" in str(error):
            return BadSourceError(
                f"{self.path}: a row after row {rows.last} is longer than {BLOCK >> 20} MiB; "
                "is a quote never closed?"
            )
        return BadSourceError(f"{self.path}: is not CSV that can be read: {error}")

    def _refuse_open_quote(self, stream: CheckedStream, rows: "_RowNumbers") -> None:
        """An odd quote swallows rows in silence: every quote is one of a pair in proper CSV."""
        if stream.quotes % 2 and stream.records_at_most > rows.last:
            raise BadSourceError(
                f"{self.path}: a quote is never closed and swallows rows; there are "
                f"{stream.quotes} quotes in {stream.records_at_most} lines"
            )

    def _header(self) -> list[str]:
        stream = CheckedStream(self.path)
        try:
            start = stream.read(_HEADER).decode("utf-8", "ignore").removeprefix("\ufeff")
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


class _RowNumbers:
    """Numbers of the rows that come out, when some numbers are left out."""

    def __init__(self) -> None:
        self.last = 1
        self.skipped: list[int] = []

    def take(self, count: int) -> Codes:
        """The numbers of the next `count` rows."""
        first = self.last + 1
        numbers = np.arange(first, first + count + len(self.skipped), dtype=np.int64)
        numbers = np.setdiff1d(numbers, self.skipped)[:count] if self.skipped else numbers
        self.last = int(numbers[-1]) if count else self.last
        self.skipped = [number for number in self.skipped if number > self.last]
        return numbers
