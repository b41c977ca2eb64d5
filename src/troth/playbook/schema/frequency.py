"""How often something happens: `3 per trip`, `1 per 2 days`; and the hours in which it must not."""

import re
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from troth.playbook.schema.base import expect_text, refusal, shown
from troth.said import either, said

_FREQUENCY = re.compile(r"([0-9]{1,6}) per (?:([2-9]|[1-9][0-9]{1,3}) )?([a-z][a-z-]*)")
#: Units in which a frequency counts by time alone; months and years by their longest.
_SPANS = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=31),
    "quarter": timedelta(days=92),
    "year": timedelta(days=366),
}
_EXAMPLES = either(("'3 per month'", "'1 per 2 days'"))
_HOURS = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True)
class Frequency:
    """`times` per `every` `unit`s: 1 per 2 days."""

    times: int
    every: int
    #: As written: trip, month, days.
    unit: str

    @property
    def span(self) -> timedelta | None:
        """The time in which it is so often; None where it counts by something else: trips."""
        unit = _SPANS.get(self.unit.removesuffix("s"))
        return unit * self.every if unit else None

    def __str__(self) -> str:
        every = f"{self.every} " if self.every != 1 else ""
        return f"{self.times} per {every}{self.unit}"


@dataclass(frozen=True)
class QuietHours:
    """Local wall times; the span runs over midnight when `end` is not after `start`."""

    start: time
    end: time

    def hold(self, at: time) -> bool:
        """Whether a local time lies in them; their end does not."""
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


def read_frequency(value: object) -> Frequency:
    """A frequency from its text; a refusal says what would be right."""
    if isinstance(value, Frequency):
        return value
    text = expect_text(value, "'3 per month'")
    shape = _FREQUENCY.fullmatch(text)
    if not shape:
        raise refusal(
            said("{found} is not a frequency", found=shown(text)),
            said(
                "write for example {example}", example=either(("'3 per month'", "'1 per 2 days'"))
            ),
        )
    return Frequency(int(shape[1]), int(shape[2] or 1), shape[3])


def read_timely(value: object) -> Frequency:
    """A frequency by time from its text; a refusal says what would be right."""
    found = read_frequency(value)
    if found.span is None:
        raise refusal(
            said("{found} does not count by time", found=shown(str(found))),
            said("write for example {example}", example="'1 per 2 days'"),
        )
    return found


def read_quiet_hours(value: object) -> QuietHours:
    """Quiet hours from their text; a refusal says what would be right."""
    if isinstance(value, QuietHours):
        return value
    text = expect_text(value, "'21:00-07:00'")
    shape = _HOURS.fullmatch(text)
    if not shape or text[:5] == text[6:]:
        raise refusal(
            said("{found} is not a span of hours", found=shown(text)),
            said("write for example {example}", example="'21:00-07:00'"),
        )
    first_hour, first_minute, last_hour, last_minute = map(int, shape.groups())
    return QuietHours(time(first_hour, first_minute), time(last_hour, last_minute))


#: How often.
Often = Annotated[
    Frequency,
    PlainValidator(read_frequency),
    WithJsonSchema({"type": "string", "examples": ["3 per month", "1 per 2 days"]}),
]

#: How often, by time.
Timely = Annotated[
    Frequency,
    PlainValidator(read_timely),
    WithJsonSchema({"type": "string", "examples": ["1 per 2 days"]}),
]

#: When nobody is to be disturbed.
Quiet = Annotated[
    QuietHours,
    PlainValidator(read_quiet_hours),
    WithJsonSchema({"type": "string", "examples": ["21:00-07:00"]}),
]
