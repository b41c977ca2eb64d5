"""What people call those who promise, hold and are promised to; looked up in few questions."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import cast

from django.utils.translation import gettext

from troth.playbook.schema.people import Team as Declared
from troth.promises.customer import customer as folded
from troth.promises.parties import Actor, ActorKind, Party, PartyKind
from troth.promises.store import Store
from troth_web.ledger.store import SqlStore
from troth_web.people.models import Person, ServiceAccount, Team


class Names:
    """Names for one page."""

    def __init__(self, store: Store, reader: str = "") -> None:
        """Names as one reader sees them.

        Args:
            store: the ledger.
            reader: `person:7`, who is called you.
        """
        self._store = store
        self._reader = reader
        self._customers: dict[str, str] = {}

    @cached_property
    def _teams(self) -> dict[str, str]:
        return dict(Team.objects.values_list("pk", "name"))

    @cached_property
    def _people(self) -> dict[str, str]:
        return {str(pk): name for pk, name in Person.objects.values_list("pk", "name")}

    @cached_property
    def _programs(self) -> dict[str, str]:
        return {str(pk): name for pk, name in ServiceAccount.objects.values_list("pk", "name")}

    @cached_property
    def _listed(self) -> Mapping[str, Declared]:
        """Teams of the playbook in force."""
        edition = self._store.edition()
        return edition.playbook.teams if edition else {}

    def party(self, party: Party) -> str:
        """`Support`, `Mara Vogt`, `you`, or a customer's name."""
        if str(party) == self._reader:
            return gettext("you")
        if party.kind is PartyKind.TEAM:
            return self._teams.get(party.id) or self._in_playbook(party.id)
        if party.kind is PartyKind.PERSON:
            return self._people.get(party.id) or gettext("somebody")
        if party.kind is PartyKind.CUSTOMER:
            return self.customer(party.id)
        return self._in_playbook(party.id)

    def person(self, person_id: str) -> str:
        """A colleague's name."""
        return self.party(Party(PartyKind.PERSON, person_id))

    def _in_playbook(self, team_id: str) -> str:
        """What the playbook calls a team that has nobody here, such as a supplier."""
        team = self._listed.get(team_id)
        return (team.name if team else None) or team_id

    def actor(self, actor: Actor) -> str:
        """Who did something, as a page says it."""
        if actor.kind is ActorKind.PERSON:
            return self.party(Party(PartyKind.PERSON, actor.id))
        if actor.kind is ActorKind.CUSTOMER:
            return self.customer(actor.id)
        if actor.kind is ActorKind.SERVICE:
            name = self._programs.get(actor.id, actor.id)
            return gettext("%(name)s (AI agent)") % {"name": name}
        if actor.kind is ActorKind.RULE:
            return "troth"
        return actor.id

    def named(self, actor: str) -> str:
        """Who did something, from their name in tables: `person:7`."""
        kind, _colon, each = actor.partition(":")
        return self.actor(Actor(ActorKind(kind), each)) if kind in set(ActorKind) else actor

    def customer(self, customer_id: str | None) -> str:
        """A customer's name; of who was erased only that."""
        if customer_id is None:
            return gettext("nobody in particular")
        if customer_id not in self._customers:
            self.know([customer_id])
        return self._customers[customer_id]

    def know(self, customer_ids: Iterable[str | None]) -> None:
        """Look up many customers before they are named."""
        wanted = [each for each in dict.fromkeys(customer_ids) if each is not None]
        unknown = [each for each in wanted if each not in self._customers]
        journals = cast("SqlStore", self._store).journals(unknown)
        for each in unknown:
            found = folded(journals.get(each, ()))
            if found is not None and found.erased_at is not None:
                self._customers[each] = gettext("an erased customer")
            else:
                known = found and (found.name or found.ref or found.email)
                self._customers[each] = known or gettext("a customer without a name")

    def colleagues(self) -> list[tuple[str, str]]:
        """Everybody who can look after a promise, as choices: `person:7`, their name."""
        here = Person.objects.filter(active=True).order_by("name").values_list("pk", "name")
        people = [(f"person:{pk}", name) for pk, name in here]
        return [*((f"team:{pk}", name) for pk, name in sorted(self._teams.items())), *people]
