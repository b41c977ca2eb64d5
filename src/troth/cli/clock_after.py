"""What is to go by before something is due: a duration, business days, or a whole term."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from troth.clock import Calendar, Step
from troth.clock.days import Cutoff
from troth.clock.durations import Boundary
from troth.clock.explain_days import DayStep, business_dates, explain_days, numbered_days
from troth.clock.instants import instant, moment
from troth.clock.pauses import Pause
from troth.clock.wording import duration_text
from troth.errors import TrothError
from troth.terms import (
    ByTimeNextDay,
    Horizon,
    Span,
    Term,
    Unit,
    Window,
    due_function,
    parse,
)
from troth.terms.content import SpanDuration

_COMPACT = re.compile(
    r"(?P<sign>-)?(?:(?P<h>\d{1,6}(?:\.\d{1,6})?)h)?(?:(?P<m>\d{1,8})m)?(?:(?P<s>\d{1,9})s)?"
)
_BUSINESS = re.compile(r"\d+(\.\d+)?\s+business\s+(hour|day)s?", re.IGNORECASE)
_WINDOW = re.compile(
    r"(?P<low>\d+(\.\d+)?)\s+to\s+(?P<high>\d+(\.\d+)?\s+business\s+(hour|day)s)", re.IGNORECASE
)
_BARE = re.compile(r"(\d+(?:\.\d+)?)\s*(minute|hour|day|week)s?", re.IGNORECASE)


class AfterError(TrothError):
    """A text that does not say what is to go by, or a question that it does not fit."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A start, and what is to go by from there."""

    calendar: Calendar
    #: In the zone of the calendar.
    start: datetime
    pauses: Sequence[Pause] = ()
    boundary: Boundary = "end"
    cutoff: Cutoff = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """When it is due, and why. Instants are in the zone of the question."""

    #: What goes by, in words.
    words: str
    #: None while a pause lasts.
    due: datetime | None
    #: For a window: from when on; for one of business days, the beginning of that date.
    earliest: datetime | None = None
    #: For durations.
    steps: tuple[Step, ...] = ()
    #: For business days.
    days: tuple[DayStep, ...] = ()
    #: Whose hours count; 24/7 for elapsed time.
    calendar: Calendar


def answer(question: Question, after: str) -> Answer:
    """The answer to a question.

    Raises:
        TrothError: for a text that says no duration, or options that do not go with it.
    """
    meant = read_after(after)
    if isinstance(meant, timedelta):
        return _duration(question, meant, f"{duration_text(meant)} of business time")
    content = meant.content
    if isinstance(content, SpanDuration | Window):
        spans = (content.low, content.high) if isinstance(content, Window) else (content.span,)
        return _spans(question, spans, str(meant))
    _refuse(question, str(meant), pauses=True, boundary=True, cutoff=True)
    return _next_day(question, meant)


def read_after(text: str) -> timedelta | Term:
    """`8h`, `1h30m` and `8 business hours` are business time, `5 to 7 business days` are a window.

    All others are terms.

    Raises:
        TrothError: for any other text.
    """
    compact = _COMPACT.fullmatch(text.strip())
    if compact and any(compact[unit] for unit in "hms"):
        length = timedelta(
            hours=float(compact["h"] or 0),
            minutes=int(compact["m"] or 0),
            seconds=int(compact["s"] or 0),
        )
        return -length if compact["sign"] else length
    bare = _BARE.fullmatch(text.strip())
    if bare:
        raise AfterError(
            f"{text!r} may be business time or elapsed time; write '{_business(*bare.groups())}', "
            f"or 'within {text.strip()}' for elapsed time"
        )
    if _BUSINESS.fullmatch(text.strip()):
        return parse(f"within {text.strip()}")
    window = _WINDOW.fullmatch(text.strip())
    if window:
        return parse(f"between {window['low']} and {window['high']}")
    if not text.strip()[:1].isalpha():
        raise AfterError(
            f"{text!r} is no duration; write '8h', '1h30m', '3 business days', or a term such as "
            "'between 5 and 7 business days'"
        )
    return parse(text)


def _business(number: str, unit: str) -> str:
    unit = unit.lower()
    if unit in ("hour", "minute"):
        return f"{number}{unit[0]}"
    days = float(number) * (5 if unit == "week" else 1)
    return f"{days:g} business days"


def _spans(question: Question, spans: Sequence[Span], words: str) -> Answer:
    """Due at the end of the last span; a window begins with the end of the first."""
    unit = spans[-1].unit
    if unit is Unit.BUSINESS_DAY:
        _refuse(question, words, pauses=True, boundary=True)
        return _days(question, [int(span.amount) for span in spans], words)
    if unit is not Unit.BUSINESS_HOUR:
        _refuse(question, words, boundary=True)
        always = Calendar.from_hours("24/7", question.calendar.timezone)
        question = replace(question, calendar=always)
    first, *rest = [timedelta(microseconds=int(span.microseconds)) for span in spans]
    found = _duration(question, first, words)
    return replace(_duration(question, rest[0], words), earliest=found.due) if rest else found


def _duration(question: Question, length: timedelta, words: str) -> Answer:
    _refuse(question, words, cutoff=True)
    calendar, start, pauses = question.calendar, question.start, question.pauses
    due = calendar.due(start, length, pauses, question.boundary)
    steps = calendar.explain(start, length, pauses)
    if due and question.boundary == "next_open":
        first, last = sorted((start, due), key=instant)
        steps = calendar.steps(first, last, pauses)
    return Answer(words=words, due=due, steps=tuple(steps), calendar=calendar)


def _days(question: Question, counts: Sequence[int], words: str) -> Answer:
    calendar, start, cutoff = question.calendar, question.start, question.cutoff
    return Answer(
        words=words,
        due=calendar.due_days(start, counts[-1], cutoff),
        earliest=calendar.due_days(start, counts[0], cutoff, time()) if counts[1:] else None,
        days=tuple(explain_days(calendar, start, counts[-1], cutoff)),
        calendar=calendar,
    )


def _next_day(question: Question, term: Term) -> Answer:
    calendar, start = question.calendar, question.start
    horizon = Horizon(start, start + timedelta(seconds=1))
    function = due_function(term.on(calendar), horizon)
    due = moment(int(function.at[0]), start.tzinfo)
    last = _due_date(calendar, due, term)
    before = [day for day in business_dates(calendar, start.date(), last) if day < last][-1:]
    days = numbered_days(calendar, start, {**dict.fromkeys(before, 0), last: 1})
    return Answer(words=str(term), due=due, days=tuple(days), calendar=calendar)


def _due_date(calendar: Calendar, due: datetime, term: Term) -> date:
    """The business date on which it is due; its close may lie in the small hours of the next."""
    if isinstance(term.content, ByTimeNextDay):
        return due.date()
    at = instant(due)
    ordinals, _ = calendar.business_dates(at, at)
    return date.fromordinal(int(ordinals[0]))


def _refuse(
    question: Question,
    words: str,
    *,
    pauses: bool = False,
    boundary: bool = False,
    cutoff: bool = False,
) -> None:
    """Refuse options that would do nothing."""
    given = {
        "--pause": pauses and bool(question.pauses),
        "--boundary": boundary and question.boundary != "end",
        "--cutoff": cutoff and question.cutoff is not None,
    }
    for option, wrong in given.items():
        if wrong:
            fitting = "business days" if option == "--cutoff" else "durations such as 8h"
            raise AfterError(f"{option} does not go with {words!r}; right would be {fitting}")
