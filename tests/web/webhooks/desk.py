"""Who adds endpoints, writes entries, and lets the worker's rounds run at an instant."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.contracts.stores import cast
from tests.contracts.stores.cast import NOW
from troth import operations as promising
from troth_web.ledger.projection import microseconds
from troth_web.ledger.store import SqlStore
from troth_web.outbound import Client
from troth_web.people.authentication import of_session
from troth_web.people.models import Person
from troth_web.people.roles import Role
from troth_web.webhooks import operations
from troth_web.webhooks.models import Delivery, Endpoint, State
from troth_web.webhooks.sending import Sender
from troth_web.worker.dispatch import dispatch
from troth_web.worker.leases import Lease, take
from troth_web.worker.turn import Turn


@dataclass
class Desk:
    """A ledger, and the time there."""

    store: SqlStore
    at: datetime = NOW
    seconds: float = 5.0
    leases: dict[str, Lease] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.alice = self.person("alice", Role.ADMIN)
        self.sender = Sender(Client(local=True, seconds=self.seconds))
        self.by = of_session(self.alice.pk)
        self.customer = cast.customer(self.store).id

    def patience(self, seconds: float) -> None:
        """Wait only so long for answers."""
        self.sender = Sender(Client(local=True, seconds=seconds))

    def person(self, name: str, role: Role) -> Person:
        """Somebody new."""
        return Person.objects.create(
            email=f"{name}@example.com", name=name.title(), role=role, joined_at=NOW
        )

    def endpoint(
        self, url: str, *types: str, owner: Person | None = None, personal: bool = False
    ) -> operations.Told:
        """A new endpoint and its secret."""
        by = self.by
        return self.store.write(
            lambda work: operations.add(
                work,
                by,
                url=url,
                types=types or ("*",),
                owner=str((owner or self.alice).pk),
                personal=personal,
            ),
            actor=by.actor,
            at=self.at,
        )

    def promise(self) -> str:
        """A promise to the customer; its id."""
        return cast.made(self.store, self.customer, at=self.at).id

    def tell(self, promise: str, says: str = "soon") -> None:
        """Tell the customer how it stands."""
        self.store.write(
            lambda work: promising.tell(work, promise, promising.Tell(says=says)),
            actor=cast.ANNA,
            at=self.at,
        )

    def turn(self, name: str) -> Turn:
        """A turn of a round, now."""
        if name not in self.leases:
            lease = take(name, "tests", self.at, timedelta(days=365))
            assert lease is not None
            self.leases[name] = lease
        return Turn(self.at, self.store, self.leases[name])

    def dispatch(self) -> None:
        """Give new entries to the listeners."""
        while dispatch(self.turn("dispatch")):
            pass

    def run(self) -> None:
        """Dispatch, send and settle until nothing is due or under way."""
        self.dispatch()
        while self.sender.act(self.turn("webhooks")):
            pass
        self.dispatch()

    def next_due(self) -> datetime | None:
        """When something falls due next."""
        live = Delivery.objects.filter(state=State.WAITING, endpoint__disabled_us=None)
        spans = [
            max(row.due_us or 0, row.endpoint.not_before_us)
            for row in live.select_related("endpoint")
        ]
        later = [each for each in spans if each > microseconds(self.at)]
        return NOW + timedelta(microseconds=min(later) - microseconds(NOW)) if later else None

    def run_out(self, most: int = 10_000) -> None:
        """Let time pass from one due to the next, until nothing waits."""
        for _ in range(most):
            self.run()
            due = self.next_due()
            if due is None:
                return
            self.at = due
        raise AssertionError("it never ends")

    def states(self) -> set[str]:
        """How deliveries stand."""
        return set(Delivery.objects.values_list("state", flat=True))

    def reread(self, endpoint: Endpoint) -> Endpoint:
        """The endpoint as it stands."""
        return Endpoint.objects.get(pk=endpoint.pk)
