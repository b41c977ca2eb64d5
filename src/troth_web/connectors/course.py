"""The course of a promise, from all that was heard of its case. Pure.

What was heard is a set: hearing it again, or in another order, changes nothing. Each act has its
own instant, by the other system's clock, and the course follows these and never the arrival.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from troth_web.connectors.mapping import Does

#: Of acts at one instant, which comes first.
_ORDER: Mapping[str, int] = {
    name: place
    for place, name in enumerate(("make", "resume", "reopen", "tell", "keep", "pause", "withdraw"))
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An operation that an event asks for; kept with the case, without anything personal."""

    #: The event's id within its case.
    event: str
    at: datetime
    does: Does
    metric: str
    reason: str | None = None
    each: str = "case"
    #: Of a state of the case: its name. What goes on from the state before is nothing new.
    state: str | None = None
    #: Whether the evidence rule passed it over: it does nothing, though the state is known.
    void: bool = False

    def as_json(self) -> dict[str, Any]:
        """JSON values."""
        return {
            "event": self.event,
            "at": self.at.isoformat(),
            "does": self.does,
            "metric": self.metric,
            "reason": self.reason,
            "each": self.each,
            "state": self.state,
            "void": self.void,
        }

    @classmethod
    def of_json(cls, said: Mapping[str, Any]) -> Self:
        """From JSON values."""
        return cls(**{**said, "at": datetime.fromisoformat(said["at"])})

    @property
    def name(self) -> tuple[str, str, str]:
        """What makes two acts the same, whenever they were said to be."""
        return self.event, self.does, self.metric

    @property
    def place(self) -> tuple[datetime, int, str]:
        """Where it stands among others."""
        return self.at, _ORDER[self.does], self.event


@dataclass(frozen=True, slots=True)
class Pause:
    """A span in which the clock stands still; `end` is None while it lasts, or to the very end."""

    start: datetime
    end: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class End:
    """That a promise was kept or withdrawn, or opened again."""

    does: Does
    at: datetime


@dataclass(frozen=True, slots=True)
class Course:
    """What happened to one promise."""

    start: datetime
    pauses: tuple[Pause, ...] = ()
    told: tuple[datetime, ...] = ()
    ends: tuple[End, ...] = ()

    @property
    def over(self) -> bool:
        """Whether it was kept or withdrawn and not opened again."""
        return bool(self.ends) and self.ends[-1].does != "reopen"

    @property
    def kept(self) -> bool:
        """Whether it was kept and not opened again."""
        return bool(self.ends) and self.ends[-1].does == "keep"

    def as_json(self) -> dict[str, Any]:
        """JSON values."""
        return {
            "start": self.start.isoformat(),
            "pauses": [
                [each.start.isoformat(), each.end and each.end.isoformat(), each.reason]
                for each in self.pauses
            ],
            "told": [each.isoformat() for each in self.told],
            "ends": [[each.does, each.at.isoformat()] for each in self.ends],
        }

    @classmethod
    def of_json(cls, said: Mapping[str, Any]) -> Self:
        """From JSON values."""
        moment = datetime.fromisoformat
        return cls(
            moment(said["start"]),
            tuple(Pause(moment(a), moment(b) if b else None, why) for a, b, why in said["pauses"]),
            tuple(map(moment, said["told"])),
            tuple(End(does, moment(at)) for does, at in said["ends"]),
        )


@dataclass
class _Metric:
    """The promises of one metric, one after the other."""

    courses: list[Course] = field(default_factory=list)
    own: dict[str, Course] = field(default_factory=dict)
    state: str | None = None
    #: Of the state that lasts, since when: one state may ask for several things at once.
    since: str | None = None

    def passes_over(self, act: Act) -> bool:
        """Whether an act does nothing: it is void, or its state goes on."""
        if act.state is None:
            return act.void
        if act.state == self.state and act.event != self.since:
            return True
        self.state, self.since = act.state, act.event
        return act.void


def courses(acts: Iterable[Act]) -> dict[tuple[str, str], Course]:
    """The courses of a case: by the metric, and by the cycle.

    The cycle is the number of the turn, from 1, or the id of the event with one promise each.
    """
    found: dict[str, _Metric] = {}
    for act in sorted(acts, key=lambda act: act.place):
        metric = found.setdefault(act.metric, _Metric())
        if metric.passes_over(act):
            continue
        if act.does == "make":
            _begin(metric, act)
        elif metric.courses:
            metric.courses[-1] = _after(metric.courses[-1], act)
    return {
        (name, cycle): course
        for name, metric in found.items()
        for cycle, course in (*_numbered(metric.courses), *metric.own.items())
    }


def merged(known: Iterable[Act], new: Iterable[Act]) -> list[Act]:
    """All acts, each once. Of two that differ the earlier one counts, and void if either was."""
    found: dict[tuple[str, str, str], Act] = {}
    for act in (*known, *new):
        before = found.get(act.name, act)
        earlier = min(before, act, key=lambda each: each.at)
        found[act.name] = replace(earlier, void=before.void or act.void)
    return sorted(found.values(), key=lambda act: act.place)


def _begin(metric: _Metric, act: Act) -> None:
    if act.each == "event":
        metric.own.setdefault(act.event, Course(act.at))
    elif not metric.courses or (act.each == "turn" and metric.courses[-1].kept):
        metric.courses.append(Course(act.at))


def _after(course: Course, act: Act) -> Course:
    if act.does == "reopen":
        return _ended(course, act) if course.kept else course
    if course.over:
        return course
    if act.does == "tell":
        return replace(course, told=(*course.told, act.at))
    if act.does == "pause":
        return _paused(course, act)
    if act.does == "resume":
        return _resumed(course, act)
    return _ended(course, act)


def _paused(course: Course, act: Act) -> Course:
    reason = act.reason or ""
    if any(each.end is None and each.reason == reason for each in _lasting(course)):
        return course
    return replace(course, pauses=(*course.pauses, Pause(act.at, None, reason)))


def _lasting(course: Course) -> list[Pause]:
    """Pauses since it was last opened again: those before ended with what it was before."""
    since = course.ends[-1].at if course.ends else course.start
    return [each for each in course.pauses if each.end is None and each.start >= since]


def _resumed(course: Course, act: Act) -> Course:
    lasting = _lasting(course)
    pauses = tuple(
        replace(each, end=act.at) if each in lasting and act.reason in {None, each.reason} else each
        for each in course.pauses
    )
    return replace(course, pauses=pauses)


def _ended(course: Course, act: Act) -> Course:
    return replace(course, ends=(*course.ends, End(act.does, act.at)))


def _numbered(courses: list[Course]) -> list[tuple[str, Course]]:
    return [(str(number), course) for number, course in enumerate(courses, 1)]
