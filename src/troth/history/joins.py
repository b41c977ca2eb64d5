"""Columns of another file beside those of the cases: the other file is held in memory, by key."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from troth.history.arrays import Codes, Numbers
from troth.history.cells import checked
from troth.history.columns import as_text, numbers, order_numbers
from troth.history.errors import BadSourceError
from troth.history.mapping import Join, Many, Mapping, Order
from troth.history.tables import Batch, Table, require

#: Bytes of a joined file's columns.
MOST_HELD = 128 << 20


@dataclass(frozen=True)
class SideTable:
    """One row per key of a joined file."""

    join: Join
    keys: pa.Array
    columns: dict[str, pa.Array]

    def beside(self, batch: Batch) -> Batch:
        """The batch with our columns added as `file.column`, null where the key is unknown."""
        found = pc.index_in(as_text(batch.columns[self.join.ours]), value_set=self.keys)
        added = {
            f"{self.join.file}.{name}": column.take(found) for name, column in self.columns.items()
        }
        return Batch(batch.file, batch.columns | added, batch.rows)


def side_table(join: Join, table: Table, mapping: Mapping) -> SideTable:
    """Read a joined file and reduce it to one row per key, as the join says."""
    names = {join.theirs, *join.take}
    if join.order_by:
        names.add(join.order_by.column)
    require(table, names)
    batch = _whole(table, names, mapping)
    keys = as_text(batch.columns[join.theirs])
    batch = batch.where(np.asarray(keys.is_valid()))
    if not len(batch):
        raise BadSourceError(f"{table.path}: the column '{join.theirs}' is empty")
    keys = as_text(batch.columns[join.theirs])
    codes = np.asarray(keys.dictionary_encode().indices, np.int64)
    order = _order(join.order_by, batch)
    _refuse_unsaid_many(join, table, keys, codes)
    columns = {
        name: _reduced(how, name, batch, _Grouped(codes, order)) for name, how in join.take.items()
    }
    return _with_added(join, keys.dictionary_encode().dictionary, columns)


@dataclass(frozen=True)
class _Grouped:
    """Rows by key: positions sorted by key, then by order."""

    codes: Codes
    order: Numbers

    def ends(self) -> tuple[Codes, Codes]:
        """Positions of the first and of the last row of each key, by the key's code."""
        by_key = np.lexsort((self.order, self.codes))
        starts = np.flatnonzero(np.diff(self.codes[by_key], prepend=-1))
        lasts = np.append(starts[1:], len(by_key)) - 1
        return by_key[starts], by_key[lasts]


def _whole(table: Table, names: set[str], mapping: Mapping) -> Batch:
    batches, held = [], 0
    formulas = mapping.formulas == "text"
    for batch in table.batches(names):
        held += sum(column.nbytes for column in batch.columns.values())
        if held > MOST_HELD:
            raise BadSourceError(
                f"{table.path}: a joined file is held in memory, and this one is larger than "
                f"{MOST_HELD >> 20} MiB; let it be the file of rows, and join the other"
            )
        batches.append(checked(batch, mapping.nulls, formulas_are_text=formulas))
    if not batches:
        raise BadSourceError(f"{table.path}: has a header and no rows")
    columns = {
        name: pa.chunked_array([batch.columns[name] for batch in batches]).combine_chunks()
        for name in names
    }
    return Batch(str(table.path), columns, np.concatenate([batch.rows for batch in batches]))


def _order(order_by: Order | None, batch: Batch) -> Numbers:
    if order_by is None:
        return batch.rows.astype(np.float64)
    values, usable = order_numbers(order_by, batch)
    if not usable.all():
        row = int(np.argmin(usable))
        found = batch.columns[order_by.column][row].as_py()
        raise BadSourceError(
            f"{batch.file}: row {batch.rows[row]}, column '{order_by.column}': {found!r} is no "
            f"{'date as the format says' if order_by.format else 'number'}, so rows have no order"
        )
    return values


def _refuse_unsaid_many(join: Join, table: Table, keys: pa.Array, codes: Codes) -> None:
    unsaid = next((name for name, how in join.take.items() if how is None), None)
    times = np.bincount(codes)
    if unsaid and len(times) and times.max() > 1:
        key = keys[int(np.argmax(codes == int(np.argmax(times > 1))))].as_py()
        raise BadSourceError(
            f"{table.path}: '{join.theirs}' {key!r} stands in {times[times > 1][0]} rows; let the "
            f"mapping say which, such as 'take: {{{unsaid}: first}}' (first, last, min, max, sum)"
        )


def _reduced(how: Many | None, name: str, batch: Batch, grouped: _Grouped) -> pa.Array:
    column = batch.columns[name]
    if how in (None, "first", "last"):
        firsts, lasts = grouped.ends()
        return column.take(pa.array(lasts if how == "last" else firsts))
    values, usable = numbers(column)
    wrong = ~usable & np.asarray(column.is_valid())
    if wrong.any():
        row = int(np.argmax(wrong))
        raise BadSourceError(
            f"{batch.file}: row {batch.rows[row]}, column '{name}': {column[row].as_py()!r} is no "
            f"number, so '{how}' cannot be taken"
        )
    return _number_text(_combined(str(how), values[usable], grouped.codes[usable], grouped))


def _combined(how: str, values: Numbers, codes: Codes, grouped: _Grouped) -> Numbers:
    """The sum, least or greatest number of each key; NaN where it has none."""
    keys = int(grouped.codes.max(initial=-1)) + 1
    combining = {"sum": np.add, "min": np.minimum, "max": np.maximum}[how]
    combined = np.full(keys, {"sum": 0.0, "min": np.inf, "max": -np.inf}[how])
    combining.at(combined, codes, values)
    combined[np.bincount(codes, minlength=keys) == 0] = np.nan
    return combined


def _number_text(values: Numbers) -> pa.Array:
    """Numbers as the text that any other cell would be; sums of cents without binary dust."""
    texts = (f"{value:.6f}".rstrip("0").rstrip(".") for value in values)
    return pa.array([None if text == "nan" else text for text in texts], pa.string())


def _with_added(join: Join, keys: pa.Array, columns: dict[str, pa.Array]) -> SideTable:
    """Rows of the mapping go first, so that they win over those of the file."""
    added = pa.array(list(join.add), pa.string())
    columns = {
        name: pa.concat_arrays(
            [pa.array([row.get(name) for row in join.add.values()], column.type), column]
        )
        for name, column in columns.items()
    }
    return SideTable(join, pa.concat_arrays([added, keys]), columns)
