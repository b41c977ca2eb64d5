"""What a column of cells means: ids, numbers, an order."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from troth.history.arrays import Flags, Numbers
from troth.history.formats import DateFormat
from troth.history.instants import parse
from troth.history.mapping import Order
from troth.history.tables import Batch


def case_ids(batch: Batch, columns: tuple[str, ...]) -> pa.Array:
    """The id of each row's case; null where it is empty or a part of it is null."""
    parts = [as_text(batch.columns[name]) for name in columns]
    ids = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, "-")
    return pc.if_else(pc.equal(ids, ""), None, ids)


def as_text(column: pa.Array) -> pa.Array:
    """A column to look up by."""
    return column if pa.types.is_string(column.type) else column.cast(pa.string())


def order_numbers(order: Order, batch: Batch) -> tuple[Numbers, Flags]:
    """What rows are ordered by, and which rows can be."""
    column = batch.columns[order.column]
    if pa.types.is_timestamp(column.type):
        return np.asarray(column.cast(pa.int64()).fill_null(0)), np.asarray(column.is_valid())
    if order.format:
        parsed = parse(column, DateFormat(order.format))
        return parsed.us.astype(np.float64), parsed.fits
    return numbers(column)


def numbers(text: pa.Array) -> tuple[Numbers, Flags]:
    """Numbers with a decimal point, and which texts are one; 0 where not."""
    is_number = pc.match_substring_regex(text, r"^[+-]?[0-9]{1,15}([.][0-9]*)?$").fill_null(False)
    values = pc.if_else(is_number, text, None).cast(pa.float64()).fill_null(0)
    return np.asarray(values), np.asarray(is_number)
