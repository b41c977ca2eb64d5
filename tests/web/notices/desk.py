"""A company whose clock the tests turn: people, a playbook, promises, and what is sent to whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import TypeVar

from django.core import mail

from troth import operations
from troth.operations import (
    AddCustomer,
    Agree,
    AskDuty,
    Change,
    HandOver,
    Keep,
    Make,
    Publish,
    Tell,
)
from troth.promises import Actor, ActorKind, Promise
from troth.promises.entries import Entry
from troth.promises.store import Work
from troth_web.channels import CHANNELS
from troth_web.ledger.store import SqlStore
from troth_web.notices.digest import gather
from troth_web.notices.models import Line, Message, Preference, Suppression
from troth_web.notices.sending import send_by
from troth_web.notices.tidying import tidy
from troth_web.people.models import Membership, Person, Team
from troth_web.worker.dispatch import dispatch
from troth_web.worker.leases import release_all, take
from troth_web.worker.turn import Turn

#: A Tuesday, 10:00 in Berlin.
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PLAYBOOK = """
troth: 1
company: Larkwind
calendars:
  desk: {timezone: Europe/Berlin, hours: "Mo-Fr 09:00-17:00"}
teams:
  support: {name: Support desk, calendar: desk}
  delivery: {calendar: desk}
stages: [{id: service, primary: support}]
metrics:
  first-reply: {name: First reply, kind: duration}
  delivery: {kind: duration}
standards:
  reply: {team: support, metric: first-reply, term: within 4 hours}
  bags: {team: delivery, metric: delivery, term: within 2 business days, updates: every 1 hour}
duties:
  passport: {term: within 1 hour, says: Send a copy of your passport}
