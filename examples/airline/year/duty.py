"""What travellers owe us: without their booking reference our clock stands still."""

from datetime import timedelta

from examples.airline.year import words
from examples.airline.year.airline import Story
from examples.airline.year.cast import Colleague, themselves
from examples.airline.year.pace import hours
from examples.airline.year.tale import By, Tale
from examples.airline.year.watching import watched
from troth import operations
from troth.operations import Acknowledge, AskDuty, Hear, Keep, Pause, Resume, Withdraw
from troth.promises.promise import Promise


def reference(tale: Tale, promise: Promise, by: By, holder: Colleague) -> Story:
    """Ask for the booking reference and wait; one in twelve never sends it, and both are ended."""
    duty = operations.ask(
        tale.airline.by(by),
        AskDuty(
            id=tale.new_id(),
            duty="booking-reference",
            customer=tale.who.id,
            holder=holder.party,
            for_promises=(promise.id,),
            wording=tale.says(words.REFERENCE),
            channel=tale.channel,
        ),
    )
    tale.airline.plan(tale.airline.now, watched(tale.airline, duty.id))
    if tale.likely(1 / 12):
        yield tale.airline.now + timedelta(days=tale.dice.randrange(8, 15))
        _given_up(tale, promise, duty, holder)
        return
    given = tale.airline.now + hours(tale.dice, 5, 1.3)
    if given - tale.airline.now > timedelta(hours=8):
        yield tale.airline.now + timedelta(hours=8)
        tale.tell(by, duty, words.REMINDED)
    yield given
    if tale.runs(duty):
        kept = Keep(note=f"It is {tale.known['booking']}.", channel=tale.channel)
        operations.keep(tale.airline.by(themselves(tale.who.id)), duty.id, kept)


def _given_up(tale: Tale, promise: Promise, duty: Promise, holder: Colleague) -> None:
    gone = Withdraw(reason="No booking reference came; asked twice.")
    for each in (promise, duty):
        if tale.runs(each):
            operations.withdraw(tale.airline.by(holder), each.id, gone)


def more_wanted(tale: Tale, promise: Promise, by: Colleague) -> Story:
    """Ask something back; the clock stands still until the traveller answers."""
    yield tale.airline.after("help-desk", tale.dice.uniform(0.2, 1.5))
    asked = Pause(reason="waiting-for-customer", note=tale.says(words.MORE_WANTED))
    operations.pause(tale.airline.by(by), promise.id, asked)
    yield tale.airline.now + hours(tale.dice, 7, 0.9)
    traveller = tale.airline.by(themselves(tale.who.id))
    said = Hear(says="Here is what you asked for. Do you need anything else?", channel=tale.channel)
    operations.hear(traveller, promise.id, said)
    answered = Resume(reason="waiting-for-customer", channel=tale.channel)
    operations.resume(traveller, promise.id, answered)
    if tale.likely(0.5):
        yield tale.airline.after("help-desk", tale.dice.uniform(0.1, 0.6))
        if tale.now(promise).unanswered is not None:
            operations.acknowledge(tale.airline.by(by), promise.id, Acknowledge())
