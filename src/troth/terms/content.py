"""What a term can say: one frozen type per meaning, each of which prints itself canonically.

A content built by hand with a value that no text could give raises `UnfitValueError`, so that
whatever exists can be printed and read back.
"""

import re
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from troth.errors import TrothError


class UnfitValueError(TrothError, ValueError):
    """A number or a time that cannot stand in a term."""

    def __init__(self, expected: str, found: object) -> None:
        super().__init__(f"expected {expected}, not {found}")
        #: What would be right.
        self.expected = expected


class Kind(StrEnum):
    """What a metric, and so a term for it, is about."""

    DURATION = "duration"
    SHARE = "share"
    MONEY = "money"
    COUNT = "count"
    YES_NO = "yes-no"


class Unit(StrEnum):
    """In what a duration is said. A day has 24 hours; business units need a calendar."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    BUSINESS_HOUR = "business hour"
    BUSINESS_DAY = "business day"


class Period(StrEnum):
    """What may stand after `per`; calendar periods, so months differ in length."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Bound(StrEnum):
    """On which side of a value the promise lies."""

    AT_MOST = "at most"
    AT_LEAST = "at least"


BUSINESS = frozenset({Unit.BUSINESS_HOUR, Unit.BUSINESS_DAY})

#: A business day has no fixed length.
MICROSECONDS = {
    Unit.MINUTE: 60_000_000,
    Unit.HOUR: 3_600_000_000,
    Unit.DAY: 86_400_000_000,
    Unit.WEEK: 604_800_000_000,
    Unit.BUSINESS_HOUR: 3_600_000_000,
}

#: Ten years in each unit, at 40 business hours and 5 business days a week: nobody promises more,
#: and a slip of the keyboard is found.
CEILINGS = {
    Unit.MINUTE: 5_256_000,
    Unit.HOUR: 87_600,
    Unit.DAY: 3_650,
    Unit.WEEK: 520,
    Unit.BUSINESS_HOUR: 20_800,
    Unit.BUSINESS_DAY: 2_600,
}
DIVISIBLE = frozenset({Unit.MINUTE, Unit.HOUR, Unit.BUSINESS_HOUR})

CURRENCY = re.compile("[A-Z]{3}")
MOST_MONEY = 10**12
MOST_COUNTED = 10**9
SMALLEST_FRACTION = Decimal("0.000001")


@dataclass(frozen=True)
class Span:
    """An amount of time: `4 business hours`."""

    amount: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        check_number(self.amount, CEILINGS[self.unit], f"{self.unit}s")
        if self.unit not in DIVISIBLE:
            check_whole(self.amount, f"{self.unit}s")
        elif self.microseconds % 1_000_000:
            raise UnfitValueError("a duration of whole seconds", self.amount)

    @property
    def microseconds(self) -> Decimal:
        """Its length, elapsed or business time; a business day has none (KeyError)."""
        return self.amount * MICROSECONDS[self.unit]

    def __str__(self) -> str:
        return f"{number_text(self.amount)} {self.unit}{'' if self.amount == 1 else 's'}"


@dataclass(frozen=True)
class Duration:
    """Common to all that is due at an instant."""

    kind: ClassVar = Kind.DURATION

    @property
    def needs_calendar(self) -> bool:
        """Whether business time is counted."""
        return True


@dataclass(frozen=True)
class SpanDuration(Duration):
    """Common to all that is due one span after the arrival."""

    span: Span

    @property
    def needs_calendar(self) -> bool:
        """Whether business time is counted."""
        return self.span.unit in BUSINESS


@dataclass(frozen=True)
class Within(SpanDuration):
    """`within 4 business hours`: done no later than that."""

    def __str__(self) -> str:
        return f"within {self.span}"


@dataclass(frozen=True)
class Every(SpanDuration):
    """`every 2 business days`: the next one is due that long after the last."""

    def __str__(self) -> str:
        return f"every {self.span}"


@dataclass(frozen=True)
class NoLongerThan(SpanDuration):
    """`at most 1 business day`: a state, such as silence, that lasts no longer."""

    def __str__(self) -> str:
        return f"at most {self.span}"


@dataclass(frozen=True)
class Window(Duration):
    """`between 5 and 7 business days`: neither before nor after."""

    low: Span
    high: Span

    def __post_init__(self) -> None:
        if self.low.unit != self.high.unit:
            raise UnfitValueError(f"{self.low.unit}s at both ends", self.high)
        if not self.low.amount < self.high.amount:
            raise UnfitValueError(
                f"a number above {number_text(self.low.amount)}", self.high.amount
            )

    @property
    def needs_calendar(self) -> bool:
        """Whether business time is counted."""
        return self.high.unit in BUSINESS

    def __str__(self) -> str:
        return f"between {number_text(self.low.amount)} and {self.high}"


