"""Who works at the airline: people, an artificial agent, and the programs around them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from examples.airline.year.ids import id_from
from troth.promises.parties import Actor, ActorKind, Party, PartyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who works here. The server knows them by the same id."""

    id: str
    name: str
    email: str
    role: str
    teams: tuple[str, ...]

    @property
    def actor(self) -> Actor:
        """Them, as they write in the journal."""
        return Actor(ActorKind.PERSON, self.id, role=self.role)

    @property
    def party(self) -> str:
        """Them, as they promise and hold promises: `person:...`."""
        return str(Party(PartyKind.PERSON, self.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody who writes in the journal but the travellers."""

    #: The first one answers for the artificial agent.
    people: tuple[Colleague, ...]
    #: The artificial agent of the help desk, by the id of its service account.
    assistant: str

    @property
    def robot(self) -> Actor:
        """The artificial agent, as it writes in the journal."""
        owner = self.people[0].party
        return Actor(ActorKind.SERVICE, self.assistant, role="ai-agent", on_behalf_of=owner)

    def members(self, team: str) -> tuple[Colleague, ...]:
        """Who of a team answers travellers: agents, or its managers where it has none."""
        return self._of(team, "agent") or self._of(team, "manager")

    def manager(self, team: str) -> Colleague:
        """Who leads a team."""
        return self._of(team, "manager")[0]

    def _of(self, team: str, role: str) -> tuple[Colleague, ...]:
        return tuple(each for each in self.people if each.role == role and team in each.teams)


#: The programs that write by themselves.
BOOKING = Actor(ActorKind.INTEGRATION, "booking-system", role="integration")
FLIGHTS = Actor(ActorKind.INTEGRATION, "flight-control", role="integration")
MAILROOM = Actor(ActorKind.INTEGRATION, "mailroom", role="integration")
CARDS = Actor(ActorKind.INTEGRATION, "card-acquirer", role="integration")


def themselves(customer: str) -> Actor:
    """A traveller, in their own pages."""
    return Actor(ActorKind.CUSTOMER, customer, role="customer")


#: Name, role and teams; the first one founds the server.
STAFF: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Ada Brandt", "admin", ("support",)),
    ("Mara Vogt", "manager", ("support", "refunds", "baggage")),
    ("Tomás Herrera", "manager", ("sales", "marketing", "operations")),
    ("Lena Krüger", "agent", ("support",)),
    ("Jonas Adeyemi", "agent", ("support", "baggage")),
    ("Grace O'Connell", "agent", ("support", "operations")),
    ("Arjun Banerjee", "agent", ("refunds",)),
    ("Priya Sen", "agent", ("refunds", "baggage")),
    ("Marcus Hill", "agent", ("sales", "baggage")),
    ("Ines Duarte", "viewer", ("marketing",)),
)
ASSISTANT = "Larky"


def mailbox(name: str) -> str:
    """The address of somebody who works here: `lena.krueger@larkwind.example`."""
    plain = name.lower().translate(_PLAIN)
    return f"{plain.replace(' ', '.')}@larkwind.example"


_PLAIN = str.maketrans({"ü": "ue", "á": "a", "'": None})


def invented(seed: int, at: datetime) -> Cast:
    """The cast without a server: ids come from the seed.

    Args:
        seed: of the year.
        at: when they began; aware.
    """
    dice = Random(f"{seed} cast")
    people = (
        Colleague(id=id_from(dice, at), name=name, email=mailbox(name), role=role, teams=teams)
        for name, role, teams in STAFF
    )
    return Cast(people=tuple(people), assistant=id_from(dice, at))


def teams_of(staff: Iterable[tuple[str, str, tuple[str, ...]]] = STAFF) -> tuple[str, ...]:
    """The teams that somebody is in, in the order of the staff."""
    return tuple(dict.fromkeys(team for _, _, teams in staff for team in teams))
