"""What must hold for every cell that a mapping reads, checked a column at a time."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from troth.history.arrays import Flags
from troth.history.errors import BadSourceError
from troth.history.tables import Batch

#: Bytes in one cell; what is longer is no id, date or facet.
MOST_BYTES = 4096

_STARTS = np.zeros(256, bool)
_STARTS[list(b"=@+-\t\r")] = True
#: What a sign may stand before: a number, or nothing.
_HARMLESS = r"^[+-]([0-9]+([.,][0-9]+)*([eE][+-]?[0-9]+)?|[.][0-9]+)?$"


def checked(batch: Batch, nulls: Sequence[str], *, formulas_are_text: bool) -> Batch:
    """The batch with nulls where a cell means nothing; refuses long cells and formulas."""
    meaningless = pa.array(nulls, pa.string())
    columns = {}
    for name, column in batch.columns.items():
        if not pa.types.is_string(column.type):
            columns[name] = column
            continue
        _refuse_long(batch, name, column)
        columns[name] = pc.if_else(pc.is_in(column, value_set=meaningless), None, column)
        if not formulas_are_text:
            _refuse_formulas(batch, name, columns[name])
    return Batch(batch.file, columns, batch.rows)


def _refuse_long(batch: Batch, name: str, column: pa.Array) -> None:
    lengths = np.asarray(pc.binary_length(column).fill_null(0))
    if len(lengths) and lengths.max() > MOST_BYTES:
        row = int(np.argmax(lengths > MOST_BYTES))
        raise BadSourceError(
            f"{batch.file}: row {batch.rows[row]}, column '{name}': a cell of {lengths[row]} "
            f"bytes; at most {MOST_BYTES} can be an id, a date or a facet"
        )


def _refuse_formulas(batch: Batch, name: str, column: pa.Array) -> None:
    suspects = np.flatnonzero(_suspicious(column))
    if not len(suspects):
        return
    texts = column.take(pa.array(suspects))
    harmless = np.asarray(pc.match_substring_regex(texts, _HARMLESS))
    if not harmless.all():
        first = int(np.argmin(harmless))
        raise BadSourceError(
            f"{batch.file}: row {batch.rows[suspects[first]]}, column '{name}': "
            f"{texts[first].as_py()[:80]!r} is a formula to a spreadsheet; mend it, or let the "
            "mapping say 'formulas: text'"
        )


def _suspicious(column: pa.Array) -> Flags:
    """Flags of texts whose first byte could start a formula, straight from the buffers."""
    _, offsets, data = column.buffers()
    starts = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1]
    if data is None or not len(data) or starts[0] == starts[-1]:
        return np.zeros(len(column), bool)
    first = np.frombuffer(data, np.uint8)[np.minimum(starts[:-1], len(data) - 1)]
    filled = (starts[1:] > starts[:-1]) & np.asarray(column.is_valid())
    suspicious: Flags = _STARTS[first] & filled
    return suspicious


def spreadsheet_safe(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would run."""
    dangerous = text[:1] and _STARTS[ord(text[0]) & 0xFF] and ord(text[0]) < 256
    return f"'{text}" if dangerous else text
