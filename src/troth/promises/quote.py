"""Quotes: what was said to be likely, and what came of it.

A quote says of each option how likely it is kept. It is scored once every option is known to be
held or not; over many quotes, what was said to hold in 90 of 100 cases should hold in 90.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from troth.promises.entries import Entry, EntryType
from troth.promises.fold import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One option: the odds that were said, 0 to 1, and whether it held."""

    option: str
    said: float
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedQuote:
    """A quote as its entries leave it; instants are UTC."""

    id: str
    sequence: int
    recorded_at: datetime
    asked_at: datetime
    metric: str
    customer: str | None
    #: The quote as `troth quote --save` writes it: JSON values.
    said: Mapping[str, Any]
    #: The promise that was made from it, where one was.
    promise: str | None = None
    scored_at: datetime | None = None
    #: When its case ended; None where it was still open when all its dates were over.
    ended_at: datetime | None = None
    #: Why it cannot be scored: the case was withdrawn.
    unscored: str | None = None
    scores: tuple[Score, ...] = ()

    @property
    def options(self) -> tuple[Mapping[str, Any], ...]:
        """The options that name a date and their odds."""
        return tuple(
            each
            for each in self.said["options"]
            if each.get("due") is not None and each.get("odds") is not None
        )


def quote(entries: Iterable[Entry]) -> RecordedQuote | None:
    """The quote that these entries leave; None without entries, or of another kind."""
    found: RecordedQuote | None = None
    for entry in entries:
        if entry.type is EntryType.QUOTE_RECORDED:
            found = _recorded(entry)
        elif found is not None and entry.type is EntryType.QUOTE_SCORED:
            found = _scored(found, entry)
    return found


def _recorded(entry: Entry) -> RecordedQuote:
    said = entry.payload["quote"]
    return RecordedQuote(
        id=entry.subject,
        sequence=entry.sequence,
        recorded_at=entry.recorded_at,
        asked_at=datetime.fromisoformat(said["asked_at"]),
        metric=said["metric"],
        customer=entry.payload.get("customer"),
        said=said,
    )


def _scored(found: RecordedQuote, entry: Entry) -> RecordedQuote:
    said = entry.payload
    scores = (
        Score(option=each["option"], said=each["said"], held=each["held"])
        for each in said.get("options", ())
    )
    return replace(
        found,
        sequence=entry.sequence,
        promise=said.get("promise"),
        scored_at=entry.at,
        ended_at=moment(said.get("ended_at")),
        unscored=said.get("unscored"),
        scores=tuple(scores),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Of all that was said to be this likely: how likely on average, and how much of it held."""

    #: 0 to 1; from `low`, below `high`, and 1 belongs to the last row.
    low: float
    high: float
    n: int
    said: float
    held: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What was said beside what held."""

    rows: tuple[Row, ...]
    n: int
    #: Mean squared distance of the odds from what held: 0 is perfect, 0.25 is a coin. None for 0.
    brier: float | None


def calibration(scores: Iterable[Score], rows: int = 10) -> Calibration:
    """A table of what was said and what held, in rows of equal width; empty rows are left out."""
    known = list(scores)
    bins: dict[int, list[Score]] = {}
    for score in known:
        bins.setdefault(min(int(score.said * rows), rows - 1), []).append(score)
    table = (
        Row(
            low=number / rows,
            high=(number + 1) / rows,
            n=len(those),
            said=sum(each.said for each in those) / len(those),
            held=sum(each.held for each in those) / len(those),
        )
        for number, those in sorted(bins.items())
    )
    squares = [(each.said - each.held) ** 2 for each in known]
    brier = sum(squares) / len(squares) if squares else None
    return Calibration(rows=tuple(table), n=len(known), brier=brier)
