"""The picture of docs/concepts/promises.md, drawn from a promise that a chain of teams keeps."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from troth import operations
from troth.operations import AddCustomer, AskDuty, HandOn, Keep, Make, Publish
from troth.promises import Actor, ActorKind
from troth.promises.explain import as_svg, explained
from troth.testing import MemoryStore

PLAYBOOK = """\
troth: 1
company: Larkwind
calendars: {desk: {hours: "Mo-Fr 09:00-17:00", timezone: Europe/Berlin}}
teams: {support: {calendar: desk}, refunds: {calendar: desk}}
metrics: {refund: {kind: duration}}
standards: {refund: {metric: refund, team: refunds, term: within 5 business days, chain: both}}
chains:
  both:
    metric: refund
    legs: [{team: support, term: within 1 business day}, {team: refunds}]
duties: {receipt: {says: Send us the receipt, term: within 2 days, effect: pauses}}
"""
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
ADA = Actor(ActorKind.PERSON, "ada", "agent")


def pictures() -> Mapping[str, str]:
    """Files by name."""
    return {"promise-chain.svg": _chain()}


def _chain() -> str:
    """A refund: support for a day, then a receipt is waited for, then refunds keep it."""
    store = MemoryStore()
    with store.writing(actor=ADA, at=MONDAY) as work:
        operations.publish(work, Publish(text=PLAYBOOK))
        customer = operations.add(work, AddCustomer(name="Rosa")).id
        promise = operations.make(work, Make(metric="refund", customer=customer)).id
    with store.writing(actor=ADA, at=MONDAY + timedelta(days=1)) as work:
        operations.hand_on(work, promise, HandOn())
        asked = AskDuty(duty="receipt", customer=customer, for_promises=(promise,))
        duty = operations.ask(work, asked).id
    with store.writing(actor=ADA, at=MONDAY + timedelta(days=2, hours=3)) as work:
        operations.keep(work, duty, Keep())
    end = MONDAY + timedelta(days=8)
    with store.writing(actor=ADA, at=end) as work:
        operations.keep(work, promise, Keep())
    return as_svg(explained(store.entries(promise), store.edition(), end))
