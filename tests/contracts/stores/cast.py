"""A company, its playbook, and who acts in the tests of stores."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from troth import operations
from troth.operations import AddCustomer, Make, Publish
from troth.promises import Actor, ActorKind, Promise
from troth.promises.customer import Customer
from troth.promises.ids import new_id
from troth.promises.store import Store, Work

ANNA = Actor(ActorKind.PERSON, "anna", "agent")
BOB = Actor(ActorKind.PERSON, "bob", "manager")
#: A Tuesday morning.
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)

PLAYBOOK = """\
troth: 1
company: acme
calendars:
  office: {timezone: Europe/Berlin, hours: "Mo-Fr 09:00-17:00"}
teams:
  support: {calendar: office}
  billing: {calendar: office}
stages:
  - id: use
metrics:
  first-reply: {kind: duration}
  refund: {kind: duration}
duties:
  papers: {says: Send us your papers, term: within 2 days, effect: pauses}
standards:
  reply:
    team: support
    metric: first-reply
    term: within 8 business hours
    pauses: [waiting-for-customer]
  money-back:
    team: billing
    metric: refund
    term: within 5 business days
"""


class UndoneError(Exception):
    """What a test raises in a transaction."""


def undone(act: Callable[[Work], object]) -> Callable[[Work], None]:
    """A transaction that fails when all was done."""

    def acted(work: Work) -> None:
        act(work)
        raise UndoneError

    return acted


def published(store: Store) -> str:
    """Put the playbook in force; the id of its edition."""
    edition = store.write(
        lambda work: operations.publish(work, Publish(text=PLAYBOOK)), actor=BOB, at=NOW
    )
    return edition.id


def customer(store: Store, name: str = "Carla Canary", email: str | None = None) -> Customer:
    """A customer, known from now on."""
    wanted = AddCustomer(name=name, email=email or f"{new_id(NOW)}@example.com")
    return store.write(lambda work: operations.add(work, wanted), actor=ANNA, at=NOW)


def made(
    store: Store, customer_id: str, metric: str = "first-reply", at: datetime = NOW
) -> Promise:
    """A promise by the standard."""
    wanted = Make(metric=metric, customer=customer_id, wording="We answer soon, Carla")
    return store.write(lambda work: operations.make(work, wanted), actor=ANNA, at=at)
