"""Why something is due when it is: the time from start to due, step by step."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from troth.clock import search, zones
from troth.clock.instants import DAY, LATEST, instant, moment
from troth.clock.labels import Label, Reason, held_spans, strongest
from troth.clock.pauses import Paused
from troth.clock.timeline import Timeline

_SATURDAY, _SUNDAY = 5, 6
#: Names of closed days; other closed spans need none.
_DAYS_OFF = {
    (_SATURDAY,): "Saturday",
    (_SUNDAY,): "Sunday",
    (_SATURDAY, _SUNDAY): "weekend",
}


class ClockChange(NamedTuple):
    """Clocks were put forward, or back where `by` is negative."""

    at: datetime
    by: timedelta

    def as_json(self) -> dict[str, Any]:
        """The instant in ISO 8601 and the seconds forward."""
        return {"at": self.at.isoformat(), "seconds": self.by.total_seconds()}


@dataclass(frozen=True, kw_only=True)
class Step:
    """A span in which time counts, or does not, for one reason."""

    start: datetime
    #: None for a pause that lasts.
    end: datetime | None
    counted: bool
    reason: Reason
    #: Of the holiday or closure; why there is a pause; which days off a closed span holds; which
    #: parts of a sum are open. Often empty.
    name: str = ""
    #: The gaps and folds of the calendar's clock within the span.
    clock_changes: tuple[ClockChange, ...] = ()

    def __str__(self) -> str:
        end = self.end.isoformat(sep=" ") if self.end else "..."
        name = f" ({self.name})" if self.name else ""
        return f"{self.start.isoformat(sep=' ')} - {end}: {self.reason}{name}"

    def as_json(self) -> dict[str, Any]:
        """Plain values; instants in ISO 8601 in the zone of the question."""
        return {
            "start": self.start.isoformat(),
            "end": self.end and self.end.isoformat(),
            "counted": self.counted,
            "reason": self.reason.value,
            "name": self.name,
            "clock_changes": [change.as_json() for change in self.clock_changes],
        }


class Told(NamedTuple):
    """A step in microseconds since 1970 UTC."""

    start: int
    end: int
    counted: bool
    reason: Reason
    name: str = ""


def steps(
    timeline: Timeline, start: int, end: int, pauses: Sequence[Paused], zone: tzinfo | None
) -> list[Step]:
    """The steps from `start` to `end`, told in a zone.

    Where a pause lasts, the steps go up to it and the last one, the pause itself, has no end;
    `end` is `LATEST` then.
    """
    lasting = next((pause for pause in pauses if pause.end == end == LATEST), None)
    known = max(start, lasting.start) if lasting else end
    spans = list(_with_days_off(timeline, told(timeline, start, known, pauses)))
    if lasting:
        spans.append(Told(known, LATEST, counted=False, reason=Reason.PAUSE, name=lasting.reason))
    changes = _clock_changes(timeline, start, known, zone)
    return [_step(span, changes, zone) for span in spans]


def told(timeline: Timeline, start: int, end: int, pauses: Sequence[Paused] = ()) -> list[Told]:
    """The steps from `start` to `end`, without those of a pause that lasts."""
    return _joined(_told(timeline, start, end, pauses)) if start < end else []


def _told(timeline: Timeline, start: int, end: int, pauses: Sequence[Paused]) -> Iterator[Told]:
    """Spans in which nothing changes; several in a row may have one reason."""
    opens, closes = (edges.tolist() for edges in search.spans(timeline, start, end))
    paused = [Label(p.start, p.end, Reason.PAUSE, p.reason, of_open_time=True) for p in pauses]
    labels = [*paused, *timeline.hours.labels(start, end)]
    for left, right, holding in held_spans(labels, (*opens, *closes), start, end):
        n = bisect_right(opens, left) - 1
        is_open = n >= 0 and left < closes[n]
        why = strongest(holding, is_open=is_open)
        ordinary = Reason.OPEN if is_open else Reason.CLOSED
        reason, name = (why.reason, why.name) if why else (ordinary, "")
        yield Told(left, right, is_open and reason is not Reason.PAUSE, reason, name)


def _joined(spans: Iterable[Told]) -> list[Told]:
    joined: list[Told] = []
    for span in spans:
        if joined and joined[-1][2:] == span[2:]:
            joined[-1] = joined[-1]._replace(end=span.end)
        else:
            joined.append(span)
    return joined


def _with_days_off(timeline: Timeline, spans: Iterable[Told]) -> Iterator[Told]:
    for span in spans:
        plain = span.reason is Reason.CLOSED and not span.name
        short = span.end - span.start < 5 * DAY
        yield span._replace(name=_days_off(timeline, span)) if plain and short else span


def _days_off(timeline: Timeline, span: Told) -> str:
    """The name of the dates in a closed span on which nothing opens at all."""
    zone = timeline.hours.timezone
    if zone is None:
        return ""
    first, last = zones.to_local(np.array([span.start, span.end - 1]), zone) // DAY
    midnights = zones.to_utc(np.arange(first, last + 2) * DAY, zone).tolist()
    closed = [
        int(first + n + 3) % 7
        for n, (midnight, following) in enumerate(pairwise(midnights))
        if not search.spans(timeline, midnight, following).opens.size
    ]
    return _DAYS_OFF.get(tuple(closed), "")


def _clock_changes(
    timeline: Timeline, start: int, end: int, zone: tzinfo | None
) -> list[ClockChange]:
    own = timeline.hours.timezone
    return [
        ClockChange(moment(at, zone), timedelta(microseconds=by))
        for at, by in (zones.changes(own, start, end) if own else ())
    ]


def _step(span: Told, changes: Iterable[ClockChange], zone: tzinfo | None) -> Step:
    start = moment(span.start, zone)
    end = None if span.end == LATEST else moment(span.end, zone)
    # By their instants: Python compares datetimes of one zone by their wall times.
    within = (change for change in changes if span.start <= instant(change.at) < span.end)
    return Step(
        start=start,
        end=end,
        counted=span.counted,
        reason=span.reason,
        name=span.name,
        clock_changes=tuple(within),
    )
