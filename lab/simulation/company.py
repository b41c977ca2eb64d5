"""The company: its playbook, who works there, who hears, and the help desk beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lab.simulation.times import BEGUN
from troth import operations
from troth.operations import Publish
from troth.promises import Actor, ActorKind
from troth_web.connectors import managing
from troth_web.ledger import current_store
from troth_web.notices.models import Preference
from troth_web.people.authentication import of_session
from troth_web.people.models import Membership, Person, Team
from troth_web.webhooks import operations as webhooks

_PLAYBOOK = """
troth: 1
company: Larkwind
calendars:
  desk: {timezone: Europe/Berlin, hours: "Mo-Fr 09:00-17:00", exceptions: {CLOSED}}
  always: {timezone: Europe/Berlin, hours: "24/7"}
teams:
  support: {name: Support desk, calendar: desk}
  delivery: {calendar: desk}
  line: {calendar: always}
stages: [{id: service, primary: support}]
metrics:
  first-reply: {kind: duration}
  repair: {kind: duration}
  refund: {kind: duration, reopening: restarts}
  news: {kind: duration}
  resolution: {kind: duration}
standards:
  reply:
    {team: support, metric: first-reply, term: within 4 business hours, pauses: [waiting]}
  repair: {team: line, metric: repair, term: within 8 hours, pauses: [waiting]}
  refund:
    team: delivery
    metric: refund
    term: within 20 business hours
    pauses: [waiting]
    updates: every 1 business day
  news: {team: line, metric: news, term: every 1 day}
  solve: {team: line, metric: resolution, term: within 3 days, pauses: [waiting]}
duties:
  receipt: {says: Send us the receipt, term: within 2 days, effect: pauses}
  consent: {says: Give your consent, term: within 1 day, effect: voids}
notices:
  quiet-hours: "21:00-07:00"
  warn: [50 %, 1 hour]
  remind: [75 %]
  customers: [date-changed, broken]
"""
#: Minutes of the standards that the model knows, and whether they count by opening hours.
TERMS = {"first-reply": (240, True), "repair": (480, False), "refund": (1200, True)}
#: Name: role, teams, zone, waking hours, kinds that they do not want.
PEOPLE = {
    "alice": ("admin", (), "", "", ()),
    "mia": ("manager", ("support",), "", "", ()),
    "ann": ("agent", ("support", "line"), "", "", ()),
    "bea": ("agent", ("support",), "America/New_York", "08:00-18:00", ()),
    "dan": ("agent", ("delivery", "line"), "Asia/Kathmandu", "", ("at-risk",)),
}
#: Receivers by their path: the types that they want.
RECEIVERS = {
    "/all": ("promise.*", "webhook.*"),
    "/broken": ("promise.broken",),
    "/kept": ("promise.kept",),
}
_MAPPING = {
    "rules": [
        {"event": "created", "does": "make", "metric": "resolution"},
        {"event": "reply", "does": "tell", "metric": "resolution"},
        {"event": "waiting", "does": "pause", "metric": "resolution", "reason": "waiting"},
        {"event": "solved", "does": "keep", "metric": "resolution"},
    ]
}


def playbook(closed: Iterable[date] = ()) -> str:
    """The playbook, with dates on which the desk is closed."""
    return _PLAYBOOK.replace("CLOSED", ", ".join(f"{each}: closed" for each in sorted(closed)))


@dataclass(frozen=True)
class Company:
    """Who is there; the same in every seed."""

    #: Ids of people by name.
    people: dict[str, str]
    #: Id and secret of the way in for the help desk.
    connector: str
    connector_secret: str
    #: Secrets of receivers by path.
    secrets: dict[str, str]

    def actor(self, name: str) -> Actor:
        """Somebody as the journal knows them."""
        return Actor(ActorKind.PERSON, self.people[name], PEOPLE[name][0])


def found() -> Company:
    """Found it in an empty database."""
    for team in ("support", "delivery", "line"):
        Team.objects.create(id=team, name=team.title())
    people = {name: _person(name) for name in PEOPLE}
    alice = of_session(people["alice"].pk)
    store = current_store()
    with store.writing(actor=alice.actor, at=BEGUN) as work:
        operations.publish(work, Publish(text=playbook()))
    with store.writing(actor=alice.actor, at=BEGUN) as work:
        wanted = managing.Wanted(name="help desk", mapping=_MAPPING, owner=str(people["alice"].pk))
        connector, secret = managing.make(work, "zammad", wanted)
    secrets = {}
    for path, types in RECEIVERS.items():
        with store.writing(actor=alice.actor, at=BEGUN) as work:
            told = webhooks.add(
                work,
                alice,
                url=f"https://1.1.1.1{path}",
                types=types,
                owner=str(people["mia"].pk),
            )
        secrets[path] = told.secret
    ids = {name: str(person.pk) for name, person in people.items()}
    return Company(ids, connector.id, secret, secrets)


def _person(name: str) -> Person:
    role, teams, zone, waking, off = PEOPLE[name]
    person = Person.objects.create(
        email=f"{name}@example.com", name=name.title(), role=role, joined_at=BEGUN
    )
    for team in teams:
        Membership.objects.create(person=person, team_id=team)
    if zone:
        Preference.objects.create(
            reader=f"person:{person.pk}",
            channels=["email"],
            zone=zone,
            waking=waking,
            off=list(off),
        )
    return person
