"""The evidence rule: what kind of event may start, stop or keep a promise. Pure.

1. What our own account did, and what nobody did (auto-replies, bots, rules, notes of the system),
   does nothing.
2. What the customer does not see does nothing.
3. A promise is kept by what the company does; the customer's own words keep none.
4. A closing courtesy ("thanks, bye") starts nothing and opens nothing again.
"""

from collections.abc import Collection

from troth.said import said
from troth_web.connectors.courtesy import is_courtesy
from troth_web.connectors.events import By, Event

#: What only the company's side can do.
OURS = frozenset({"keep", "tell"})
#: What a closing courtesy does not do.
STARTS = frozenset({"make", "resume", "reopen"})


def passed_over(event: Event, own: Collection[str] = ()) -> str | None:
    """Why an event does nothing at all; None where it may do something.

    Args:
        event: what happened.
        own: ids and addresses of troth's own account at the other system.
    """
    known = {each.casefold() for each in own}
    if any(actor.casefold() in known for actor in event.actors):
        return said("our own writing")
    if event.automatic:
        return said("automatic message: {why}", why=event.automatic)
    if event.private:
        return said("private note")
    return None


def not_evidence(event: Event, does: str) -> str | None:
    """Why an event does not do one operation; None where it may."""
    if does in OURS and event.by is By.CUSTOMER and not event.state:
        return said("the customer's own words do not {does} a promise", does=does)
    courteous = event.by is By.CUSTOMER and event.text is not None and is_courtesy(event.text)
    if does in STARTS and courteous:
        return said("closing courtesy")
    return None
