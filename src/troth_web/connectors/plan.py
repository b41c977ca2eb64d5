"""From the course that was written to the one that is wanted: the moves between them. Pure.

Mostly the wanted course goes on from what was written. Where something was heard of late it does
not, and what stands in the journal cannot be taken back. Then

- a promise that counts as kept is opened again at the instant at which it was kept, so that no time
  passes, and what was missing is put before its end;
- where that is not enough, as a pause was shorter than written, the promise is withdrawn, and
  another one in its place is made with the whole course.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from troth_web.connectors.course import Course, End, Pause

Doing = Literal["make", "keep", "pause", "resume", "tell", "withdraw", "reopen", "replace"]


@dataclass(frozen=True, slots=True)
class Move:
    """One operation to do."""

    does: Doing
    at: datetime
    reason: str | None = None
    #: Whether it only makes room for what was heard of late.
    late: bool = False


def moves(written: Course | None, wanted: Course) -> list[Move]:
    """What is to be done, in order; empty where the courses are the same."""
    if written == wanted:
        return []
    if written is None:
        return list(_all(wanted))
    if _goes_on(written, wanted):
        return list(_all(wanted))[len(list(_all(written))) :]
    if written.over and not written.kept and replace(written, told=wanted.told) == wanted:
        # What the customer heard of something that nobody needs any more changes nothing.
        return []
    if _cannot_be_mended(written, wanted):
        return [Move("replace", _last(written), late=True), *_all(wanted)]
    return list(_mended(written, wanted))


def _all(course: Course) -> Iterator[Move]:
    """A whole course, in the order of its instants."""
    yield Move("make", course.start)
    yield from sorted([*_middle(course), *_ends(course.ends)], key=_place)


def _middle(course: Course) -> Iterator[Move]:
    for pause in course.pauses:
        yield Move("pause", pause.start, pause.reason)
        if pause.end is not None:
            yield Move("resume", pause.end, pause.reason)
    for told in course.told:
        yield Move("tell", told)


def _ends(ends: tuple[End, ...]) -> Iterator[Move]:
    for end in ends:
        yield Move(end.does, end.at)


_PLACES = {
    name: place
    for place, name in enumerate(("resume", "reopen", "tell", "keep", "pause", "withdraw"))
}


def _place(move: Move) -> tuple[datetime, int]:
    return move.at, _PLACES[move.does]


def _goes_on(written: Course, wanted: Course) -> bool:
    before, after = list(_all(written)), list(_all(wanted))
    return after[: len(before)] == before


def _cannot_be_mended(written: Course, wanted: Course) -> bool:
    """Whether something was written that is not so, and that nothing can take back."""
    if written.start != wanted.start or len(written.ends) > 1:
        return True
    if written.over and not written.kept:
        return True
    if set(written.told) - set(wanted.told):
        return True
    kept = written.ends[0].at if written.ends else None
    return any(_too_long(each, wanted, kept) for each in written.pauses)


def _too_long(pause: Pause, wanted: Course, kept: datetime | None) -> bool:
    """Whether a pause was written over time in which the clock ran."""
    if pause in wanted.pauses:
        # One that lasts to the end lasts to another end now.
        return pause.end is None and kept is not None and wanted.ends[:1] != (End("keep", kept),)
    lasts = pause.end is None and kept is None
    return not lasts


def _mended(written: Course, wanted: Course) -> Iterator[Move]:
    """What was missing, between what was written; a kept promise is opened for it."""
    again = written.kept
    if again:
        yield Move("reopen", written.ends[-1].at, late=True)
    missing = [each for each in wanted.pauses if each not in written.pauses]
    reasons = {each.reason for each in missing}
    ends = wanted.ends if again else wanted.ends[len(written.ends) :]
    reopened = any(each.does == "reopen" for each in ends)
    for pause in written.pauses:
        if pause in wanted.pauses:
            if pause.end is None and not again and (reopened or pause.reason in reasons):
                # There is one pause for one reason at a time, and an end before it would end it
                # too: it makes room, and comes again.
                yield Move("resume", pause.start, pause.reason, late=True)
                missing.append(pause)
        else:
            # It began so, and lasted: it ends now, or never was.
            end = next((each for each in missing if each.start == pause.start), None)
            if end is not None and end.reason == pause.reason and end.end is not None:
                missing.remove(end)
                yield Move("resume", end.end, pause.reason)
            else:
                yield Move("resume", pause.start, pause.reason, late=True)
    told = tuple(each for each in wanted.told if each not in written.told)
    rest = Course(wanted.start, tuple(missing), told)
    yield from sorted([*_middle(rest), *_ends(ends)], key=_place)


def _last(course: Course) -> datetime:
    return course.ends[-1].at if course.ends else course.start
