"""An explanation as plain values, made from the entries of a promise alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from troth.clock import Calendar, Step
from troth.promises.due import counting
from troth.promises.editions import Edition
from troth.promises.entries import Entry
from troth.promises.explain.attribution import Minutes, Spell, attributed, totals
from troth.promises.explain.effects import Effect, effect
from troth.promises.fold import fold
from troth.promises.outcomes import broke_at, clock_state, kept_by_first_date, outcome
from troth.promises.parties import Party
from troth.promises.promise import Agreement, ClockState, Outcome, Promise
from troth.promises.recount import calendar_of
from troth.said import said, said_as

_ALWAYS = Calendar.from_hours("24/7", timezone="UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date of the promise, and where it came from."""

    due: datetime
    why: str
    #: When it was given.
    at: datetime
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LegTime:
    """What one leg of a chain took of the time, by whom it was."""

    party: Party
    term: str | None
    since: datetime | None
    minutes: tuple[Minutes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a promise is due when it is, what became of it, and where the time went."""

    promise: Promise
    at: datetime
    outcome: Outcome | None
    clock: ClockState
    broke_at: datetime | None
    kept_by_first_date: bool | None
    #: The calendar on which the promise counts; around the clock where it is elapsed time.
    calendar: Calendar
    dates: tuple[Dated, ...]
    #: From its start to its date: what counted, and why the rest did not.
    steps: tuple[Step, ...]
    spells: tuple[Spell, ...]
    minutes: tuple[Minutes, ...]
    legs: tuple[LegTime, ...]
    effects: tuple[Effect, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values: instants in ISO 8601, lengths in seconds."""
        return {
            "promise": self.promise.id,
            "at": self.at.isoformat(),
            "metric": self.promise.metric,
            "term": self.promise.term,
            "basis": self.promise.basis,
            "outcome": self.outcome and self.outcome.value,
            "reason": self.promise.reason,
            "lapsed": self.promise.lapsed and dict(self.promise.lapsed),
            "clock": self.clock.value,
            "broke_at": self.broke_at and self.broke_at.isoformat(),
            "kept_by_first_date": self.kept_by_first_date,
            "dates": [
                {
                    "due": date.due.isoformat(),
                    "why": date.why,
                    "at": date.at.isoformat(),
                    "holds": date.holds,
                }
                for date in self.dates
            ],
            "steps": [step.as_json() for step in self.steps],
            "spells": [
                {
                    "start": spell.start.isoformat(),
                    "end": spell.end.isoformat(),
                    "whose": spell.whose.value,
                    "party": str(spell.party),
                    "why": spell.why,
                }
                for spell in self.spells
            ],
            "minutes": [_minutes_json(each) for each in self.minutes],
            "legs": [
                {
                    "party": str(leg.party),
                    "term": leg.term,
                    "since": leg.since and leg.since.isoformat(),
                    "minutes": [_minutes_json(each) for each in leg.minutes],
                }
                for leg in self.legs
            ],
            "effects": [each.as_json() for each in self.effects],
        }


def explained(
    entries: Sequence[Entry],
    edition: Edition | None,
    at: datetime,
    needs: Iterable[Promise] = (),
) -> Explanation:
    """Explain a promise as of an instant, from what its journal held by then.

    Args:
        entries: of the promise; at least the first.
        edition: of the playbook, the promise's own; hours are those that it has.
        at: aware; what was recorded later is left out.
        needs: the duties and promises that it waits for.

    Raises:
        JournalError: the entries do not begin a promise.
    """
    first, *rest = entries
    known = [first, *(entry for entry in rest if entry.recorded_at <= at)]
    promise = fold(known)
    assert promise is not None  # noqa: S101 - there is at least one entry
    end = promise.kept_at or promise.settled_at or promise.withdrawn_at or max(at, first.at)
    calendar = counting(promise.term, calendar_of(promise, edition)) or _ALWAYS
    spells = attributed(promise, known, edition, end)
    return Explanation(
        promise=promise,
        at=at,
        outcome=outcome(promise, at),
        clock=clock_state(promise),
        broke_at=broke_at(promise, at),
        kept_by_first_date=kept_by_first_date(promise, at),
        calendar=calendar,
        dates=tuple(_dates(promise)),
        steps=tuple(_steps(promise, calendar)),
        spells=tuple(spells),
        minutes=tuple(totals(spells)),
        legs=tuple(_legs(promise, spells)),
        effects=tuple(effect(promise, needs, edition, at)),
    )


def _minutes_json(minutes: Minutes) -> dict[str, Any]:
    return {
        "whose": minutes.whose.value,
        "party": str(minutes.party) if minutes.party else None,
        "seconds": minutes.length.total_seconds(),
    }


def _dates(promise: Promise) -> Iterable[Dated]:
    if promise.first_due is not None:
        holds = promise.change is None
        yield Dated(due=promise.first_due, why=said("first date"), at=promise.made_at, holds=holds)
    for change in promise.changes:
        holds = change == promise.change
        due = promise.due if holds and promise.due else change.due
        yield Dated(due=due, why=_WHY[change.agreement], at=change.at, holds=holds)
    for each in promise.recountings:
        moved = each.why == "time-zones"
        other = each.instead_of if moved else each.due
        if other is not None:
            why = _BEFORE if moved else _WOULD_BE
            yield Dated(due=other, why=why.of(by=each.by), at=each.at, holds=False)


_BEFORE = said("before the time zones of {by}; the local time stayed", by="")
_WOULD_BE = said("what the calendar of {by} would give; the date that was promised stands", by="")

_WHY = {
    Agreement.NONE: said("moved without agreement"),
    Agreement.REPORTED: said("agreed, as staff report; the other side has not confirmed it"),
    Agreement.CONFIRMED: said("agreed by both"),
    Agreement.DECLINED: said_as("change of a date", "declined"),
}


def _steps(promise: Promise, calendar: Calendar) -> Iterable[Step]:
    due = promise.falls_due
    start = promise.told_at if promise.recurring and promise.told_at else promise.starts_at
    if due is None or due <= start:
        return []
    pauses = [(pause.start, pause.end, pause.reason) for pause in promise.pauses]
    lasting = promise.open_pause
    shown = [(begin, end, why) for begin, end, why in pauses if end is not None]
    if lasting is not None and lasting.start < due:
        shown.append((lasting.start, due, lasting.reason))
    return calendar.steps(start, due, shown)


def _legs(promise: Promise, spells: Iterable[Spell]) -> Iterable[LegTime]:
    known = list(spells)
    for leg in promise.legs:
        own = [spell for spell in known if spell.party == leg.party]
        yield LegTime(
            party=leg.party,
            term=leg.term,
            since=leg.since,
            minutes=tuple(totals(own)),
        )
