"""Why something is due when it is: the time from start to due, step by step."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import pairwise
from typing import Any, NamedTuple

from troth.clock import search
from troth.clock.instants import LATEST, moment
from troth.clock.labels import Label, Reason
from troth.clock.pauses import Paused
from troth.clock.timeline import Timeline

#: The stronger reason first.
_ORDER = (Reason.BREAK, Reason.CLOSURE, Reason.EXCEPTION, Reason.HOLIDAY)


@dataclass(frozen=True, kw_only=True)
class Step:
    """A span in which time counts, or does not, for one reason."""

    start: datetime
    #: None for a pause that lasts.
    end: datetime | None
    counted: bool
    reason: Reason
    #: The name of the holiday or closure, or why there is a pause; often empty.
    name: str = ""

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
        }


class _Span(NamedTuple):
    start: int
    end: int
    counted: bool
    reason: Reason
    name: str


def steps(
    timeline: Timeline, start: int, end: int, pauses: Sequence[Paused], zone: tzinfo | None
) -> list[Step]:
    """The steps from `start` to `end`, told in a zone.

    Where a pause lasts, the steps go up to it and the last one, the pause itself, has no end;
    `end` is `LATEST` then.
    """
    lasting = next((pause for pause in pauses if pause.end == end == LATEST), None)
    known = max(start, lasting.start) if lasting else end
    spans = _joined(_spans(timeline, start, known, pauses))
    if lasting:
        spans.append(_Span(known, LATEST, counted=False, reason=Reason.PAUSE, name=lasting.reason))
    return [
        Step(
            start=moment(span.start, zone),
            end=None if span.end == LATEST else moment(span.end, zone),
            counted=span.counted,
            reason=span.reason,
            name=span.name,
        )
        for span in spans
    ]


def _spans(timeline: Timeline, start: int, end: int, pauses: Sequence[Paused]) -> Iterator[_Span]:
    """Spans in which nothing changes; several in a row may have one reason."""
    if start == end:
        return
    opens, closes = (edges.tolist() for edges in search.spans(timeline, start, end))
    labels = [
        label
        for label in timeline.hours.labels(start, end)
        if label.start < end and start < label.end
    ]
    edges = {*opens, *closes}
    edges.update(*((label.start, label.end) for label in labels))
    edges.update(*((pause.start, pause.end) for pause in pauses))
    inside = sorted({start, end, *(edge for edge in edges if start < edge < end)})
    for left, right in pairwise(inside):
        n = bisect_right(opens, left) - 1
        is_open = n >= 0 and left < closes[n]
        paused = next((pause for pause in pauses if pause.start <= left < pause.end), None)
        if is_open and paused:
            yield _Span(left, right, counted=False, reason=Reason.PAUSE, name=paused.reason)
            continue
        why = _strongest(labels, left, is_open=is_open)
        ordinary = Reason.OPEN if is_open else Reason.CLOSED
        reason, name = (why.reason, why.name) if why else (ordinary, "")
        yield _Span(left, right, counted=is_open, reason=reason, name=name)


def _strongest(labels: list[Label], at: int, *, is_open: bool) -> Label | None:
    there = [
        label for label in labels if label.of_open_time == is_open and label.start <= at < label.end
    ]
    return min(there, key=lambda label: _ORDER.index(label.reason), default=None)


def _joined(spans: Iterable[_Span]) -> list[_Span]:
    joined: list[_Span] = []
    for span in spans:
        if joined and joined[-1][2:] == span[2:]:
            joined[-1] = joined[-1]._replace(end=span.end)
        else:
            joined.append(span)
    return joined
