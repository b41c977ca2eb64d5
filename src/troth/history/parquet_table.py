"""Parquet as batches of columns: text, or timestamps where the file has them.

A few kilobytes of Parquet can say "a billion times the same": its own figures are checked before
anything is decoded, and what it decodes to is counted while it is.
"""

from collections.abc import Collection, Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from troth.history.decoding import MOST_RATIO, DecodedSize
from troth.history.errors import BadSourceError
from troth.history.tables import Batch, Reading

ROWS_TOGETHER = 1 << 16
#: Bytes of text that are decoded together.
BYTES_TOGETHER = 16 << 20
#: A value takes at least this much, however little is stored of it.
_LEAST_BYTES = 8
#: One column of one row group is decoded together.
MOST_TOGETHER = 256 << 20


class ParquetTable:
    """A Parquet file with plain columns."""

    counting = "the first record is row 1"

    def __init__(self, path: Path, reading: Reading) -> None:
        self.path = path
        self.ragged: list[tuple[int, str]] = []
        self._reading = reading
        with _opened(path) as file:
            self._schema: pa.Schema = file.schema_arrow
        self.names = list(self._schema.names)

    def batches(self, names: Collection[str]) -> Iterator[Batch]:
        """Batches of at most `ROWS_TOGETHER` rows."""
        for name in names:
            self._refuse_nested(name)
        size = DecodedSize(self.path)
        first = 1
        with _opened(self.path, dictionaries=self._texts(names)) as file:
            refuse_bomb(self.path, file.metadata, names)
            try:
                chunks = file.iter_batches(ROWS_TOGETHER, columns=list(names), use_threads=False)
                for chunk in chain.from_iterable(_slices(chunk, size) for chunk in chunks):
                    columns = {name: _plain(chunk[name]) for name in chunk.schema.names}
                    rows = np.arange(first, first + chunk.num_rows, dtype=np.int64)
                    first += chunk.num_rows
                    self._advance(first / max(file.metadata.num_rows, 1))
                    yield Batch(str(self.path), columns, rows)
            except (pa.ArrowException, OSError) as error:
                raise _unreadable(self.path, error) from None

    def _advance(self, part: float) -> None:
        if self._reading.progress:
            self._reading.progress(int(part * self.path.stat().st_size))

    def _texts(self, names: Collection[str]) -> list[str]:
        return [name for name in names if _is_text(self._schema.field(name).type)]

    def _refuse_nested(self, name: str) -> None:
        kind = self._schema.field(name).type
        if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
            raise BadSourceError(
                f"{self.path}: the column '{name}' holds {kind}; only text, numbers, truths, dates "
                "and timestamps can be read"
            )


def refuse_bomb(path: Path, metadata: pq.FileMetaData, names: Collection[str]) -> None:
    """Refuse a file whose own figures are out of proportion; reads nothing but its footer."""
    most = DecodedSize(path).most
    if metadata.num_rows * len(names) * _LEAST_BYTES > most:
        raise BadSourceError(
            f"{path}: {metadata.num_rows} rows in {path.stat().st_size} bytes, over {MOST_RATIO} "
            "times its size, as no ordinary file has; it is not read"
        )
    total = 0
    for group in range(metadata.num_row_groups):
        row_group = metadata.row_group(group)
        sizes = [
            row_group.column(position).total_uncompressed_size
            for position in range(row_group.num_columns)
            if row_group.column(position).path_in_schema in names
        ]
        total += sum(sizes)
        if max(sizes, default=0) > MOST_TOGETHER or total > most:
            raise BadSourceError(
                f"{path}: decodes to {total >> 20} MiB from {path.stat().st_size} bytes; at most "
                f"{MOST_RATIO} times its size and {MOST_TOGETHER >> 20} MiB for one column of a "
                "row group can be read; write it with smaller row groups"
            )


def _opened(path: Path, dictionaries: list[str] | None = None) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(
            path,
            read_dictionary=dictionaries,
            pre_buffer=False,
            buffer_size=1 << 20,
            thrift_string_size_limit=16 << 20,
        )
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: Exception) -> BadSourceError:
    return BadSourceError(f"{path}: is not Parquet that can be read: {error}")


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _slices(chunk: pa.RecordBatch, size: DecodedSize) -> Iterator[pa.RecordBatch]:
    """Parts of a batch that decode to little each; long texts stay in their dictionary so far."""
    decoded = sum(_decoded_size(column) for column in chunk.columns)
    size.add(decoded)
    rows = max(1, chunk.num_rows // (1 + decoded // BYTES_TOGETHER))
    for start in range(0, chunk.num_rows, rows):
        yield chunk.slice(start, rows)


def _decoded_size(column: pa.Array) -> int:
    if not pa.types.is_dictionary(column.type) or not _is_text(column.type.value_type):
        return int(column.nbytes)
    lengths = np.asarray(pc.binary_length(column.dictionary).fill_null(0), dtype=np.int64)
    chosen = np.asarray(column.indices.drop_null())
    return int(lengths[chosen].sum()) if len(lengths) else 0


def _plain(column: pa.Array) -> pa.Array:
    """Text, or timestamps of whole microseconds."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    # Nothing in a file keeps its texts from being other bytes than UTF-8.
    column.validate(full=True)
    kind = column.type
    if pa.types.is_timestamp(kind):
        # Parts of a microsecond go, but what overflows is refused.
        whole = pc.CastOptions(pa.timestamp("us", kind.tz), allow_time_truncate=True)
        return column.cast(options=whole)
    if pa.types.is_date(kind):
        return column.cast(pa.timestamp("us"))
    if pa.types.is_floating(kind):
        return _numbers_as_text(column)
    return column.cast(pa.string())


def _numbers_as_text(column: pa.Array) -> pa.Array:
    """Whole numbers lose the '.0' that they got from a null in their column."""
    column = pc.if_else(pc.is_nan(column), None, column)
    text = column.cast(pa.string())
    return pc.replace_substring_regex(text, r"\.0$", "")
