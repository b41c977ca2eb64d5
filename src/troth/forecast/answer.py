"""What odds answer: a value with its support, or a sentence that says why there is none."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

Value = TypeVar("Value", float, timedelta)


@dataclass(frozen=True)
class GroupUsed:
    """A group of comparable cases that an answer leans on."""

    #: `everybody`, or the value of the facet that tells it apart from the one before.
    name: str
    #: How many cases it has.
    n: int


@dataclass(frozen=True, kw_only=True)
class Answer(Generic[Value]):
    """Odds from 0 to 1, or a duration on the clock of the odds."""

    #: None where the answer is a refusal.
    value: Value | None
    #: Why nothing can be said, as a sentence; empty where there is a value.
    refusal: str = ""
    #: Where the value lies with 95 % confidence; a duration may have no upper end.
    interval: tuple[Value, Value | None] | None = None
    #: How many cases are comparable: those of the narrowest group whose own weigh more than what it
    #: borrows from the wider one.
    n: int
    #: When the first and the last of them started.
    since: datetime
    until: datetime
    #: From everybody to the narrowest group of the situation.
    groups: tuple[GroupUsed, ...]
    #: The odds that the customer withdraws first, which counts neither as kept nor as broken.
    withdrawn: float = 0.0

    @property
    def period(self) -> tuple[datetime, datetime]:
        """When the first and the last of the comparable cases started."""
        return self.since, self.until
