"""What `troth clock` writes for programs; all instants in UTC."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from troth.cli.clock_after import Answer, Question
from troth.clock import Calendar, Interval, Step
from troth.clock.explain import ClockChange
from troth.clock.explain_days import DayStep
from troth.clock.month import MonthDay
from troth.findings import instant_text


def answer_document(answer: Answer, question: Question) -> dict[str, Any]:
    """Start, due and, of a window, the earliest; `due` is null while a pause lasts."""
    document = {
        **_calendar(question.calendar),
        "start": instant_text(question.start),
        "after": answer.words,
    }
    if answer.earliest:
        document["earliest"] = instant_text(answer.earliest)
    return {**document, "due": answer.due and instant_text(answer.due)}


def explained_document(answer: Answer, question: Question) -> dict[str, Any]:
    """The same with the steps of a duration, or the days of a count of business days."""
    document = answer_document(answer, question)
    if answer.days:
        return {**document, "days": [_day_in_utc(day).as_json() for day in answer.days]}
    return {**document, "steps": [_step_in_utc(step).as_json() for step in answer.steps]}


def elapsed_document(
    calendar: Calendar, start: datetime, end: datetime, total: timedelta
) -> dict[str, Any]:
    """Both ends and the business seconds between them."""
    seconds = total.total_seconds()
    return {
        **_calendar(calendar),
        "start": instant_text(start),
        "end": instant_text(end),
        "seconds": int(seconds) if seconds.is_integer() else seconds,
    }


def month_document(calendar: Calendar, days: Sequence[MonthDay]) -> dict[str, Any]:
    """The rules of the calendar and every date."""
    return {
        **_calendar(calendar),
        "calendar": calendar.to_mapping(),
        "days": [day.as_json() for day in days],
    }


def _calendar(calendar: Calendar) -> dict[str, Any]:
    return {"timezone": calendar.timezone.key, "version": calendar.version}


def _step_in_utc(step: Step) -> Step:
    return replace(
        step,
        start=step.start.astimezone(UTC),
        end=step.end and step.end.astimezone(UTC),
        clock_changes=tuple(
            ClockChange(change.at.astimezone(UTC), change.by) for change in step.clock_changes
        ),
    )


def _day_in_utc(day: DayStep) -> DayStep:
    hours = (Interval(*(at.astimezone(UTC) for at in span)) for span in day.hours)
    return replace(day, hours=tuple(hours))
