"""What comes in as columns: checked, in one unit, and walked through in pieces."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from troth.clock.errors import CalendarError
from troth.clock.lookup import PER_SECOND
from troth.clock.zones import Instants

Moments = NDArray[np.datetime64]
Durations = NDArray[np.timedelta64]
Column = NDArray[Any]

#: What NaT, not a time, is as a number.
NAT = np.iinfo(np.int64).min


def moments(name: str, values: ArrayLike) -> Column:
    """A column of instants, datetime64 in UTC."""
    return _of_kind(name, np.asarray(values), "M", "datetime64 in UTC")


def durations(name: str, values: ArrayLike) -> Column:
    """A column of durations, timedelta64."""
    column = _of_kind(name, np.asarray(values), "m", "timedelta64")
    if np.datetime_data(column.dtype)[0] in {"Y", "M"}:
        raise CalendarError(f"{name} are {column.dtype}; months and years have no fixed length")
    return column


def whole_numbers(name: str, values: ArrayLike) -> Column:
    """A column of whole numbers."""
    column = np.asarray(values)
    if column.dtype.kind not in "iu":
        raise CalendarError(f"{name} are {column.dtype}; right would be whole numbers")
    return column


def finest(*columns: Column) -> str:
    """The finest unit of some columns, seconds at the coarsest."""
    units = [np.datetime_data(column.dtype)[0] for column in columns]
    return max((u for u in units if u in PER_SECOND), key=list(PER_SECOND).index, default="s")


def shape_of(*columns: Column) -> tuple[int, ...]:
    """The shape to which some columns are broadcast."""
    try:
        return np.broadcast_shapes(*(column.shape for column in columns))
    except ValueError:
        shapes = " and ".join(str(column.shape) for column in columns)
        raise CalendarError(f"columns of the shapes {shapes} do not go together") from None


def walk(
    columns: tuple[Column, ...], answers: Column, size: int, form: str = "contig"
) -> Iterator[tuple[int, tuple[Column, ...], Column]]:
    """Pieces of at most so many rows: the number of the first row, its columns, room for answers.

    Columns are broadcast to the shape of the answers. Nothing is copied but, of columns that are
    not in the form (that of numpy's nditer), the piece at hand.
    """
    if not answers.size:
        return
    first = 0
    pieces = np.nditer(  # type: ignore[call-overload] # numpy declares "contig" as "config"
        [*columns, answers],
        flags=["external_loop", "buffered"],
        op_flags=[["readonly", "nbo", form]] * len(columns) + [["writeonly", "contig"]],
        order="C",
        buffersize=size,
    )
    with pieces:
        for *piece, room in pieces:
            yield first, tuple(piece), room
            first += room.size


def numbers(piece: Column, unit: str) -> Instants:
    """The numbers of a piece of datetime64 or timedelta64, in a unit."""
    kind = f"{piece.dtype.kind}8[{unit}]"
    if piece.dtype == kind:
        return piece.view(np.int64)
    converted = piece.astype(kind)
    # numpy wraps around in silence.
    if ((converted.astype(piece.dtype) != piece) & ~np.isnat(piece)).any():
        raise CalendarError(f"{piece.dtype} reaches beyond what {converted.dtype} can hold")
    return converted.view(np.int64)


def _of_kind(name: str, column: Column, kind: str, right: str) -> Column:
    unit = np.datetime_data(column.dtype)[0] if column.dtype.kind == kind else "generic"
    if unit == "generic":
        raise CalendarError(f"{name} are {column.dtype}; right would be {right}")
    if unit in {"ps", "fs", "as"}:
        raise CalendarError(f"{name} are {column.dtype}; right would be nanoseconds at the finest")
    return column
