"""A small company whose promises are at every turn of their lives, for tests of pages."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from troth import operations
from troth.promises.parties import Actor, ActorKind
from troth.promises.promise import Promise
from troth.promises.store import PromiseFilter
from troth_web import clock
from troth_web.ledger import current_store
from troth_web.people.models import Membership, Person, Team
from troth_web.people.roles import Role

#: A Tuesday, 10:00 in Berlin.
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)

PLAYBOOK = """
troth: 1
company: Larkwind
calendars:
  desk: {timezone: Europe/Berlin, hours: "Mo-Fr 09:00-17:00"}
  hall: {timezone: America/New_York, hours: "Mo-Su 06:00-22:00"}
teams:
  support: {name: Help desk, calendar: desk}
  delivery: {name: Baggage tracing, calendar: hall}
  legal: {name: Legal, calendar: desk}
stages: [{id: service, primary: support}]
facets: {fare: [basic, flex]}
metrics:
  first-reply: {name: First reply, kind: duration}
  delivery: {name: Bag returned, kind: duration}
  refund: {name: Refund, kind: duration}
  opinion: {name: Legal opinion, kind: duration}
  clean-cabin: {name: Clean cabin, kind: yes-no, settled-by: customer}
standards:
  reply:
    team: support
    metric: first-reply
    term: within 4 business hours
    pauses: [waiting-for-customer]
    includes: [a personal answer]
    excludes: [legal advice]
  bags: {team: delivery, metric: delivery, term: within 2 days, updates: every 1 day}
  letter: {team: legal, metric: opinion, term: within 5 business days}
  refund:
    team: support
    metric: refund
    term: within 5 business days
    needs: [passport]
    pauses: [waiting-for-customer]
duties:
  passport:
    says: Send us a copy of your passport
    term: within 3 business days
    calendar: desk
    effect: pauses
"""


@dataclass
class Company:
    """People by name, the moment, and promises by what became of them."""

    people: dict[str, Person]
    now: datetime = NOW
    customers: dict[str, str] = field(default_factory=dict)
    promises: dict[str, str] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """Somebody, as they write in the journal."""
        person = self.people[name]
        return Actor(ActorKind.PERSON, str(person.pk), role=person.role)

    def by(self, name: str, at: datetime, act: Any) -> Any:  # noqa: ANN401 - whatever it gives
        """Do something in somebody's name at an instant."""
        with clock.stopped(at):
            return current_store().write(act, actor=self.actor(name), at=at)

    def customer(self, name: str) -> str:
        """A customer of that name."""
        if name not in self.customers:
            email = f"{name.partition(' ')[0].lower()}@example.org"
            add = operations.AddCustomer(name=name, email=email)
            found = self.by("ann", self.now - timedelta(days=30), lambda w: operations.add(w, add))
            self.customers[name] = found.id
        return self.customers[name]

    def promise(
        self, metric: str, customer: str, ago: timedelta, by: str = "ann", **more: Any
    ) -> Promise:
        """A promise that was made some time ago."""
        wanted = operations.Make(metric=metric, customer=self.customer(customer), **more)
        made: Promise = self.by(by, self.now - ago, lambda work: operations.make(work, wanted))
        return made

    def state(self, promise_id: str) -> Promise:
        """A promise as it stands."""
        found = current_store().promise(promise_id)
        assert found is not None
        return found

    def of(self, customer: str) -> list[Promise]:
        """What a customer was promised, the latest first."""
        wanted = PromiseFilter(customer=customer, duties=False)
        return list(current_store().promises(wanted, None, 50).items)


def company_at(now: datetime = NOW) -> Company:
    """Ada runs it, Mia manages, Ann and Ben are in support, Dan in delivery, Lea in legal.

    Vic looks on. Legal is restricted.
    """
    teams = {
        name: Team.objects.create(id=name, name=title, restricted=name == "legal")
        for name, title in (
            ("support", "Help desk"),
            ("delivery", "Baggage tracing"),
            ("legal", "Legal"),
        )
    }
    cast = (
        ("ada", Role.ADMIN, ""),
        ("mia", Role.MANAGER, "support"),
        ("ann", Role.AGENT, "support"),
        ("ben", Role.AGENT, "support"),
        ("dan", Role.AGENT, "delivery"),
        ("lea", Role.AGENT, "legal"),
        ("vic", Role.VIEWER, ""),
    )
    people = {}
    for name, role, team in cast:
        person = Person.objects.create(
            email=f"{name}@example.com", name=name.title(), role=role, joined_at=now
        )
        if team:
            Membership.objects.create(person=person, team=teams[team])
        people[name] = person
    made = Company(people, now)
    publish = operations.Publish(text=PLAYBOOK)
    made.by("mia", now - timedelta(days=60), lambda work: operations.publish(work, publish))
    return made
