"""Whether a term, on its calendar, promises more or less than it did."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from troth.clock import Calendar
from troth.playbook.changes.change import Direction, Sample
from troth.terms import (
    Better,
    Comparison,
    Held,
    Horizon,
    Kind,
    Order,
    Term,
    Window,
    Within,
    compare,
    order,
    share_tighter,
)


@dataclass(frozen=True)
class Said:
    """A term as one of the two playbooks has it."""

    term: Term
    #: Counts its business time; None where nobody's calendar is known.
    calendar: Calendar | None = None
    #: The direction of its metric.
    better: Better | None = None


@dataclass(frozen=True)
class Verdict:
    """The direction, or None where nothing changes; samples where due instants move."""

    direction: Direction | None
    samples: tuple[Sample, ...] = ()


def verdict(before: Said, after: Said, horizon: Horizon) -> Verdict:
    """What the change of a term, of its calendar, or of both means."""
    content = _content_verdict(before, after, horizon)
    directions = {content.direction, _share_direction(before.term, after.term)} - {None}
    if len(directions) < 2:
        return Verdict(next(iter(directions), None), content.samples)
    return Verdict(Direction.CHANGED, content.samples)


def _share_direction(before: Term, after: Term) -> Direction | None:
    if share_tighter(after, before):
        return Direction.TIGHTER
    return Direction.LOOSER if share_tighter(before, after) else None


def _content_verdict(before: Said, after: Said, horizon: Horizon) -> Verdict:
    if before.term.content == after.term.content and before.calendar == after.calendar:
        return Verdict(None)
    if before.term.kind is not after.term.kind:
        return Verdict(Direction.CHANGED)
    if after.term.kind is Kind.DURATION:
        return _time_verdict(before, after, horizon)
    return Verdict(_DIRECTIONS[order(after.term, before.term, after.better)])


_DIRECTIONS = {
    Order.TIGHTER: Direction.TIGHTER,
    Order.LOOSER: Direction.LOOSER,
    Order.INCOMPARABLE: Direction.CHANGED,
    Order.EQUAL: None,
}


def _time_verdict(before: Said, after: Said, horizon: Horizon) -> Verdict:
    if any(said.term.needs_calendar and said.calendar is None for said in (before, after)):
        return Verdict(None if before.term.content == after.term.content else Direction.CHANGED)
    old, new = Held(before.term, before.calendar), Held(after.term, after.calendar)
    sooner, later = compare(old, new, horizon), compare(new, old, horizon)
    zone = after.calendar.timezone if after.calendar else ZoneInfo("UTC")
    samples = _samples(sooner, later, zone)
    if not sooner.holds and not later.holds:
        return Verdict(Direction.CHANGED, samples)
    if sooner.holds and later.holds:
        return Verdict(None if _same_beginning(old, new, horizon) else Direction.CHANGED)
    return Verdict(Direction.LOOSER if sooner.holds else Direction.TIGHTER, samples)


def _same_beginning(old: Held, new: Held, horizon: Horizon) -> bool:
    """Whether windows that end at the same instants begin at the same instants too."""
    begins = [
        Held(Term(Within(held.term.content.low)), held.calendar)
        for held in (old, new)
        if isinstance(held.term.content, Window)
    ]
    if len(begins) < 2:
        return not begins
    first, second = begins
    return compare(first, second, horizon).holds and compare(second, first, horizon).holds


def _samples(sooner: Comparison, later: Comparison, zone: ZoneInfo) -> tuple[Sample, ...]:
    found = []
    if sooner.worst:
        case = sooner.worst
        found.append(_sample(case.arrival, case.due_a, case.due_b, sooner.share, zone))
    if later.worst:
        case = later.worst
        found.append(_sample(case.arrival, case.due_b, case.due_a, later.share, zone))
    return tuple(found)


def _sample(
    arrival: datetime, before: datetime, after: datetime, share: float, zone: ZoneInfo
) -> Sample:
    return Sample(arrival=arrival, before=before, after=after, share=share, zone=zone)
