"""From text to microseconds, a column at a time."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from troth.clock.instants import DAY, SECOND
from troth.history.arrays import Codes, Flags, Instants
from troth.history.formats import MONTHS, DateFormat

MINUTE = 60 * SECOND
HOUR = 60 * MINUTE

_RANGES = {
    "hour": (0, 23),
    "minute": (0, 59),
    "second": (0, 59),
    "half_day_hour": (1, 12),
    "month": (1, 12),
}
_UNITS = {"hour": HOUR, "minute": MINUTE, "second": SECOND}


@dataclass(frozen=True)
class Parsed:
    """One entry per row."""

    #: Microseconds since 1970 on the wall clock, or in UTC where the format has an offset.
    us: Instants
    #: Whether the text fits the format and names a date and time that exist.
    fits: Flags


def parse(text: pa.Array, date_format: DateFormat) -> Parsed:
    """Read every text by one format; null texts do not fit."""
    groups = pc.extract_regex(text, date_format.pattern)
    fits = np.asarray(groups.is_valid())
    parts = {
        part: _numbers(part, pc.struct_field(groups, position))
        for position, part in enumerate(date_format.parts)
    }
    for part, (low, high) in _RANGES.items():
        if part in parts:
            fits &= (parts[part] >= low) & (parts[part] <= high)
    time, time_fits = _time_of_day(parts)
    fits &= time_fits
    if date_format.has_date:
        days, exists = _days(parts)
        fits &= exists
        time = time + days * DAY
    return Parsed(np.where(fits, time - parts.get("offset", 0), 0), fits)


def _numbers(part: str, text: pa.Array) -> Codes:
    """What the texts of one part mean; anything where there is no text."""
    if part == "month_name":
        return np.asarray(pc.index_in(pc.utf8_lower(text), pa.array(MONTHS)).fill_null(-1)) + 1
    if part == "half_day":
        return np.asarray(pc.equal(pc.utf8_lower(text), "pm").fill_null(False), np.int64)
    if part == "offset":
        return _offsets(text)
    if part == "fraction":
        text = pc.utf8_slice_codeunits(pc.utf8_rpad(text, 6, "0"), 0, 6)
    return np.asarray(text.cast(pa.int64()).fill_null(0))


def _offsets(text: pa.Array) -> Codes:
    signed = pc.replace_substring(pc.replace_substring(text, "Z", "+0000"), ":", "")
    digits: Codes = np.asarray(pc.utf8_slice_codeunits(signed, 1).cast(pa.int64()).fill_null(0))
    span = digits // 100 * HOUR + digits % 100 * MINUTE
    west: Flags = np.asarray(pc.starts_with(signed, "-").fill_null(False), bool)
    return np.where(west, -span, span).astype(np.int64)


def _time_of_day(parts: dict[str, Codes]) -> tuple[Codes, Flags]:
    rows = len(next(iter(parts.values())))
    time = np.zeros(rows, np.int64)
    fits = np.ones(rows, bool)
    for part, unit in _UNITS.items():
        if part in parts:
            time += parts[part] * unit
    if "half_day" in parts:
        time += (parts["half_day_hour"] % 12 + 12 * parts["half_day"]) * HOUR
    if "fraction" in parts:
        time += parts["fraction"]
    if "clock" in parts:
        hour, minute = np.divmod(parts["clock"], 100)
        fits = (minute <= 59) & ((hour <= 23) | (parts["clock"] == 2400))
        time += hour * HOUR + minute * MINUTE
    return time, fits


def _days(parts: dict[str, Codes]) -> tuple[Codes, Flags]:
    """Days since 1970, and whether the month has such a day."""
    if "year" in parts:
        year = parts["year"]
    else:
        # POSIX: 69 to 99 are of the twentieth century.
        year = parts["short_year"] + np.where(parts["short_year"] >= 69, 1900, 2000)
    month = parts["month"] if "month" in parts else parts["month_name"]
    months = (year - 1970) * 12 + np.clip(month, 1, 12) - 1
    first = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    after = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    day = parts["day"]
    exists = (year >= 1) & (month >= 1) & (day >= 1) & (day <= after - first)
    return first + day - 1, exists
