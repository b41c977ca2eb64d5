"""A desk with one customer and a playbook, on which tests of the ledger play."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from troth import operations
from troth.operations import (
    AddCustomer,
    Agree,
    AskDuty,
    Change,
    HandOver,
    Keep,
    Make,
    Pause,
    Publish,
    Reopen,
    Resume,
    Settle,
    Tell,
    Withdraw,
)
from troth.promises import Actor, ActorKind, Outcome, Promise, outcome
from troth.promises.store import Work
from troth.testing import MemoryStore

PLAYBOOK = """\
troth: 1
company: Larkwind
facets: {fare: [light, flex]}
calendars:
  desk: {hours: "Mo-Fr 09:00-17:00", timezone: Europe/Berlin}
  night: {hours: "Mo-Su 20:00-24:00", timezone: Europe/Berlin}
teams:
  support: {calendar: desk}
  refunds: {calendar: desk}
  bank: {supplier: true}
metrics:
  reply: {kind: duration}
  refund: {kind: duration}
  restarted: {kind: duration, reopening: restarts}
  counted: {kind: duration, reopening: counts-all}
  window: {kind: duration}
  news: {kind: duration}
  silent: {kind: duration}
  friendly: {kind: yes-no, settled-by: customer}
  price: {kind: money}
standards:
  reply:
    metric: reply
    team: support
    term: within 8 hours
    pauses: [waiting-for-customer, strike]
  reply-flex: {metric: reply, team: support, term: within 4 hours, scope: {fare: [flex]}}
  refund:
    metric: refund
    team: refunds
    term: within 5 business days
    chain: refund
    updates: every 1 business day
  restarted: {metric: restarted, team: support, term: within 8 hours}
  counted: {metric: counted, team: support, term: within 8 hours}
  window: {metric: window, team: support, term: between 2 and 4 days}
  news: {metric: news, team: support, term: every 1 day}
  friendly: {metric: friendly, team: support, term: always}
chains:
  refund:
    metric: refund
    legs:
      - {team: support, term: within 1 business day}
      - {team: refunds, term: within 2 business days}
      - {team: bank, term: within 2 days}
duties:
  receipt: {says: Send us the receipt, term: within 2 days, effect: pauses}
  form: {says: Fill in the form, term: within 2 days, effect: starts}
  consent: {says: Give your consent, term: within 2 days, effect: voids}
"""

#: A Monday, 09:00 in Berlin.
MONDAY = datetime(2026, 11, 2, 8, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AGENT = Actor(ActorKind.PERSON, "ada", "agent")
MANAGER = Actor(ActorKind.PERSON, "mia", "manager")
ROBOT = Actor(ActorKind.SERVICE, "bot", "ai-agent")


@dataclass
class Scene:
    """A store with its playbook and a customer; `now` is in hours after Monday morning."""

    playbook: str = PLAYBOOK
    store: MemoryStore = field(default_factory=MemoryStore)
    customer: str = ""
    now: datetime = MONDAY

    def __post_init__(self) -> None:
        with self.work(MANAGER) as work:
            operations.publish(work, Publish(text=self.playbook))
            self.customer = operations.add(work, AddCustomer(name="Rosa Test")).id

    def work(self, actor: Actor = AGENT) -> "_Writing":
        """A transaction now."""
        return _Writing(self, actor)

    def at(self, hours: float) -> datetime:
        """The instant so many hours after Monday morning."""
        return MONDAY + hours * HOUR

    def go(self, hours: float) -> "Scene":
        """Turn the clock to so many hours after Monday morning."""
        self.now = self.at(hours)
        return self

    @property
    def themselves(self) -> Actor:
        """The customer, as one who acts."""
        return Actor(ActorKind.CUSTOMER, self.customer)

    def make(self, metric: str = "reply", **said: object) -> Promise:
        """A promise to the customer."""
        with self.work() as work:
            wanted = {"metric": metric, "customer": self.customer} | said
            return operations.make(work, Make.model_validate(wanted))

    def ask(self, duty: str, *promises: Promise, **said: object) -> Promise:
        """A duty of the customer, for which promises wait."""
        with self.work() as work:
            ids = tuple(promise.id for promise in promises)
            wanted = {"duty": duty, "customer": self.customer, "for_promises": ids} | said
            return operations.ask(work, AskDuty.model_validate(wanted))

    def keep(self, promise: Promise, **said: object) -> Promise:
        """Kept."""
        with self.work() as work:
            return operations.keep(work, promise.id, Keep.model_validate(said))

    def change(self, promise: Promise, actor: Actor = AGENT, **said: object) -> Promise:
        """Another date."""
        with self.work(actor) as work:
            wanted = Change.model_validate({"agreed": False} | said)
            return operations.change(work, promise.id, wanted)

    def agree(self, promise: Promise, actor: Actor | None = None, **said: object) -> Promise:
        """Confirm or decline the last change, or choose an option."""
        with self.work(actor or self.themselves) as work:
            change = {} if "option" in said else {"change": promise.changes[-1].id}
            return operations.agree(work, promise.id, Agree.model_validate(change | said))

    def pause(
        self, promise: Promise, reason: str = "waiting-for-customer", **said: object
    ) -> Promise:
        """The clock stands still."""
        with self.work() as work:
            return operations.pause(
                work, promise.id, Pause.model_validate({"reason": reason} | said)
            )

    def resume(self, promise: Promise, **said: object) -> Promise:
        """The clock runs again."""
        with self.work() as work:
            return operations.resume(work, promise.id, Resume.model_validate(said))

    def tell(self, promise: Promise, **said: object) -> Promise:
        """The customer hears how things stand."""
        with self.work() as work:
            return operations.tell(work, promise.id, Tell.model_validate({"says": "on it"} | said))

    def withdraw(self, promise: Promise, **said: object) -> Promise:
        """Nobody needs it."""
        with self.work() as work:
            wanted = Withdraw.model_validate({"reason": "cancelled"} | said)
            return operations.withdraw(work, promise.id, wanted)

    def reopen(self, promise: Promise, **said: object) -> Promise:
        """It was not kept after all."""
        with self.work() as work:
            return operations.reopen(
                work, promise.id, Reopen.model_validate({"reason": "no"} | said)
            )

    def settle(self, promise: Promise, kept: bool, actor: Actor | None = None) -> Promise:
        """Somebody's verdict."""
        with self.work(actor or self.themselves) as work:
            return operations.settle(work, promise.id, Settle(kept=kept))

    def hand_over(self, promise: Promise, to: str) -> Promise:
        """Another holder."""
        with self.work() as work:
            return operations.hand_over(work, promise.id, HandOver(to=to, note="please"))

    def read(self, promise: Promise) -> Promise:
        """The promise as it stands."""
        found = self.store.promise(promise.id)
        assert found is not None
        return found

    def outcome(self, promise: Promise, hours: float | None = None) -> Outcome | None:
        """What became of it by then."""
        return outcome(self.read(promise), self.now if hours is None else self.at(hours))


class _Writing:
    def __init__(self, scene: Scene, actor: Actor) -> None:
        self._turn = scene.store.writing(actor=actor, at=scene.now)

    def __enter__(self) -> Work:
        return self._turn.__enter__()

    def __exit__(self, *why: object) -> None:
        self._turn.__exit__(*why)  # type: ignore[arg-type]
