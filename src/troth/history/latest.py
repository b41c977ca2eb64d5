"""One row per case out of many: the last event of each."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from troth.history.arrays import Codes
from troth.history.columns import case_ids, order_numbers
from troth.history.mapping import Mapping, Order
from troth.history.rejects import Rejects
from troth.history.tables import Batch

#: Rows are reduced when as many came in as cases are held, but not for fewer than these.
TOGETHER = 1 << 17
_ROWS_OUT = 1 << 16
#: No column of a source is called so.
_FILE = "\0file"


def usable_rows(
    batches: Iterator[Batch], mapping: Mapping, order: Order, rejects: Rejects
) -> Iterator[Batch]:
    """The rows that have a case and an order; the others go to the rejects."""
    for batch in batches:
        yield _usable(batch, mapping, order, rejects)


def last_rows(batches: Iterator[Batch], mapping: Mapping, order: Order) -> Iterator[Batch]:
    """The last row of each case by `order`; of equals, the one that comes later in the source.

    Memory grows with the number of cases, not with that of rows.
    """
    held: list[Batch] = []
    cases = waiting = 0
    for batch in batches:
        held.append(_with_file(batch))
        waiting += len(batch)
        if waiting >= max(TOGETHER, cases):
            held = [_reduced(held, mapping, order)]
            cases, waiting = len(held[0]), 0
    if held:
        yield from _by_file(_reduced(held, mapping, order))


def _usable(batch: Batch, mapping: Mapping, order: Order, rejects: Rejects) -> Batch:
    ids = case_ids(batch, mapping.case)
    _, ordered = order_numbers(order, batch)
    reasons = rejects.reasons(batch)
    reasons.add(~np.asarray(ids.is_valid()), "case: is empty")
    column = batch.columns[order.column]
    expected = order.format or "a number"
    reasons.add(~ordered, f"last-by: '{order.column}' is not {expected}", column)
    return batch.where(reasons.good())


def _with_file(batch: Batch) -> Batch:
    file = pa.repeat(batch.file, len(batch))
    return Batch(batch.file, batch.columns | {_FILE: file}, batch.rows)


def _reduced(held: list[Batch], mapping: Mapping, order: Order) -> Batch:
    columns = {
        name: pa.chunked_array([batch.columns[name] for batch in held]).combine_chunks()
        for name in held[0].columns
    }
    whole = Batch(held[0].file, columns, np.concatenate([batch.rows for batch in held]))
    codes: Codes = np.asarray(case_ids(whole, mapping.case).dictionary_encode().indices, np.int64)
    values, _ = order_numbers(order, whole)
    # Stable, so that the later of equals stays last: rows are held in the order of the source.
    by_case = np.lexsort((values, codes))
    ends = np.flatnonzero(np.diff(codes[by_case], append=-1))
    return whole.where(np.sort(by_case[ends]))


def _by_file(whole: Batch) -> Iterator[Batch]:
    files = np.asarray(whole.columns[_FILE].dictionary_encode().indices)
    columns = {name: column for name, column in whole.columns.items() if name != _FILE}
    plain = Batch(whole.file, columns, whole.rows)
    for position, file in enumerate(whole.columns[_FILE].unique().to_pylist()):
        chosen = np.flatnonzero(files == position)
        for start in range(0, len(chosen), _ROWS_OUT):
            part = plain.where(chosen[start : start + _ROWS_OUT])
            yield Batch(file, part.columns, part.rows)
