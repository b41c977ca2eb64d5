"""What is said about a reminder: to whoever asks, and to the customer, who is never blamed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from troth.clock import zones
from troth.errors import counted
from troth.forecast.quote.wording import date_text, thing_of
from troth.playbook import Playbook
from troth.promises.reminding import Answer, Standing, Wait

_SORRY = "We are sorry that we kept you waiting."


def reason(found: Standing) -> str:
    """Why it may or may not be, in one sentence for colleagues."""
    still = [wait for wait in found.because if wait.ended is None]
    if found.answer is Answer.NOTHING_OWED:
        return "nothing is owed: it was done, or the customer was let off"
    if still:
        late = counted(len(still), "promise to this customer is", "promises to this customer are")
        return f"{late} open and late; do that first"
    if found.answer is Answer.HOLD:
        late = span(max(wait.late_by for wait in found.because))
        return f"what it pays for was {late} late, so that the customer has as long"
    if found.because:
        return "what it pays for was late, and the customer has had as long; say so"
    return "nothing that was promised to this customer is late"


def wording(found: Standing, seen: Sequence[Wait], playbook: Playbook | None) -> str | None:
    """What could be said to the customer: plain, with our delay first."""
    if found.answer is Answer.NOTHING_OWED:
        return None
    said = [_delay(wait, playbook) for wait in seen]
    if found.because and not said:
        said = ["Something that we promised you was late."]
    if any(wait.ended is None for wait in found.because):
        return " ".join([*said, _SORRY, "Until it is done we ask you for nothing."])
    if found.until is not None:
        zone = seen[0].promise.zone if seen else "UTC"
        return " ".join([*said, _SORRY, f"Your payment has time until {_date(found.until, zone)}."])
    if said:
        return " ".join([*said, _SORRY, "You have had that time too; your payment is now open."])
    return "Your payment is still open. If it is on its way, there is nothing more to do."


def span(late: timedelta) -> str:
    """`5 days`, `3 hours`: rounded up, as a delay is never made smaller."""
    hours = -(-late // timedelta(hours=1))
    if hours < 48:
        return counted(hours, "hour")
    return counted(-(-late // timedelta(days=1)), "day")


def _delay(wait: Wait, playbook: Playbook | None) -> str:
    promise = wait.promise
    thing = thing_of(promise.metric, playbook)
    due = _date(wait.due, promise.zone)
    if wait.ended is None:
        return f"We promised you the {thing} by {due}, and it is not done yet."
    if promise.kept_at is None:
        return f"We promised you the {thing} by {due}, and it did not come."
    return (
        f"We promised you the {thing} by {due}, and it came on "
        f"{_date(wait.ended, promise.zone)}, {span(wait.late_by)} late."
    )


def _date(at: datetime, zone: str) -> str:
    return date_text(at, zones.load(zone), "elapsed")
