"""Closures of a company from its iCalendar file (RFC 5545), expanded over the years asked for."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import numpy as np

from troth.clock import zones
from troth.clock.errors import CalendarError
from troth.clock.instants import DAY, EARLIEST, EPOCH_ORDINAL, LATEST, instant, moment
from troth.clock.intervals import Spans, clip, merge
from troth.clock.labels import Label, Reason
from troth.clock.zone_names import UnknownZoneError
from troth.said import Said, joined, said

if TYPE_CHECKING:
    from icalendar import Component, Event

#: Larger files are not calendars of closures.
BYTES_MAX = 5_000_000
#: Repeated more often than daily, closures are a rhythm that belongs into hours or breaks.
_TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY", "BYSECOND", "BYMINUTE", "BYHOUR"}


def closures_from_ical(source: str | Path, timezone: str | ZoneInfo) -> "IcalClosures":
    """Closures from the path or the text of an iCalendar file.

    Every event closes its time, whether it is marked as busy or free, unless it is cancelled. An
    event of whole days closes these dates in `timezone`, where times without a zone are read too.

    Raises:
        CalendarError: for a file that cannot be read, or an event without a start.
    """
    text = source if isinstance(source, str) and "BEGIN:" in source else _read(Path(source))
    return IcalClosures(text, zones.load(timezone), "iCalendar" if text is source else str(source))


class IcalClosures:
    """Closed time of the events of one iCalendar text."""

    def __init__(self, text: str, timezone: ZoneInfo, where: str) -> None:
        self.text, self.timezone, self.where = text, timezone, where
        self._starts = [self._check(event) for event in self._calendar.walk("VEVENT")]

    def spans(self, start: int, end: int) -> Spans:
        """The closed time in [start, end), microseconds since 1970 UTC."""
        closed = [(label.start, label.end) for label in self.labels(start, end)]
        edges = np.array(closed, np.int64).reshape(-1, 2)
        return clip(merge(edges[:, 0], edges[:, 1]), start, end)

    def labels(self, start: int, end: int) -> list[Label]:
        """The events that overlap [start, end), with their summaries."""
        return [
            Label(*self._span(event), Reason.CLOSURE, str(event.get("SUMMARY", "")))
            for event in self._events(start, end)
        ]

    @property
    def planned_from(self) -> int:
        """The start of the first event."""
        return min(self._starts, default=LATEST)

    @property
    def planned_until(self) -> int:
        """The start of the last event, not counting repetitions."""
        return max(self._starts, default=EARLIEST)

    def definition(self) -> dict[str, Any]:
        """The text and its zone."""
        return {"ical": self.text, "timezone": self.timezone.key}

    def _events(self, start: int, end: int) -> Iterator["Event"]:
        import recurring_ical_events

        # Whole days and floating times are placed by their zone only afterwards.
        first, last = moment(start - 2 * DAY, None), moment(end + 2 * DAY, None)
        try:
            found = recurring_ical_events.of(self._calendar).between(first, last)
        except (ValueError, OverflowError) as error:
            raise CalendarError(
                said("{file} cannot be expanded: {why}", file=self.where, why=str(error))
            ) from None
        return (event for event in found if event.get("STATUS") != "CANCELLED")

    def _span(self, event: "Event") -> tuple[int, int]:
        return self._instant(event.start), self._instant(event.end)

    def _instant(self, at: date | datetime) -> int:
        if isinstance(at, datetime) and at.tzinfo is not None:
            return instant(at)
        midnight = (at.toordinal() - EPOCH_ORDINAL) * DAY
        since = _since_midnight(at) if isinstance(at, datetime) else 0
        return int(zones.to_utc(np.array([midnight + since]), self.timezone)[0])

    @cached_property
    def _calendar(self) -> "Component":
        import icalendar

        try:
            found = icalendar.Calendar.from_ical(self.text)
        except (ValueError, IndexError, KeyError) as error:
            raise self._not_a_calendar(str(error)) from None
        if found.name != "VCALENDAR":
            raise self._not_a_calendar(said("it holds a {what}", what=found.name))
        return found

    def _not_a_calendar(self, why: str) -> CalendarError:
        return CalendarError(
            said("{file} is not an iCalendar file, {why}", file=self.where, why=why),
            said("right would be one that starts with BEGIN:VCALENDAR"),
        )

    def _check(self, event: "Component") -> int:
        """The start of an event that can be expanded."""
        what = self._named(str(event.get("SUMMARY", "")))
        begins = event.get("DTSTART")
        if event.errors or begins is None:
            reason = "; ".join(f"{name}: {text}" for name, text in event.errors)
            wrong = said("{event} has no DTSTART that can be read", event=what)
            raise CalendarError(joined((wrong, reason), " ") if reason else wrong)
        _check_zone(what, begins.dt, begins.params.get("TZID"))
        rules = event.get("RRULE", [])
        for rule in rules if isinstance(rules, list) else [rules]:
            if _TOO_OFTEN.intersection((*rule, *rule.get("FREQ", ()))) or 0 in rule.get(
                "INTERVAL", ()
            ):
                raise CalendarError(
                    said("{event} is repeated by {rule}", event=what, rule=rule.to_ical().decode()),
                    said(
                        "right would be daily or less often, for shorter rhythms are hours or "
                        "breaks"
                    ),
                )
        return self._instant(begins.dt)

    def _named(self, summary: str) -> Said:
        if not summary:
            return said("event 'without summary' of {file}", file=self.where)
        return said("event {summary} of {file}", summary=repr(summary), file=self.where)


def _check_zone(what: str, begins: date | datetime, name: str | None) -> None:
    """Refuse a start in a zone that is none, or not the same one everywhere.

    A file may define zones of its own, under whatever names.
    """
    if name is None or not isinstance(begins, datetime):
        return
    if begins.tzinfo is None or isinstance(begins.tzinfo, ZoneInfo):
        try:
            zones.load(begins.tzinfo or name)
        except UnknownZoneError as error:
            raise CalendarError(
                said("{event} has the unknown timezone {name}", event=what, name=repr(name)),
                error.right,
            ) from None


def _since_midnight(at: datetime) -> int:
    wall = timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)
    return wall // timedelta(microseconds=1)


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > BYTES_MAX:
            raise CalendarError(
                said("{file} is larger than {most} MB", file=path, most=BYTES_MAX // 1_000_000)
            )
        return path.read_text(encoding="utf-8")
    except OSError as error:
        wrong = said("{file} cannot be read: {reason}", file=path, reason=error.strerror)
        raise CalendarError(wrong) from None
    except UnicodeDecodeError:
        raise CalendarError(said("{file} is not UTF-8 text", file=path)) from None
