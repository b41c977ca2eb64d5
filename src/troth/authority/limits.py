"""Limits: so much for each party in each period.

Periods are those of the calendar in UTC: a day, a week from Monday, a month, a quarter, a year.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from troth.errors import TrothError
from troth.said import said

#: For whom a limit can hold; `agent` is who promises or gives.
PARTIES = ("account", "agent", "case", "customer", "order", "person", "supplier", "team")
PERIODS = ("day", "week", "month", "quarter", "year")

_COUNT = re.compile(r"(?P<number>[0-9]{1,9})(?P<pers>( per [a-z-]+)+)")


class LimitError(TrothError):
    """A text that is no limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The most of something, perhaps for each party and each period."""

    amount: Decimal
    #: A currency such as EUR; None counts cases.
    unit: str | None = None
    #: One of `PARTIES`; None for all together.
    party: str | None = None
    #: One of `PERIODS`; None for ever.
    period: str | None = None

    @classmethod
    def counted(cls, text: str) -> "Limit":
        """From `20 per agent per month`, `3 per customer`, `100 per week`.

        Raises:
            LimitError: for any other form.
        """
        shape = _COUNT.fullmatch(text)
        words = shape["pers"].split(" per ")[1:] if shape else []
        party = words.pop(0) if words and words[0] in PARTIES else None
        period = words.pop(0) if words and words[0] in PERIODS else None
        if shape is None or words:
            raise LimitError(
                said(
                    "{found} is not a limit; write for example '20 per agent per month'",
                    found=repr(text),
                )
            )
        return cls(amount=Decimal(shape["number"]), party=party, period=period)

    def __str__(self) -> str:
        unit = f"{self.unit} " if self.unit else ""
        pers = "".join(f" per {word}" for word in (self.party, self.period) if word)
        return f"{unit}{self.amount}{pers}"


def left(limit: Limit, used: Decimal) -> Decimal:
    """What may still be used; nothing where a limit was lowered below what was used."""
    return max(limit.amount - used, Decimal(0))


def subject_of(row: str, limit: Limit, party: str, at: datetime) -> str:
    """Under which subject of the journal the use of a limit is counted.

    The same for all who draw on it, so that they meet there; a limit that is raised goes on from
    what was used.

    Args:
        row: of the playbook: `amends.voucher-20`.
        limit: of that row.
        party: the one for whom it holds: `customer:...`; `all` for a limit without party.
        at: when it is used; aware.
    """
    unit = limit.unit or "times"
    return f"authority/{row}/{unit}/{party}/{_period(limit.period, at.astimezone(UTC))}"


def _period(period: str | None, at: datetime) -> str:
    year, week, _ = at.isocalendar()
    return {
        None: "ever",
        "day": f"{at:%Y-%m-%d}",
        "week": f"{year}-W{week:02}",
        "month": f"{at:%Y-%m}",
        "quarter": f"{at:%Y}-Q{(at.month + 2) // 3}",
        "year": f"{at:%Y}",
    }[period]
