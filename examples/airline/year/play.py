"""Plays a year into a store, one transaction for each day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from examples.airline.year import agreeing, records, today
from examples.airline.year.airline import Airline, Story
from examples.airline.year.cast import BOOKING, Cast
from examples.airline.year.editions import EDITIONS, FOLDER, Published, text_of
from examples.airline.year.kinds import KINDS, Kind
from examples.airline.year.mending import mended
from examples.airline.year.tale import Tale
from examples.airline.year.travellers import Traveller, travellers
from examples.airline.year.weather import EVENINGS, OFFICE, arrivals
from troth import operations
from troth.operations import Publish
from troth.playbook import load
from troth.promises.store import Store

#: How long a year is told, and how many travellers have an affair in it.
LENGTH = timedelta(days=365)
TRAVELLERS = 600
#: Those who want to be forgotten; nothing else happens to them.
_FORGOTTEN = 3
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """Which year: the same three give the same one."""

    #: The last instant; what is not over by then is open. Aware.
    until: datetime
    cast: Cast
    seed: int = 1
    #: 1 is about 3,000 promises; less makes a smaller airline in the same year.
    scale: float = 1.0

    @property
    def start(self) -> datetime:
        """The first instant, UTC."""
        return start_of(self.until)


def start_of(until: datetime) -> datetime:
    """When the year began that ends at `until`: at an hour of the night, UTC."""
    begun = until.astimezone(UTC) - LENGTH
    return begun.replace(hour=3, minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Day:
    """How far the year has come."""

    until: datetime
    #: Between 0 and 1.
    share: float


def play(store: Store, year: Year) -> Iterator[Day]:
    """Write the year; yields after each day of it.

    Args:
        store: empty, or at least without an edition of the playbook.
        year: which one.
    """
    airline = _airline(year)
    _plan(airline, year)
    for number, edition in enumerate(EDITIONS[1:], start=1):
        airline.plan(airline.start + edition.day * _DAY, _published(airline, EDITIONS[number]))
    _write(store, airline, airline.start, _published(airline, EDITIONS[0]))
    end = year.until.astimezone(UTC)
    while (at := airline.next_at()) is not None and at <= end:
        evening = min(at + _DAY, end)
        with store.writing(actor=BOOKING, at=at) as work:
            airline.work_until(evening, work)
        yield Day(evening, (evening - airline.start) / (end - airline.start))


def _airline(year: Year) -> Airline:
    count = max(20, round(TRAVELLERS * year.scale)) + _FORGOTTEN
    return Airline(
        cast=year.cast,
        playbook=load(FOLDER),
        travellers=travellers(year.seed, count, year.start)[:-_FORGOTTEN],
        seed=year.seed,
        start=year.start,
        now=year.start,
    )


def _write(store: Store, airline: Airline, at: datetime, story: Story) -> None:
    """What stands before everything else, in a transaction of its own."""
    airline.plan(at, story)
    with store.writing(actor=BOOKING, at=at) as work:
        airline.work_until(at, work)


def _published(airline: Airline, edition: Published) -> Story:
    """An edition of the playbook comes into force."""
    seat = airline.by(airline.cast.people[0])
    operations.publish(seat, Publish(text=text_of(edition), note=edition.note))
    yield from ()


def _plan(airline: Airline, year: Year) -> None:
    end = year.until.astimezone(UTC)
    for kind in KINDS:
        count = max(2, round(kind.count * year.scale))
        moments = arrivals(
            airline.dice(kind.name, "arrivals"),
            count,
            airline.start,
            end,
            hours=kind.hours,
            zone=kind.zone,
            storms=kind.storms,
        )
        for number, at in enumerate(moments):
            airline.plan(at, _begun(airline, kind, number))
    _plan_travellers(airline, year, end)
    agreeing.plan(airline, end)
    today.plan(airline, end)


def _begun(airline: Airline, kind: Kind, number: int) -> Story:
    """A story that chooses whose it is when it begins."""
    dice = airline.dice(kind.name, number)
    weights = range(len(kind.channels), 0, -1)
    channel = dice.choices(kind.channels, weights)[0]
    who = airline.someone(dice, kind.fits)
    tale = Tale(airline=airline, who=who, dice=dice, channel=channel, mend=mended)
    yield from kind.tell(tale)


def _plan_travellers(airline: Airline, year: Year, end: datetime) -> None:
    """Most are known before their first affair, from their booking."""
    dice = airline.dice("bookings")
    moments = arrivals(dice, len(airline.travellers), airline.start, end, hours=EVENINGS)
    for at, who in zip(moments, airline.travellers, strict=True):
        airline.plan(at, records.booked(airline, who))
    count = len(airline.travellers) + _FORGOTTEN
    gone: tuple[Traveller, ...] = travellers(year.seed, count, year.start)[-_FORGOTTEN:]
    moments = arrivals(dice, _FORGOTTEN, airline.start, end - 90 * _DAY, hours=OFFICE)
    for at, who in zip(moments, gone, strict=True):
        tale = Tale(airline=airline, who=who, dice=airline.dice("gone", who.ref), channel="email")
        airline.plan(at, records.forgotten(airline, who, tale))
