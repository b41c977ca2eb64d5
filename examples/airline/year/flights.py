"""Flights that are late or do not fly: word in time, and another seat."""

from datetime import timedelta

from examples.airline.year import words
from examples.airline.year.airline import Story
from examples.airline.year.cast import FLIGHTS, Colleague, themselves
from examples.airline.year.pace import full_hour, hours, minutes, takes
from examples.airline.year.tale import Tale
from examples.airline.year.weather import NEW_YORK, storm
from troth import operations
from troth.operations import Agree, Offer, Option
from troth.promises.promise import Promise


def delay(tale: Tale) -> Story:
    """Word within twenty minutes; for Light nobody has said by when, and that is listed."""
    promise = tale.promised(
        FLIGHTS, "delay-notice", tale.says(words.DELAY), touchpoint="disruption", channel="message"
    )
    if promise.due is None:
        return
    rough = 1.5 if storm(tale.airline.now.astimezone(NEW_YORK).date()) else 1.0
    yield tale.airline.now + minutes(tale.dice, 6 * rough, 0.8)
    tale.keep(FLIGHTS, promise, words.HOURLY_NEWS, channel="message")


def hourly(tale: Tale) -> Story:
    """Word every hour until the flight leaves; in one night of six an hour is missed."""
    airline = tale.airline
    agent = tale.dice.choice(airline.cast.members("operations"))
    promise = tale.promised(
        agent,
        "delay-notice",
        tale.says(words.HOURLY),
        term="every 1 hour",
        promiser="team:operations",
        holder=agent.party,
        channel="message",
    )
    missed = tale.dice.randrange(1, 5) if tale.likely(1 / 6) else 0
    for number in range(tale.dice.randrange(2, 6)):
        due = tale.now(promise).next_update or airline.now
        early = timedelta(minutes=tale.dice.randrange(2, 25))
        yield due + early if number == missed - 1 else due - early
        tale.tell(agent, promise, words.HOURLY_NEWS)
    yield airline.now + timedelta(minutes=tale.dice.randrange(10, 40))
    tale.keep(agent, promise, ("Left the gate.", "Boarded."))


def rebooking(tale: Tale) -> Story:
    """Another seat within six hours, by a machine at any hour or by the desk while it is open."""
    airline = tale.airline
    agent = tale.dice.choice(airline.cast.members("support"))
    promise = tale.promised(
        FLIGHTS,
        "rebooking",
        tale.says(words.REBOOK),
        touchpoint="disruption",
        channel="message",
        holder=agent.party,
    )
    if tale.likely(0.55):
        yield airline.now + minutes(tale.dice, 35, 0.8)
        tale.keep(FLIGHTS, promise, words.SEATED, channel="message")
        return
    if tale.likely(0.6):
        yield airline.after("help-desk", takes(tale.dice, 0.3, 0.5))
        tale.tell(agent, promise, words.LOOKING_FOR_SEATS)
    yield airline.after("help-desk", takes(tale.dice, 0.9, 0.7))
    tale.keep(agent, promise, words.SEATED, channel="phone")


def seats_offered(tale: Tale) -> Story:
    """Two or three ways to get there; the traveller chooses one, or flies elsewhere."""
    airline, dice = tale.airline, tale.dice
    yield airline.opening("help-desk")
    agent = dice.choice(airline.cast.members("support"))
    waiting = offered(tale, agent)
    if tale.likely(0.12):
        return
    yield airline.now + minutes(dice, 45, 0.9)
    chosen = Agree(
        option=dice.choice(waiting.options)["id"],
        understanding=tale.says(words.UNDERSTOOD),
        channel="portal",
    )
    promise = operations.agree(airline.by(themselves(tale.who.id)), waiting.id, chosen)
    yield airline.after("help-desk", takes(dice, 1.0, 0.7))
    tale.keep(agent, promise, words.SEATED, channel="email")


def offered(tale: Tale, agent: Colleague) -> Promise:
    """Put ways to get there before a traveller; nothing is promised yet."""
    tale.airline.greet(tale.who)
    wanted = Offer(
        id=tale.new_id(),
        metric="rebooking",
        customer=tale.who.id,
        facets=tale.who.facets,
        channel="email",
        touchpoint="disruption",
        holder=agent.party,
        options=_options(tale),
    )
    return operations.offer(tale.airline.by(agent), wanted)


def _options(tale: Tale) -> tuple[Option, ...]:
    due = full_hour(tale.airline.now + timedelta(hours=6))
    return (
        Option(
            id="next-flight",
            due=due,
            says=tale.says(("Your seat on {flight} tomorrow morning is confirmed by then.",)),
            price="EUR 0",
            likelihood=0.93,
            includes=("a hotel for tonight",),
        ),
        Option(
            id="another-way",
            term="within 6 hours",
            says=tale.says(("A seat by way of {place}, confirmed within six hours.",)),
            price="EUR 0",
            likelihood=0.88,
            excludes=("seats side by side",),
        ),
        Option(
            id="next-week",
            due=due + hours(tale.dice, 18, 0.1),
            says="Any flight of next week, confirmed by tomorrow.",
            price="EUR 0",
            likelihood=0.98,
        ),
    )[: tale.dice.randrange(2, 4)]
