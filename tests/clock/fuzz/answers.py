"""What troth answers to a question: to one, to whole columns, and step by step."""

from datetime import datetime, timedelta, tzinfo

from tests.clock.fuzz.boundaries import EPOCH
from tests.clock.fuzz.expected import Answer, Run, joined
from tests.clock.fuzz.questions import Due, DueDays, Elapsed, Pauses, Question, State

from troth.clock import Calendar

MICROSECOND = timedelta(microseconds=1)


def single(calendar: Calendar, question: Question, zone: tzinfo) -> Answer:
    """The answer to one question, asked in a zone."""
    start = moment(question.start, zone)
    match question:
        case Due():
            pauses = aware(question.pauses, zone)
            after = question.after * MICROSECOND
            return micros(calendar.due(start, after, pauses, question.boundary))
        case Elapsed():
            pauses = aware(question.pauses, zone)
            return calendar.elapsed(start, moment(question.end, zone), pauses) // MICROSECOND
        case State():
            found = getattr(calendar, question.what)(start)
            return int(found) if question.what == "is_open" else micros(found)
        case DueDays():
            cutoff = question.cutoff or None
            return micros(calendar.due_days(start, question.days, cutoff, question.due))


def explained(calendar: Calendar, question: Due, zone: tzinfo) -> list[Run]:
    """The steps to what is due, whatever their reasons."""
    start, after = moment(question.start, zone), question.after * MICROSECOND
    steps = calendar.explain(start, after, aware(question.pauses, zone))
    return joined(
        ((step.start - EPOCH) // MICROSECOND, micros(step.end), step.counted) for step in steps
    )


def moment(us: int, zone: tzinfo) -> datetime:
    return (EPOCH + us * MICROSECOND).astimezone(zone)


def micros(at: datetime | None) -> int | None:
    return None if at is None else (at - EPOCH) // MICROSECOND


def aware(pauses: Pauses, zone: tzinfo) -> list[tuple[datetime, datetime | None]]:
    return [(moment(a, zone), None if b is None else moment(b, zone)) for a, b in pauses]
