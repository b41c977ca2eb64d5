"""Files as batches of columns: the one place that knows CSV from Parquet.

Every batch is small whatever the file is, so memory does not grow with it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
import pyarrow as pa

from troth.history.arrays import Codes
from troth.history.decoding import Progress
from troth.history.errors import BadSourceError, listed, nearest


@dataclass(frozen=True)
class Batch:
    """Some rows of one file."""

    file: str
    #: Text, or timestamps where the file has them; nulls where a cell means nothing.
    columns: dict[str, pa.Array]
    #: The number of each row in its file. In CSV the header is row 1, in Parquet the first record.
    rows: Codes

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, chosen: pa.Array | np.ndarray) -> "Batch":
        """The rows at some positions, or of some flags."""
        positions = np.flatnonzero(chosen) if np.asarray(chosen).dtype == bool else chosen
        columns = {name: column.take(pa.array(positions)) for name, column in self.columns.items()}
        return Batch(self.file, columns, self.rows[positions])


class Table(Protocol):
    """A file of rows."""

    path: Path
    #: The header.
    names: list[str]
    #: Which row is row 1, in words.
    counting: str
    #: Rows that could not be split into the header's columns: number and reason, filled by reading.
    ragged: list[tuple[int, str]]

    def batches(self, names: Collection[str]) -> Iterator[Batch]:
        """The rows, with some of the columns; refuses a file as a whole by BadSourceError."""
        ...


@dataclass(frozen=True)
class Reading:
    """How files are read."""

    delimiter: str = ","
    ragged: Literal["refuse", "reject"] = "refuse"
    #: Called with the position in the file as it advances.
    progress: Progress | None = None


def open_table(path: Path, reading: Reading) -> Table:
    """The table in a file, by what the file is and not by its name."""
    if not path.is_file():
        is_other = "is a folder or a device" if path.exists() else "there is no such file"
        raise BadSourceError(f"{path}: {is_other}; name a CSV or Parquet file")
    if path.stat().st_size == 0:
        raise BadSourceError(f"{path}: is empty")
    with path.open("rb") as file:
        start = file.read(4)
    if start == b"PAR1" or path.suffix.lower() in {".parquet", ".pq"}:
        from troth.history.parquet_table import ParquetTable

        return ParquetTable(path, reading)
    from troth.history.csv_table import CsvTable

    return CsvTable(path, reading)


def require(table: Table, names: Collection[str]) -> None:
    """Refuse a table that lacks some of these columns."""
    for name in sorted(names):
        if name not in table.names:
            raise BadSourceError(
                f"{table.path}: there is no column '{name}' that the mapping names."
                f"{nearest(name, table.names)} The columns are {listed(table.names)}"
            )
