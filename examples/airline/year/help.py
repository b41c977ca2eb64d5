"""Travellers ask for help: a first reply, a call back, and never the same story twice."""

from collections.abc import Generator
from datetime import datetime, timedelta

from examples.airline.year import duty, words
from examples.airline.year.airline import Story
from examples.airline.year.cast import Colleague, themselves
from examples.airline.year.pace import full_hour, minutes, takes
from examples.airline.year.tale import Tale
from examples.airline.year.weather import BERLIN, aftermath
from troth import operations
from troth.operations import Acknowledge, Reopen, Settle
from troth.promises.promise import Promise


def help_request(tale: Tale) -> Story:
    """Somebody writes; a person answers within eight hours of the desk, or later after a storm."""
    airline, dice = tale.airline, tale.dice
    agent = dice.choice(airline.cast.members("support"))
    first = airline.cast.robot if tale.channel != "phone" and tale.likely(0.7) else agent
    promise = tale.promised(
        first,
        "first-reply",
        tale.says(words.ASKED),
        holder=agent.party,
        touchpoint="ask-for-help",
    )
    course = dice.random()
    if course < 0.24:
        yield from duty.reference(tale, promise, first, agent)
    elif course < 0.31:
        yield from duty.more_wanted(tale, promise, agent)
    elif course < 0.42:
        agent = yield from _handed_over(tale, promise, agent)
    slow = aftermath(airline.now.astimezone(BERLIN).date())
    needed = takes(dice, 2.1, 0.65) * slow
    if tale.likely(0.6):
        # Somebody has looked at it, and says so before it is answered.
        yield airline.after("help-desk", needed * 0.4)
        tale.tell(agent, promise, words.LOOKED)
        needed *= 0.6
    yield airline.after("help-desk", needed)
    tale.keep(agent, promise, words.REPLIED, channel=tale.channel)
    yield from _afterwards(tale, promise, agent)


def _handed_over(
    tale: Tale, promise: Promise, agent: Colleague
) -> Generator[datetime, None, Colleague]:
    yield tale.airline.after("help-desk", tale.dice.uniform(0.3, 2.5))
    members = tale.airline.cast.members("support")
    to = tale.dice.choice([each for each in members if each is not agent])
    tale.hand_over(agent, to, promise)
    return to


def _afterwards(tale: Tale, promise: Promise, agent: Colleague) -> Story:
    airline = tale.airline
    if tale.now(promise).kept_at is None:
        return
    if tale.likely(0.28):
        airline.plan(airline.now, told_once(tale, agent))
    if tale.likely(0.045):
        yield airline.now + minutes(tale.dice, 300, 0.9)
        again = Reopen(reason=tale.says(words.NOT_ANSWERED), channel=tale.channel)
        operations.reopen(airline.by(agent), promise.id, again)
        yield airline.after("help-desk", takes(tale.dice, 2.0, 0.8))
        tale.keep(agent, promise, words.REPLIED, channel=tale.channel)


def told_once(tale: Tale, agent: Colleague) -> Story:
    """Nobody has to explain it twice; whether that was so, the traveller says, or does not."""
    promise = tale.promised(agent, "told-once", tale.says(words.TOLD_ONCE), holder=agent.party)
    if tale.likely(0.35):
        return
    yield tale.airline.now + timedelta(hours=tale.dice.randrange(20, 240))
    kept = tale.likely(0.88)
    note = tale.says(words.NOT_TWICE if kept else words.TOLD_TWICE)
    said = Settle(kept=kept, note=note, channel="portal")
    operations.settle(tale.airline.by(themselves(tale.who.id)), promise.id, said)
    if not kept:
        yield tale.airline.after("help-desk", tale.dice.uniform(0.5, 6))
        operations.acknowledge(tale.airline.by(agent), promise.id, Acknowledge())


def call_back(tale: Tale) -> Story:
    """An agent promises to call at a full hour."""
    airline = tale.airline
    yield airline.opening("help-desk")
    agent = tale.dice.choice(airline.cast.members("support"))
    due = full_hour(airline.now + timedelta(hours=tale.dice.randrange(1, 4)))
    told = tale.says(words.CALL_BACK, time=f"{due.astimezone(BERLIN):%H:%M}")
    promise = tale.promised(
        agent,
        "first-reply",
        told,
        due=due,
        earliest=due - timedelta(hours=1) if tale.likely(0.3) else None,
        channel="phone",
        holder=agent.party,
    )
    yield due + minutes(tale.dice, 20, 0.6) - timedelta(minutes=50)
    tale.keep(agent, promise, words.CALLED, channel="phone")
