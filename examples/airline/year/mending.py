"""What is given when a promise broke: a word of apology, sometimes more, as far as it goes."""

from examples.airline.year import words
from examples.airline.year.airline import Story
from examples.airline.year.cast import Colleague
from examples.airline.year.pace import hours
from examples.airline.year.tale import Tale
from troth import operations
from troth.operations import BeyondAuthorityError, Give
from troth.promises.outcomes import outcome
from troth.promises.promise import Outcome, Promise

#: The team that says sorry, by metric; the desk for all others.
_TEAMS = {"bag-returned": "baggage", "refund": "refunds", "group-offer": "sales"}


def mended(tale: Tale, promise: Promise) -> Story:
    """Within hours somebody makes good for a break; one in three is let pass."""
    airline = tale.airline
    if tale.likely(1 / 3):
        return
    yield airline.opening("help-desk", airline.now + hours(tale.dice, 3, 0.6))
    if outcome(tale.now(promise), airline.now) is not Outcome.BROKEN:
        return
    team = _TEAMS.get(promise.metric, "support")
    giver = tale.dice.choice(airline.cast.members(team))
    _give(tale, promise, giver, Give(amends="apology", reason=tale.says(words.SORRY)))
    if promise.metric == "bag-returned":
        toothbrush = Give(amends="toothbrush", reason=tale.says(words.TOOTHBRUSH))
        _give(tale, promise, giver, toothbrush)
    elif tale.likely(0.45):
        value = f"EUR {tale.dice.choice((10, 15, 20, 25, 40))}"
        reason = tale.says(words.GOODWILL)
        voucher = Give(amends="voucher-for-later", value=value, reason=reason)
        _give(tale, promise, giver, voucher)


def _give(tale: Tale, promise: Promise, giver: Colleague, given: Give) -> None:
    try:
        operations.give(tale.airline.by(giver), promise.id, given)
    except BeyondAuthorityError:
        # This traveller, or this agent, has had their share; the apology stands.
        return
