"""A group's booking as a document that both sides sign: what is in, what is out, which option."""

from datetime import timedelta

from examples.airline.year import words
from examples.airline.year.airline import Story
from examples.airline.year.cast import Colleague, themselves
from examples.airline.year.pace import hours
from examples.airline.year.tale import Tale
from troth import operations
from troth.operations import Acknowledge, Choosable, Choose, Close, OpenMilestone, Sign
from troth.promises.promise import Promise


def signed(tale: Tale, promise: Promise, seller: Colleague) -> Story:
    """The offer becomes a booking; one group in eight declines, some never answer."""
    airline, dice = tale.airline, tale.dice
    milestone = operations.open_milestone(airline.by(seller), _document(tale, promise)).id
    course = dice.random()
    if course < 0.1:
        return
    yield airline.now + hours(dice, 30, 0.6)
    group = themselves(tale.who.id)
    if course < 0.22:
        operations.sign(airline.by(group), milestone, Sign(decline=True, note="We fly elsewhere."))
        yield airline.after("new-york-office", dice.uniform(0.5, 6))
        operations.acknowledge_milestone(airline.by(seller), milestone, Acknowledge())
        return
    chosen = Choose(
        option=dice.choice(("at-once", "in-two-parts")),
        understanding=tale.says(words.GROUP_UNDERSTOOD),
        channel="portal",
    )
    operations.choose_option(airline.by(group), milestone, chosen)
    operations.sign(airline.by(group), milestone, Sign(channel="portal"))
    yield airline.after("new-york-office", dice.uniform(0.1, 1))
    operations.acknowledge_milestone(airline.by(seller), milestone, Acknowledge())
    yield airline.after("new-york-office", dice.uniform(0.5, 6))
    operations.sign(airline.by(seller), milestone, Sign(note="Seats checked once more."))
    if course < 0.9:
        yield airline.opening(
            "new-york-office", airline.now + timedelta(days=dice.randrange(2, 12))
        )
        closed = Close(note="Deposit received, names complete.")
        operations.close_milestone(airline.by(seller), milestone, closed)


def _document(tale: Tale, promise: Promise) -> OpenMilestone:
    return OpenMilestone(
        id=tale.new_id(),
        customer=tale.who.id,
        name="Booking for a group",
        facets=tale.who.facets,
        ours=(promise.id,),
        includes=("all seats on one flight", "one bag each", "names until ten days before"),
        excludes=("meals", "changes of single travellers"),
        options=(
            Choosable(id="at-once", says="All is paid at once.", price=tale.says(("{amount}",))),
            Choosable(
                id="in-two-parts",
                says="A third now, the rest a month before.",
                price=tale.says(("{amount}",)),
            ),
        ),
        channel="email",
    )
