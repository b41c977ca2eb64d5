"""Whose the time was: every moment from start to end belongs to exactly one.

What a customer's duty or a pause for the customer took is the customer's. What is left belongs to
whose turn it was, while they were open; closed hours are nobody's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from troth.clock import Calendar
from troth.promises.editions import Edition
from troth.promises.entries import Entry, EntryType
from troth.promises.parties import Party, PartyKind
from troth.promises.promise import Pause, Promise


class Whose(StrEnum):
    """To whom time is put down."""

    US = "us"
    ANOTHER_TEAM = "another-team"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    #: Whose turn it was had closed.
    CLOSED = "closed-hours"
    #: A pause that waits for neither customer nor supplier: a strike.
    PAUSED = "paused"
    #: It counted as kept, until it was reopened.
    DONE = "counted-as-kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A stretch of time that was one party's; UTC."""

    start: datetime
    end: datetime
    whose: Whose
    #: The party whose turn it was.
    party: Party
    #: Why a clock stood still, or why it was closed; often empty.
    why: str = ""

    @property
    def length(self) -> timedelta:
        """How long."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The sum of what is put down to one."""

    whose: Whose
    #: None where it does not matter whose turn it was: closed hours, the customer.
    party: Party | None
    length: timedelta


def attributed(
    promise: Promise, entries: Iterable[Entry], edition: Edition | None, end: datetime
) -> list[Spell]:
    """All time from the promise's start to `end`, without gap or overlap."""
    start = promise.starts_at
    if end <= start:
        return []
    spells: list[Spell] = []
    for since, until, party in _turns(promise, entries, end):
        spells += _turn(promise, edition, max(since, start), until, party)
    return _joined(spells)


def totals(spells: Iterable[Spell]) -> list[Minutes]:
    """How much is put down to whom, most first."""
    found: dict[tuple[Whose, Party | None], timedelta] = {}
    for spell in spells:
        named = spell.whose in {Whose.US, Whose.ANOTHER_TEAM, Whose.SUPPLIER}
        key = spell.whose, spell.party if named else None
        found[key] = found.get(key, timedelta()) + spell.length
    sums = [Minutes(whose=key[0], party=key[1], length=length) for key, length in found.items()]
    return sorted(sums, key=lambda each: each.length, reverse=True)


def _turns(
    promise: Promise, entries: Iterable[Entry], end: datetime
) -> Iterator[tuple[datetime, datetime, Party]]:
    """Whose turn it was, from when to when: legs of a chain, or holders."""
    turns = [(promise.starts_at, promise.legs[0].party if promise.legs else promise.promiser)]
    for entry in sorted(entries, key=lambda entry: entry.at):
        party = _whose_turn(promise, entry)
        if party is not None:
            turns.append((max(entry.at, promise.starts_at), party))
    for (since, party), (until, _) in pairwise([*turns, (end, promise.promiser)]):
        if since < min(until, end):
            yield since, min(until, end), party


def _whose_turn(promise: Promise, entry: Entry) -> Party | None:
    if promise.is_duty:
        return None
    if entry.type is EntryType.PROMISE_HANDED_ON:
        number: int = entry.payload["leg"]
        return promise.legs[number].party
    if entry.type is EntryType.PROMISE_HANDED_OVER and not promise.legs:
        to = Party.parse(entry.payload["to"])
        # Of a person it is not known here to which team they belong: they act for the promiser.
        return promise.promiser if to.kind is PartyKind.PERSON else to
    return None


def _turn(
    promise: Promise, edition: Edition | None, start: datetime, end: datetime, party: Party
) -> Iterator[Spell]:
    """One turn: pauses first, and what is left between them by the party's hours."""
    at = start
    for pause in _pauses(promise.pauses, start, end):
        yield from _running(promise, edition, at, pause[0], party)
        yield Spell(start=pause[0], end=pause[1], whose=pause[2], party=party, why=pause[3])
        at = pause[1]
    yield from _running(promise, edition, at, end, party)


def _pauses(
    pauses: Sequence[Pause], start: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime, Whose, str]]:
    """Stretches of pauses in order, each once; where several hold, the customer's comes first."""
    spans = [(max(p.start, start), min(p.end or end, end), _whose(p), p.reason) for p in pauses]
    spans = [span for span in spans if span[0] < span[1]]
    cuts = sorted({edge for span in spans for edge in span[:2]})
    for left, right in pairwise(cuts):
        holding = [span for span in spans if span[0] <= left and right <= span[1]]
        if holding:
            first = min(holding, key=lambda span: _ORDER.index(span[2]))
            yield left, right, first[2], first[3]


_ORDER = (Whose.CUSTOMER, Whose.SUPPLIER, Whose.PAUSED, Whose.DONE)


def _whose(pause: Pause) -> Whose:
    if pause.duty is not None or "customer" in pause.reason:
        return Whose.CUSTOMER
    if pause.reason == "closed":
        return Whose.DONE
    return Whose.SUPPLIER if "supplier" in pause.reason else Whose.PAUSED


def _running(
    promise: Promise, edition: Edition | None, start: datetime, end: datetime, party: Party
) -> Iterator[Spell]:
    if start >= end:
        return
    calendar = _hours(promise, edition, party)
    if calendar is None:
        yield Spell(start=start, end=end, whose=_side(promise, party), party=party)
        return
    for step in calendar.steps(start, end):
        assert step.end is not None  # noqa: S101 - no pauses are asked for
        whose = _side(promise, party) if step.counted else Whose.CLOSED
        why = "" if step.counted else step.name
        begin, finish = step.start.astimezone(UTC), step.end.astimezone(UTC)
        yield Spell(start=begin, end=finish, whose=whose, party=party, why=why)


def _hours(promise: Promise, edition: Edition | None, party: Party) -> Calendar | None:
    """When the party whose turn it is works; None where that is not known, and so always."""
    if edition is None or promise.is_duty:
        return None
    leg = next((leg for leg in promise.legs if leg.party == party), None)
    team = edition.playbook.teams.get(party.id)
    own = promise.calendar if party == promise.promiser else None
    of_leg = leg.calendar if leg else None
    of_team = team.calendar if team else None
    return edition.calendar(of_leg or own or of_team)


def _side(promise: Promise, party: Party) -> Whose:
    if party.kind is PartyKind.CUSTOMER:
        return Whose.CUSTOMER
    if party.kind is PartyKind.SUPPLIER:
        return Whose.SUPPLIER
    ours = party == promise.promiser or party.kind is PartyKind.COMPANY
    return Whose.US if ours else Whose.ANOTHER_TEAM


def _joined(spells: Iterable[Spell]) -> list[Spell]:
    joined: list[Spell] = []
    for spell in spells:
        last = joined[-1] if joined else None
        if last and (last.end, last.whose, last.party, last.why) == (
            spell.start,
            spell.whose,
            spell.party,
            spell.why,
        ):
            joined[-1] = Spell(
                start=last.start,
                end=spell.end,
                whose=last.whose,
                party=last.party,
                why=last.why,
            )
        else:
            joined.append(spell)
    return joined
