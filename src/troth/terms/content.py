"""What a term can say: one frozen type per meaning, each of which prints itself canonically."""

import re
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from troth.said import said
from troth.terms.measures import (
    BUSINESS,
    MOST_COUNTED,
    MOST_MONEY,
    Bound,
    Period,
    Span,
    UnfitValueError,
    check_number,
    check_percent,
    money_text,
    number_text,
    per,
)

CURRENCY = re.compile("[A-Z]{3}")


class Kind(StrEnum):
    """What a metric, and so a term for it, is about."""

    DURATION = "duration"
    SHARE = "share"
    MONEY = "money"
    COUNT = "count"
    YES_NO = "yes-no"


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
            raise UnfitValueError(
                said("{units} at both ends", units=f"{self.low.unit}s"), self.high
            )
        if not self.low.amount < self.high.amount:
            low = number_text(self.low.amount)
            raise UnfitValueError(said("a number above {n}", n=low), self.high.amount)

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
                raise UnfitValueError(said("a time of hours and minutes"), wall)

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
            raise UnfitValueError(said("a currency such as EUR"), self.currency)
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