@dataclass(frozen=True)
class EndOfNextDay(Duration):
    """`by the end of the next business day`, counted from the calendar date of arrival."""

    def __str__(self) -> str:
        return "by the end of the next business day"


@dataclass(frozen=True)
class ByTimeNextDay(Duration):
    """`by 12:00 on the next business day if received by 14:00`; without cut-off, the close."""

    by: time
    cutoff: time | None = None

    def __post_init__(self) -> None:
        for wall in (self.by, self.cutoff):
            if wall is not None and (wall.second or wall.microsecond or wall.tzinfo):
                raise UnfitValueError("a time of hours and minutes", wall)

    def __str__(self) -> str:
        condition = f" if received by {self.cutoff:%H:%M}" if self.cutoff else ""
        return f"by {self.by:%H:%M} on the next business day{condition}"


@dataclass(frozen=True)
class Share:
    """`at least 99.9 % per month`: over each period, or over all there is."""

    bound: Bound
    percent: Decimal
    period: Period | None = None

    kind: ClassVar = Kind.SHARE
    needs_calendar: ClassVar = False

    def __post_init__(self) -> None:
        check_percent(self.percent)

    def __str__(self) -> str:
        return f"{self.bound} {number_text(self.percent)} %{per(self.period)}"


@dataclass(frozen=True)
class Count:
    """`at most 2 per quarter`."""

    bound: Bound
    number: int
    period: Period

    kind: ClassVar = Kind.COUNT
    needs_calendar: ClassVar = False

    def __post_init__(self) -> None:
        check_number(Decimal(self.number), MOST_COUNTED)

    def __str__(self) -> str:
        return f"{self.bound} {self.number}{per(self.period)}"


@dataclass(frozen=True)
class Money:
    """`EUR 49 per month`, `at most EUR 20`; without a bound it is the exact price."""

    currency: str
    amount: Decimal
    bound: Bound | None = None
    period: Period | None = None

    kind: ClassVar = Kind.MONEY
    needs_calendar: ClassVar = False

    def __post_init__(self) -> None:
        if not CURRENCY.fullmatch(self.currency):
            raise UnfitValueError("a currency such as EUR", self.currency)
        # Nothing is a price that companies promise: "change fee EUR 0".
        if self.amount:
            check_number(self.amount, MOST_MONEY)

    def __str__(self) -> str:
        bound = f"{self.bound} " if self.bound else ""
        return f"{bound}{self.currency} {money_text(self.amount)}{per(self.period)}"


@dataclass(frozen=True)
class Always:
    """`always`, of a yes-no metric."""

    kind: ClassVar = Kind.YES_NO
    needs_calendar: ClassVar = False

    def __str__(self) -> str:
        return "always"


@dataclass(frozen=True)
class Never:
    """`never`, of a yes-no metric."""

    kind: ClassVar = Kind.YES_NO
    needs_calendar: ClassVar = False

    def __str__(self) -> str:
        return "never"


Timed = Within | Every | NoLongerThan | Window | EndOfNextDay | ByTimeNextDay
Content = Timed | Share | Count | Money | Always | Never


def check_number(number: Decimal, most: int, things: str = "") -> None:
    """Refuse what is not above 0, larger than anybody means, or finer than a millionth."""
    if not number > 0:
        raise UnfitValueError("a number above 0", number)
    if number > most:
        raise UnfitValueError(f"at most {most:_} {things}".replace("_", " ").rstrip(), number)
    if number % SMALLEST_FRACTION:
        raise UnfitValueError("at most 6 decimals", number)


def check_whole(number: Decimal, things: str) -> None:
    """Refuse parts of what is counted whole."""
    if number % 1:
        raise UnfitValueError(f"a whole number of {things}", number)


def check_percent(percent: Decimal) -> None:
    """Refuse what is not above 0 % and at most 100 %."""
    if not 0 < percent <= 100:
        raise UnfitValueError("a percentage above 0 and at most 100", percent)
    check_number(percent, 100)


def number_text(number: Decimal) -> str:
    """Plain digits without trailing zeros."""
    return f"{number.normalize():f}"


def money_text(amount: Decimal) -> str:
    """Whole units, or at least two decimals."""
    plain = number_text(amount)
    whole, _, cents = plain.partition(".")
    return f"{whole}.{cents:0<2}" if cents else plain


def per(period: Period | None) -> str:
    """The last words of a rate."""
    return f" per {period}" if period else ""
