"""The instants of a mapping, read from a batch: formats, zones, clocks that roll past midnight."""

from collections.abc import Callable
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from troth.clock import zones
from troth.clock.errors import CalendarError
from troth.clock.instants import DAY, SECOND
from troth.history.arrays import EARLIEST, LATEST, MISSING, Flags, Instants
from troth.history.columns import as_text, numbers
from troth.history.errors import BadSourceError, listed
from troth.history.formats import DateFormat
from troth.history.instants import HOUR, MINUTE, parse
from troth.history.mapping import Mapping
from troth.history.mapping_parts import Shifted, Written
from troth.history.tables import Batch


class Unread(Protocol):
    """Takes note of rows that cannot be read."""

    def add(self, bad: Flags, reason: str, values: pa.Array | None = None) -> None:
        """Some rows, for one reason, with the value of each."""
        ...


Convert = Callable[[Instants, ZoneInfo], Instants]

_UNITS = {"days": DAY, "hours": HOUR, "minutes": MINUTE, "seconds": SECOND}
_FARTHEST = 1000 * 366 * DAY


@dataclass(frozen=True)
class MomentReader:
    """Reads the instants of one batch."""

    mapping: Mapping
    batch: Batch
    reasons: Unread

    def read(self) -> dict[str, Instants]:
        """Started, promised and ended by name, in UTC microseconds; `MISSING` for none."""
        found: dict[str, Instants] = {}
        for name, instant in self.mapping.instants.items():
            found[name] = self.one(name, instant, found)
        return found

    def one(self, name: str, instant: Written | Shifted, found: Dict[str, Instants]) -> Instants:
        """One instant, which may follow others that were found before; adds to the reasons."""
        if isinstance(instant, Shifted):
            us = self._shifted(name, instant, found)
        else:
            us = self._written(name, instant, found)
        return self._within_reach(name, us)

    def _written(self, name: str, written: Written, found: Dict[str, Instants]) -> Instants:
        column = self._column(written.column)
        us = self._read(name, written, column, found)
        if written.else_ is None:
            return us
        # Where both are filled, the other may hold anything.
        filled = column.is_valid()
        other = pc.if_else(filled, None, self._column(written.else_))
        return np.where(np.asarray(filled), us, self._read(name, written, other, found))

    def _read(
        self, name: str, written: Written, column: pa.Array, found: Dict[str, Instants]
    ) -> Instants:
        present = np.asarray(column.is_valid())
        if pa.types.is_timestamp(column.type):
            us = np.where(present, np.asarray(column.cast(pa.int64()).fill_null(0)), MISSING)
            return us if column.type.tz else self._to_utc(name, written, us)
        date_format = self._format(name, written)
        parsed = parse(column, date_format)
        wrong = present & ~parsed.fits
        if wrong.any():
            self._refuse_swapped(name, date_format, column, wrong)
            self.reasons.add(wrong, f"{name}: does not fit {date_format.text!r}", column)
        us = np.where(parsed.fits, parsed.us, MISSING)
        if date_format.has_offset:
            return us
        if written.not_before:
            return self._not_before(name, written, us, found[written.not_before])
        return self._to_utc(name, written, us)

    def _column(self, names: tuple[str, ...]) -> pa.Array:
        columns = [self.batch.columns[name] for name in names]
        if len(columns) == 1:
            return columns[0]
        return pc.binary_join_element_wise(*map(as_text, columns), " ")

    def _format(self, name: str, written: Written) -> DateFormat:
        text = written.format or self.mapping.dates
        if text is None:
            names = (*written.column, *(written.else_ or ()))
            raise BadSourceError(
                f"{self.batch.file}: {name}: there is text in {listed(names)}; state how "
                "dates are written there: 'dates: \"%Y-%m-%d %H:%M:%S\"' or the like in the mapping"
            )
        return DateFormat(text)

    def _refuse_swapped(
        self, name: str, date_format: DateFormat, column: pa.Array, wrong: Flags
    ) -> None:
        """A value that only fits with day and month swapped proves that all are swapped."""
        swapped = date_format.swapped
        if swapped is None:
            return
        positions = np.flatnonzero(wrong)
        fits = parse(column.take(pa.array(positions)), swapped).fits
        if fits.any():
            first = int(positions[int(np.argmax(fits))])
            raise BadSourceError(
                f"{self.batch.file}: row {self.batch.rows[first]}: {name} "
                f"{column[first].as_py()!r} does not fit {date_format.text!r} but fits "
                f"{swapped.text!r}: the order of day and month is wrong in the mapping, and every "
                "date would be; nothing is imported"
            )

    def _shifted(self, name: str, shifted: Shifted, found: Dict[str, Instants]) -> Instants:
        base = found[shifted.after]
        span = np.zeros(len(self.batch), np.float64)
        present = base != MISSING
        for unit, column_name in shifted.units.items():
            column = as_text(self.batch.columns[column_name])
            values, usable = numbers(column)
            filled = np.asarray(column.is_valid())
            self.reasons.add(filled & ~usable, f"{name}: '{column_name}' is not a number", column)
            span += values * _UNITS[unit]
            present &= usable
        whole = np.rint(np.clip(span, -_FARTHEST, _FARTHEST)).astype(np.int64)
        return np.where(present, base + whole, MISSING)

    def _not_before(
        self, name: str, written: Written, clock: Instants, earliest: Instants
    ) -> Instants:
        """The first time that the clock shows this at or after another instant."""
        present = (clock != MISSING) & (earliest != MISSING)
        day = self._local_midnight(name, written, np.where(present, earliest, MISSING))
        wall = np.where(present, day + clock % DAY, MISSING)
        us = self._to_utc(name, written, wall)
        tomorrow = self._to_utc(name, written, np.where(present, wall + DAY, MISSING))
        return np.where(present & (us < earliest), tomorrow, us)

    def _local_midnight(self, name: str, written: Written, us: Instants) -> Instants:
        local = self._through_zones(name, written, us, zones.to_local)
        return np.where(local == MISSING, MISSING, local // DAY * DAY)

    def _to_utc(self, name: str, written: Written, local: Instants) -> Instants:
        return self._through_zones(name, written, local, zones.to_utc)

    def _through_zones(
        self, name: str, written: Written, times: Instants, convert: Convert
    ) -> Instants:
        zone = written.zone or self.mapping.zone
        if isinstance(zone, str):
            return _converted(times, times != MISSING, zone, convert)
        result = np.full(len(times), MISSING)
        encoded = as_text(self.batch.columns[zone.column]).dictionary_encode()
        codes = np.asarray(encoded.indices.fill_null(-1))
        for code, text in enumerate(encoded.dictionary.to_pylist()):
            chosen = (codes == code) & (times != MISSING)
            if _is_zone(text):
                result = np.where(chosen, _converted(times, chosen, text, convert), result)
            else:
                self.reasons.add(chosen, f"{name}: {text!r} in '{zone.column}' is no zone")
        lost = (codes == -1) & (times != MISSING)
        self.reasons.add(lost, f"{name}: '{zone.column}' has no zone for this row")
        return result

    def _within_reach(self, name: str, us: Instants) -> Instants:
        beyond = (us != MISSING) & ((us < EARLIEST) | (us >= LATEST))
        reason = f"{name}: lies outside the years 1900 to 2199; a date that means none is a null"
        self.reasons.add(beyond, reason)
        return np.where(beyond, MISSING, us)


def _converted(times: Instants, chosen: Flags, zone: str, convert: Convert) -> Instants:
    result = np.full(len(times), MISSING)
    within = chosen & (times >= EARLIEST - DAY) & (times < LATEST + DAY)
    result[within] = convert(times[within], zones.load(zone))
    return np.where(chosen & ~within, times, result)


def _is_zone(text: str) -> bool:
    try:
        zones.load(text)
    except CalendarError:
        return False
    return True
