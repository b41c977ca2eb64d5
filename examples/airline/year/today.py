"""The last hours of the year, so that a desk that opens then has something to look at.

Some promises fall due within the hour, some today, some are over already, some wait for travellers.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from examples.airline.year import words
from examples.airline.year.airline import Airline, Story
from examples.airline.year.duty import reference
from examples.airline.year.tale import Tale

from troth.promises.promise import Promise

#: Says when something begins that shall be on the desk at the end of the year.
Begins = Callable[[Airline, datetime], datetime]
Tells = Callable[[Tale], Story]

_HOUR = timedelta(hours=1)


def plan(airline: Airline, end: datetime) -> None:
    """Plan what is on the desk at `end`."""
    for number, (begin, tell) in enumerate(_ON_THE_DESK):
        at = begin(airline, end)
        airline.plan(at, _begun(airline, number, tell))


def _begun(airline: Airline, number: int, tell: Tells) -> Story:
    dice = airline.dice("today", number)
    tale = Tale(airline=airline, who=airline.anybody(dice), dice=dice, channel="email")
    yield from tell(tale)


def _ago(hours: float) -> Begins:
    """So many hours before the end."""
    return lambda _, end: end - hours * _HOUR


def _desk_hours_before(hours: float, left: float) -> Begins:
    """So many hours of the desk before an instant `left` hours after the end."""
    return lambda airline, end: airline.after("help-desk", -hours, end + left * _HOUR)


def _help(tale: Tale) -> Story:
    """Asked, and not answered yet."""
    _asked(tale)
    yield from ()


def _asked(tale: Tale) -> Promise:
    agent = tale.dice.choice(tale.airline.cast.members("support"))
    return tale.promised(
        tale.airline.cast.robot,
        "first-reply",
        tale.says(words.ASKED),
        touchpoint="ask-for-help",
        holder=agent.party,
    )


def _waiting(tale: Tale) -> Story:
    """Asked, and we wait for the booking reference."""
    promise = _asked(tale)
    agent = tale.dice.choice(tale.airline.cast.members("support"))
    steps = reference(tale, promise, tale.airline.cast.robot, agent)
    next(steps)
    yield from ()


def _bag(tale: Tale) -> Story:
    """Looked for, and not found yet."""
    agent = tale.dice.choice(tale.airline.cast.members("baggage"))
    promise = tale.promised(
        agent, "bag-returned", tale.says(words.BAG), touchpoint="lost-bag", holder=agent.party
    )
    yield tale.airline.opening("bag-hall", tale.airline.now + 14 * _HOUR)
    tale.tell(agent, promise, words.BAG_NEWS)


def _seat(tale: Tale) -> Story:
    """A flight was cancelled, and there is no other seat yet."""
    agent = tale.dice.choice(tale.airline.cast.members("support"))
    tale.promised(
        agent,
        "rebooking",
        tale.says(words.REBOOK),
        touchpoint="disruption",
        channel="message",
        holder=agent.party,
    )
    yield from ()


_ON_THE_DESK: tuple[tuple[Begins, Tells], ...] = (
    # Due within the hour, whatever the hour.
    (_ago(5.3), _seat),
    (_ago(5.7), _seat),
    (_ago(47.2), _bag),
    (_ago(47.7), _bag),
    # Due today or tomorrow.
    (_ago(2.1), _seat),
    (_ago(30.0), _bag),
    (_ago(21.0), _bag),
    (_desk_hours_before(8, 0.6), _help),
    (_desk_hours_before(8, 2.5), _help),
    (_desk_hours_before(8, 4.0), _help),
    (_desk_hours_before(3, 0), _help),
    (_desk_hours_before(1, 0), _help),
    # Over already, and nobody did it.
    (_ago(9.0), _seat),
    (_ago(58.0), _bag),
    (_desk_hours_before(9.5, 0), _help),
    (_desk_hours_before(14, 0), _help),
    # Waiting for the traveller.
    (_desk_hours_before(4, 0), _waiting),
    (_desk_hours_before(10, 0), _waiting),
    (_ago(26.0), _waiting),
)