notices: NOTICES
"""
Result = TypeVar("Result")

#: Who works here: role and teams.
PEOPLE = {
    "alice": ("admin", ()),
    "mia": ("manager", ("support",)),
    "ann": ("agent", ("support",)),
    "bea": ("agent", ("support",)),
    "dan": ("agent", ("delivery",)),
}


@dataclass
class Desk:
    """The company, at an instant."""

    store: SqlStore
    #: What stands under `notices` in the playbook.
    notices: str = "{}"
    at: datetime = NOW
    people: dict[str, Person] = field(default_factory=dict)
    customer: str = ""

    def __post_init__(self) -> None:
        for table in (Line, Message, Preference, Suppression, Membership):
            table.objects.all().delete()
        Team.objects.all().delete()
        Person.objects.all().delete()
        for team in ("support", "delivery"):
            Team.objects.create(id=team, name=team.title())
        for name, (role, teams) in PEOPLE.items():
            self.people[name] = Person.objects.create(
                email=f"{name}@example.com", name=name.title(), role=role, joined_at=NOW
            )
            for each in teams:
                Membership.objects.create(person=self.people[name], team_id=each)
        self.publish(self.notices)
        added = AddCustomer(name="Ada Byron", email="ada@customers.example")
        self.customer = self.write(lambda work: operations.add(work, added)).id
        self.rounds()
        mail.outbox = []

    def publish(self, notices: str) -> None:
        """Put another playbook in force."""
        text = PLAYBOOK.replace("NOTICES", notices)
        self.write(lambda work: operations.publish(work, Publish(text=text)), "mia")

    def write(self, act: Callable[[Work], Result], by: str = "ann") -> Result:
        """One transaction of somebody."""
        return self.store.write(act, actor=self.actor(by), at=self.at)

    def actor(self, name: str) -> Actor:
        """Somebody as the journal knows them."""
        if name == "customer":
            return Actor(ActorKind.CUSTOMER, self.customer)
        person = self.people[name]
        return Actor(ActorKind.PERSON, str(person.pk), person.role)

    def reader(self, name: str) -> str:
        """Somebody as notices know them."""
        return f"person:{self.people[name].pk}"

    def go(self, by: timedelta) -> "Desk":
        """Turn the clock on."""
        self.at += by
        return self

    def promise(self, by: str = "ann", **said: object) -> Promise:
        """A promise to the customer: a first reply within four hours."""
        wanted = Make.model_validate({"metric": "first-reply", "customer": self.customer} | said)
        return self.write(lambda work: operations.make(work, wanted), by)

    def ask(self, *promises: Promise) -> Promise:
        """The customer's passport, for which promises wait."""
        ids = tuple(each.id for each in promises)
        wanted = AskDuty(duty="passport", customer=self.customer, for_promises=ids)
        return self.write(lambda work: operations.ask(work, wanted))

    def notice(self, *promises: Promise) -> None:
        """Put on record that they broke."""
        self.write(lambda work: [operations.notice(work, each.id) for each in promises])

    def watch(self, *promises: Promise) -> None:
        """Put on record what time has brought to promises: warnings, reminders, breaks."""
        self.write(lambda work: operations.pass_time(work, [each.id for each in promises]))

    def keep(self, promise: Promise) -> None:
        """Keep it."""
        self.write(lambda work: operations.keep(work, promise.id, Keep()))

    def tell(self, promise: Promise) -> None:
        """Tell the customer how things stand."""
        self.write(lambda work: operations.tell(work, promise.id, Tell(says="on its way")))

    def hand_over(self, promise: Promise, to: str, note: str = "Bag at desk 4") -> None:
        """Another holder."""
        said = HandOver(to=to, note=note)
        self.write(lambda work: operations.hand_over(work, promise.id, said))

    def change(
        self, promise: Promise, due: datetime, by: str = "ann", *, agreed: bool = False
    ) -> str:
        """Another date; the id of the change."""
        said = Change(due=due, agreed=agreed, reason="the plane is <late>")
        changed = self.write(lambda work: operations.change(work, promise.id, said), by)
        return changed.changes[-1].id

    def answer(self, promise: Promise, change: str, *, decline: bool = False) -> None:
        """The customer agrees to a change, or declines it."""
        said = Agree(change=change, decline=decline)
        self.write(lambda work: operations.agree(work, promise.id, said), "customer")

    def turn(self, name: str) -> Turn:
        """A turn of a round, of a worker that took over just now."""
        release_all()
        lease = take(name, "tests", self.at, MINUTE)
        assert lease is not None
        return Turn(self.at, self.store, lease)

    def dispatched(self) -> None:
        """Let listeners hear what was written."""
        while dispatch(self.turn("dispatch")):
            pass

    def gathered(self) -> None:
        """Make the messages that are due."""
        gather(self.turn("notices"))

    def tidied(self) -> None:
        """Forget what ended long ago."""
        while tidy(self.turn("tidy")):
            pass

    def sent(self, channel: str = "email") -> None:
        """Send what is due by a channel."""
        send_by(CHANNELS[channel])(self.turn(f"notices-{channel}"))

    def rounds(self) -> None:
        """All rounds, once."""
        self.dispatched()
        self.gathered()
        for channel in CHANNELS:
            self.sent(channel)

    def pass_time(self, time: timedelta, step: timedelta = MINUTE) -> None:
        """Let time pass, with all rounds at every step."""
        until = self.at + time
        while self.at < until:
            self.rounds()
            self.at += step

    def told(self) -> list[Entry]:
        """Entries about what was sent, in order."""
        found = self.store.feed(None, 100_000).items
        return [each for each in found if each.type.kind == "notice"]


def mails(to: str = "") -> list[EmailMessage]:
    """Mails that left, as they leave; those to one address."""
    found: Sequence[mail.EmailMessage] = mail.outbox
    return [each.message() for each in found if not to or to in each.to]


def text_of(message: EmailMessage) -> str:
    """The plain text of a mail."""
    body = message.get_payload(0)
    assert not isinstance(body, str)
    content = body.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode()
