"""What goes on by itself, and what colleagues and teams promise each other."""

from datetime import datetime, timedelta

from examples.airline.year import changing, words
from examples.airline.year.airline import Airline, Story
from examples.airline.year.cast import BOOKING, FLIGHTS, Colleague
from examples.airline.year.ids import id_from
from examples.airline.year.pace import full_hour, hours, minutes, takes
from examples.airline.year.signing import signed
from examples.airline.year.tale import Tale
from troth import operations
from troth.operations import HandOver, Keep, Make, Settle
from troth.promises.promise import Promise


def ticket(tale: Tale) -> Story:
    """The ticket within five minutes, nearly always."""
    promise = tale.promised(
        BOOKING, "ticket-sent", tale.says(words.TICKET), touchpoint="book", channel="web"
    )
    yield tale.airline.now + minutes(tale.dice, 1.2, 0.75)
    tale.keep(BOOKING, promise, words.DONE[:1], channel="email")


def price(tale: Tale) -> Story:
    """The first price is the price paid; the booking system sees whether it was."""
    promise = tale.promised(
        BOOKING, "total-price", words.PRICE[0], touchpoint="see-fares", channel="web"
    )
    yield tale.airline.now + minutes(tale.dice, 9, 0.6)
    kept = tale.likely(0.985)
    note = None if kept else words.PRICE_WRONG[0]
    operations.settle(tale.airline.by(BOOKING), promise.id, Settle(kept=kept, note=note))


def fee(tale: Tale) -> Story:
    """A change for EUR 30 at most; an agent says whether it was no more."""
    airline = tale.airline
    yield airline.opening("help-desk")
    agent = tale.dice.choice(airline.cast.members("support"))
    promise = tale.promised(agent, "change-fee", tale.says(words.FEE), touchpoint="book")
    yield airline.after("help-desk", takes(tale.dice, 0.5, 0.8))
    kept = tale.likely(0.96)
    note = tale.says(words.DONE if kept else words.FEE_WRONG)
    operations.settle(airline.by(agent), promise.id, Settle(kept=kept, note=note))


def points(tale: Tale) -> Story:
    """Points within five working days of landing."""
    promise = tale.promised(
        FLIGHTS, "points-credited", tale.says(words.POINTS), touchpoint="points", channel="app"
    )
    yield tale.airline.after("berlin-office", takes(tale.dice, 17, 0.45))
    tale.keep(FLIGHTS, promise, words.DONE[:1], channel="app")


def group(tale: Tale) -> Story:
    """A binding offer within one working day; operations holds the seats meanwhile."""
    airline, dice = tale.airline, tale.dice
    seller = dice.choice(airline.cast.members("sales"))
    promise = tale.promised(
        seller, "group-offer", tale.says(words.GROUP), touchpoint="group-request"
    )
    due = promise.due or airline.now
    if tale.likely(0.5):
        airline.plan(airline.now + minutes(dice, 40), _seats_held(tale))
    if tale.likely(0.12):
        yield airline.after("new-york-office", 1.5)
        yield from changing.agreed(tale, promise, seller, due + timedelta(days=3))
        yield airline.opening("new-york-office", due + hours(dice, 14, 0.5))
    else:
        yield airline.after("new-york-office", takes(dice, 5.5, 0.45))
    tale.keep(seller, promise, words.GROUP_SENT, channel="email")
    if tale.likely(0.7):
        yield from signed(tale, promise, seller)


def _seats_held(tale: Tale) -> Story:
    """Operations promises sales to hold the seats; the group is only whom it is for."""
    airline = tale.airline
    agent = tale.dice.choice(airline.cast.members("operations"))
    due = full_hour(airline.after("new-york-office", tale.dice.uniform(12, 56)))
    promise = tale.promised(
        agent,
        "between-us",
        tale.says(words.HOLD),
        promiser="team:operations",
        promisee="team:sales",
        due=due,
        holder=agent.party,
        channel="chat",
    )
    yield due - hours(tale.dice, 9, 0.9)
    tale.keep(agent, promise, words.HELD, channel="chat")


def colleagues(tale: Tale) -> Story:
    """One colleague promises another something by a full hour; nobody outside is concerned."""
    airline, dice = tale.airline, tale.dice
    yield airline.opening("help-desk")
    first, other = dice.sample([each for each in airline.cast.people if each.role == "agent"], 2)
    due = full_hour(airline.after("help-desk", dice.uniform(2.5, 20)))
    promise = _between(tale, first, other, due)
    if tale.likely(0.15):
        yield airline.now + (due - airline.now) * 0.4
        third = next(each for each in airline.cast.members("support") if each not in {first, other})
        note = HandOver(to=third.party, note=tale.says(words.HANDED_OVER[2:3]))
        operations.hand_over(airline.by(first), promise.id, note)
    yield due - hours(dice, 2, 1.0) + timedelta(minutes=45)
    kept = Keep(note=tale.says(words.DONE))
    operations.keep(airline.by(first), promise.id, kept)


def _between(tale: Tale, first: Colleague, other: Colleague, due: datetime) -> Promise:
    airline: Airline = tale.airline
    wanted = Make(
        id=id_from(tale.dice, airline.now),
        metric="between-us",
        promiser=first.party,
        promisee=other.party,
        due=due,
        wording=tale.says(words.COLLEAGUE),
        channel="chat",
    )
    return operations.make(airline.by(first), wanted)
