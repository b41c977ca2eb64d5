"""Money goes back: checked by the desk, worked out in Kolkata, moved by the card company."""

from collections.abc import Generator
from datetime import datetime, timedelta

from examples.airline.year import changing, duty, words
from examples.airline.year.airline import Story
from examples.airline.year.cast import CARDS, Colleague
from examples.airline.year.pace import hours, takes
from examples.airline.year.tale import Tale
from examples.airline.year.weather import BERLIN, aftermath, easter
from troth import operations
from troth.operations import Reopen, Withdraw
from troth.promises.promise import Promise


def refund(tale: Tale) -> Story:
    """Seven working days of the refund office, over a chain of three."""
    airline, dice = tale.airline, tale.dice
    agent = dice.choice(airline.cast.members("support"))
    clerk = dice.choice(airline.cast.members("refunds"))
    promise = tale.promised(
        agent, "refund", tale.says(words.REFUND), touchpoint="refund-request", holder=agent.party
    )
    airline.plan(airline.now + timedelta(minutes=5), _news(tale, promise, clerk))
    if tale.likely(0.16):
        yield from duty.reference(tale, promise, airline.cast.robot, agent)
    yield airline.after("help-desk", takes(dice, 4, 0.5) * _slow(tale))
    tale.hand_on(agent, promise, words.CHECKED)
    if tale.likely(0.4):
        lead = airline.cast.manager("refunds")
        tale.hand_over(lead, clerk, promise, words.ASSIGNED)
    left = yield from _on_the_way(tale, promise, clerk)
    if tale.now(promise).withdrawn_at is not None:
        return
    yield airline.after("kolkata-office", takes(dice, 12, 0.4) * _slow(tale) * left)
    tale.hand_on(clerk, promise, words.RELEASED)
    yield airline.after("new-york-office", takes(dice, 10, 0.4) * left)
    yield from _paid(tale, promise, clerk)


def _slow(tale: Tale) -> float:
    day = tale.airline.now.astimezone(BERLIN).date()
    return (2.4 if easter(day) else 1.0) * (1 + (aftermath(day) - 1) / 4)


def _news(tale: Tale, promise: Promise, clerk: Colleague) -> Story:
    """Word before every second working day is over; one in nine comes late."""
    while tale.runs(promise) and (due := tale.now(promise).next_update):
        late = tale.likely(1 / 9)
        lead = hours(tale.dice, 3, 0.6)
        yield due + lead if late else max(due - lead, tale.airline.now + timedelta(hours=1))
        if tale.now(promise).open_pause is None:
            tale.tell(clerk, promise, words.REFUND_NEWS)
        else:
            yield tale.airline.now + timedelta(days=1)


def _on_the_way(tale: Tale, promise: Promise, clerk: Colleague) -> Generator[datetime, None, float]:
    """What happens while the office works on it; how much of the work is left then."""
    airline, course = tale.airline, tale.dice.random()
    if course < 0.04:
        if tale.runs(promise):
            gone = Withdraw(reason=tale.says(words.REFUND_GONE))
            operations.withdraw(airline.by(clerk), promise.id, gone)
            airline.plan(airline.now, voucher(tale))
    elif course < 0.19:
        due = tale.now(promise).due or airline.now
        later = due + timedelta(days=tale.dice.randrange(4, 10))
        yield airline.opening("kolkata-office", max(airline.now, due - hours(tale.dice, 40, 0.4)))
        if course < 0.13:
            yield from changing.agreed(tale, promise, clerk, later)
        else:
            changing.moved(tale, promise, clerk, later)
        yield due + (later - due) * tale.dice.uniform(0.0, 0.6)
        return 0.2
    return 1.0


def _paid(tale: Tale, promise: Promise, clerk: Colleague) -> Story:
    """The money arrives: at once, the tax after the fare, or not all of it."""
    airline = tale.airline
    if tale.likely(0.07):
        tale.keep(CARDS, promise, words.PAID, done=1, of=2)
        yield airline.after("new-york-office", takes(tale.dice, 7, 0.5))
        tale.keep(CARDS, promise, words.PAID, done=1, of=2)
    else:
        tale.keep(CARDS, promise, words.PAID)
    if tale.likely(0.04) and tale.now(promise).kept_at is not None:
        yield airline.opening("help-desk", airline.now + hours(tale.dice, 40, 0.6))
        again = Reopen(reason=tale.says(words.REFUND_WRONG), channel=tale.channel, id=tale.new_id())
        running = operations.reopen(airline.by(clerk), promise.id, again)
        yield airline.after("kolkata-office", takes(tale.dice, 9, 0.6))
        tale.keep(CARDS, running, words.PAID)


def voucher(tale: Tale) -> Story:
    """A voucher instead of money: two weeks, over a chain of two."""
    airline = tale.airline
    agent = tale.dice.choice(airline.cast.members("support"))
    clerk = tale.dice.choice(airline.cast.members("refunds"))
    promise = tale.promised(
        agent, "voucher", tale.says(words.VOUCHER), touchpoint="refund-request", holder=agent.party
    )
    yield airline.after("help-desk", takes(tale.dice, 7, 0.5) * _slow(tale))
    tale.hand_on(agent, promise, words.CHECKED)
    if tale.likely(0.5):
        tale.hand_over(airline.cast.manager("refunds"), clerk, promise, words.ASSIGNED)
        yield airline.after("kolkata-office", takes(tale.dice, 3, 0.5))
        tale.tell(clerk, promise, words.VOUCHER_NEWS)
    yield airline.after("kolkata-office", takes(tale.dice, 18, 0.6) * _slow(tale))
    tale.keep(clerk, promise, words.DONE, channel="email")
