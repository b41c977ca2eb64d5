"""What a time line shows, as plain values. All instants are aware."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo


class State(StrEnum):
    """What a bar or mark stands for; each has its own shape beside its colour."""

    #: A disc.
    KEPT = "kept"
    #: A square.
    BROKEN = "broken"
    #: A diamond.
    RISK = "risk"
    #: A ring.
    WAIT = "wait"


@dataclass(frozen=True, kw_only=True)
class Span:
    """Time that counts (filled) or does not (dashed, or nothing where it has no label)."""

    start: datetime
    end: datetime
    counts: bool
    #: Such as `09:00–17:30`, `weekend`, `Whit Monday`, `waiting for the customer`.
    label: str = ""
    #: Said instead where the label does not fit.
    short: str = ""
    #: Said below, tied to the span.
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A line along a lane, from start to end."""

    start: datetime
    end: datetime
    state: State


@dataclass(frozen=True, kw_only=True)
class Mark:
    """An instant on a lane, with its sentence."""

    at: datetime
    label: str
    state: State


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One party's view of the time: its caption, its hours, its bars and marks."""

    label: str
    #: The rest of the caption, in a quieter colour.
    detail: str = ""
    spans: tuple[Span, ...] = ()
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """A hand-over: from one lane (by its number, from 0) down to another."""

    at: datetime
    source: int
    target: int


@dataclass(frozen=True, kw_only=True)
class Extent:
    """How far two instants are apart, drawn below the lanes."""

    start: datetime
    end: datetime
    label: str


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """A picture of time. Raises `ValueError` when it has no instant or a naive one."""

    #: Says in words what is seen, for those who do not see it.
    title: str
    #: Whose days and hours the axis shows.
    zone: ZoneInfo
    lanes: tuple[Lane, ...]
    #: A line through all lanes, such as `arrives Fri 14 May 17:30`.
    arrival: Mark | None = None
    arrows: tuple[Arrow, ...] = ()
    extent: Extent | None = None
    #: Says in the reader's language what the picture writes by itself: the dates of its axis.
    told: Callable[[str], str] = str

    def __post_init__(self) -> None:
        instants = list(self.instants())
        if not instants:
            raise ValueError("a time line needs at least one instant; give a mark, a bar or a span")
        for instant in (*instants, *self._span_ends()):
            if instant.tzinfo is None:
                raise ValueError(f"{instant!r} has no zone; a time line needs aware instants")

    def instants(self) -> Iterator[datetime]:
        """Every instant that must be visible; spans only where there is nothing else."""
        pointed = list(self._pointed())
        yield from pointed or self._span_ends()

    def _pointed(self) -> Iterator[datetime]:
        if self.arrival:
            yield self.arrival.at
        if self.extent:
            yield from (self.extent.start, self.extent.end)
        for lane in self.lanes:
            yield from (mark.at for mark in lane.marks)
            yield from (end for bar in lane.bars for end in (bar.start, bar.end))

    def _span_ends(self) -> Iterator[datetime]:
        for lane in self.lanes:
            yield from (end for span in lane.spans for end in (span.start, span.end))
