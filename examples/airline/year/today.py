"""The last hours of the year, so that a desk that opens then has something to look at.

Some promises fall due within the hour, some today, some are over already, some wait for travellers.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from examples.airline.year import words
from examples.airline.year.airline import Airline, Story
from examples.airline.year.duty import reference
from examples.airline.year.flights import offered
from examples.airline.year.tale import Tale
from examples.airline.year.weather import BERLIN
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


def _call(tale: Tale) -> Story:
    """A call was promised for soon."""
    due = tale.airline.now + timedelta(minutes=95)
    agent = tale.dice.choice(tale.airline.cast.members("support"))
    says = tale.says(words.CALL_BACK, time=f"{due.astimezone(BERLIN):%H:%M}")
    tale.promised(agent, "first-reply", says, due=due, channel="phone", holder=agent.party)
    yield from ()


def _money(tale: Tale) -> Story:
    """A refund that the office has, with news owed."""
    agent = tale.dice.choice(tale.airline.cast.members("support"))
    clerk = tale.dice.choice(tale.airline.cast.members("refunds"))
    promise = tale.promised(
        agent, "refund", tale.says(words.REFUND), touchpoint="refund-request", holder=agent.party
    )
    yield tale.airline.after("help-desk", 3)
    tale.hand_on(agent, promise, words.CHECKED)
    tale.hand_over(tale.airline.cast.manager("refunds"), clerk, promise, words.ASSIGNED)


def _choice(tale: Tale) -> Story:
    """Ways to get there lie before a traveller, who has not chosen yet."""
    offered(tale, tale.dice.choice(tale.airline.cast.members("support")))
    yield from ()


_ON_THE_DESK: tuple[tuple[Begins, Tells], ...] = (
    # Due within the hour, whatever the hour.
    (_ago(5.3), _seat),
    (_ago(5.7), _seat),
    (_ago(5.9), _seat),
    (_ago(47.2), _bag),
    (_ago(47.7), _bag),
    (_ago(0.8), _call),
    (_ago(1.3), _call),
    # Due today or tomorrow.
    (_ago(2.1), _seat),
    (_ago(0.4), _seat),
    (_ago(30.0), _bag),
    (_ago(21.0), _bag),
    (_ago(8.0), _bag),
    (_ago(3.0), _bag),
    (_desk_hours_before(8, 0.6), _help),
    (_desk_hours_before(8, 1.7), _help),
    (_desk_hours_before(8, 2.5), _help),
    (_desk_hours_before(8, 4.0), _help),
    (_desk_hours_before(6, 0), _help),
    (_desk_hours_before(3, 0), _help),
    (_desk_hours_before(1, 0), _help),
    (_ago(0.2), _help),
    # Due in the days to come.
    (_ago(24 * 6.1), _money),
    (_ago(24 * 4.2), _money),
    (_ago(24 * 2.6), _money),
    (_ago(24 * 1.1), _money),
    # Offered, and nothing promised yet.
    (_ago(1.5), _choice),
    (_ago(4.5), _choice),
    # Over already, and nobody did it.
    (_ago(9.0), _seat),
    (_ago(6.4), _seat),
    (_ago(58.0), _bag),
    (_ago(50.0), _bag),
    (_desk_hours_before(8.4, 0), _help),
    (_desk_hours_before(9.5, 0), _help),
    (_desk_hours_before(14, 0), _help),
    (_ago(24 * 15.3), _money),
    # Waiting for the traveller.
    (_desk_hours_before(4, 0), _waiting),
    (_desk_hours_before(10, 0), _waiting),
    (_ago(26.0), _waiting),
)
