"""Numbers, units and periods: what the words of a term are made of.

A value built by hand that no text could give raises `UnfitValueError`, so that whatever exists can
be printed and read back.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from troth.errors import TrothError
from troth.said import Said, said


class UnfitValueError(TrothError, ValueError):
    """A number or a time that cannot stand in a term."""

    def __init__(self, expected: Said, found: object) -> None:
        super().__init__(said("expected {choice}, not {found}", choice=expected, found=str(found)))
        #: What would be right.
        self.expected = expected


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
            raise UnfitValueError(said("a duration of whole seconds"), self.amount)

    @property
    def microseconds(self) -> Decimal:
        """Its length, elapsed or business time; a business day has none (KeyError)."""
        return self.amount * MICROSECONDS[self.unit]

    def __str__(self) -> str:
        return f"{number_text(self.amount)} {self.unit}{'' if self.amount == 1 else 's'}"


def check_number(number: Decimal, most: int, things: str = "") -> None:
    """Refuse what is not above 0, larger than anybody means, or finer than a millionth."""
    if not number > 0:
        raise UnfitValueError(said("a number above {n}", n="0"), number)
    if number > most:
        grouped = f"{most:_}".replace("_", " ")
        raise UnfitValueError(said("at most {n}", n=f"{grouped} {things}".rstrip()), number)
    if number % SMALLEST_FRACTION:
        raise UnfitValueError(said("at most {n} decimals", n=6), number)


def check_whole(number: Decimal, things: str) -> None:
    """Refuse parts of what is counted whole."""
    if number % 1:
        raise UnfitValueError(said("a whole number of {things}", things=things), number)


def check_percent(percent: Decimal) -> None:
    """Refuse what is not above 0 % and at most 100 %."""
    if not 0 < percent <= 100:
        raise UnfitValueError(said("a percentage above 0 and at most 100"), percent)
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
