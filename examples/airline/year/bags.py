"""Bags that did not arrive with their travellers."""

from datetime import datetime, timedelta

from examples.airline.year import changing, words
from examples.airline.year.airline import Story
from examples.airline.year.cast import Colleague
from examples.airline.year.pace import hours
from examples.airline.year.papers import reported
from examples.airline.year.quoting import quoted, scored
from examples.airline.year.tale import Tale
from examples.airline.year.weather import NEW_YORK, aftermath
from troth import operations
from troth.operations import Reopen, Withdraw
from troth.promises.promise import Promise


def bag(tale: Tale) -> Story:
    """Two days in nine cases of ten, with news at least every second day."""
    airline, dice = tale.airline, tale.dice
    agent = dice.choice(airline.cast.members("baggage"))
    quote = quoted(tale, agent.actor) if tale.likely(0.5) else None
    promise = tale.promised(
        agent,
        "bag-returned",
        tale.says(words.BAG),
        touchpoint="lost-bag",
        holder=agent.party,
        quote=quote,
        likelihood=0.9 if quote else None,
    )
    if tale.likely(0.4):
        reported(tale, promise, agent)
    if tale.likely(0.025):
        yield from _lost(tale, promise, agent)
        return
    slow = 1 + (aftermath(airline.now.astimezone(NEW_YORK).date()) - 1) / 2
    home = airline.now + hours(dice, 19, 0.6) * slow
    yield from _searched(tale, promise, agent, home)
    yield max(airline.opening("bag-hall", home), airline.now)
    yield from _returned(tale, promise, agent)
    if quote is not None:
        airline.plan(airline.now, scored(tale, promise, quote))


def _searched(tale: Tale, promise: Promise, agent: Colleague, home: datetime) -> Story:
    """News on the way, and another date where two days will not do."""
    airline, begun = tale.airline, tale.airline.now
    due = promise.due or home
    if home > due and tale.likely(0.75):
        yield airline.opening("bag-hall", begun + timedelta(hours=17))
        tale.tell(agent, promise, words.BAG_NEWS)
        yield max(airline.now, due - hours(tale.dice, 4, 0.3))
        later = due + timedelta(hours=tale.dice.randrange(30, 84))
        if tale.likely(0.6):
            yield from changing.agreed(tale, promise, agent, later)
        else:
            changing.moved(tale, promise, agent, later)
    for share in (0.25, 0.5, 0.8) if home - begun > timedelta(hours=14) else (0.5,):
        yield airline.opening("bag-hall", airline.now + (home - airline.now) * share)
        tale.tell(agent, promise, words.BAG_NEWS)


def _returned(tale: Tale, promise: Promise, agent: Colleague) -> Story:
    """One bag, or two that come one after the other; now and then it was another's."""
    airline = tale.airline
    if tale.likely(0.08):
        tale.keep(agent, promise, words.BAG_HOME, done=1, of=2)
        yield airline.now + hours(tale.dice, 12, 0.7)
        tale.keep(agent, promise, words.BAG_HOME, done=1, of=2)
    else:
        tale.keep(agent, promise, words.BAG_HOME)
    if tale.likely(0.02) and tale.now(promise).kept_at is not None:
        yield airline.now + hours(tale.dice, 3, 0.5)
        again = Reopen(reason="This is somebody else's bag.", channel="phone", id=tale.new_id())
        running = operations.reopen(airline.by(agent), promise.id, again)
        yield airline.now + hours(tale.dice, 20, 0.4)
        tale.keep(agent, running, words.BAG_HOME)


def _lost(tale: Tale, promise: Promise, agent: Colleague) -> Story:
    """Never found: told now and then, given up after three weeks."""
    airline = tale.airline
    begun = airline.now
    for day in (2, 4, 7, 12):
        yield airline.opening("bag-hall", begun + timedelta(days=day - 0.2))
        tale.tell(agent, promise, words.BAG_NEWS[1:2])
    yield airline.opening("bag-hall", begun + timedelta(days=21))
    gone = Withdraw(reason=tale.says(words.BAG_GONE))
    operations.withdraw(airline.by(airline.cast.manager("baggage")), promise.id, gone)
