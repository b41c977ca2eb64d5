"""The listener: a delivery for each new entry and each endpoint that wants it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from troth.promises.entries import Entry, EntryType
from troth.promises.matching import teams_of
from troth_web.ledger.projection import microseconds
from troth_web.ledger.store import SqlStore
from troth_web.people.models import Team
from troth_web.people.permissions import may_see
from troth_web.people.principals import Principal
from troth_web.prepared import insert, prepared
from troth_web.webhooks import hops
from troth_web.webhooks.models import Delivery, Endpoint
from troth_web.webhooks.owners import owner_of

if TYPE_CHECKING:
    from troth_web.worker.listeners import Listening


def hear(listening: "Listening", entries: Sequence[Entry]) -> None:
    """Write the deliveries, within the transaction in which the entries are dispatched."""
    far = hops.taken(entries)
    endpoints = _listening.all()
    if not endpoints:
        return
    at_us = microseconds(listening.at)
    seen = _Seen(listening.store)
    made = [
        Delivery(
            endpoint=endpoint,
            entry=entry.id,
            type=entry.type.value,
            subject=entry.subject,
            hop=far.get(entry.id, 0),
            made_us=at_us,
            due_us=at_us,
        )
        for entry in entries
        if far.get(entry.id, 0) < hops.MOST
        for endpoint in _wanting(endpoints, entry)
        if seen.by(endpoint, entry)
    ]
    insert(made, ignore=True)


@prepared
def _listening() -> QuerySet[Endpoint]:
    return Endpoint.objects.filter(disabled_us=None)


@prepared
def _closed() -> QuerySet[Team]:
    return Team.objects.filter(restricted=True)


def wants(types: Sequence[str], type: str) -> bool:
    """Whether a filter lets a type through: `promise.kept`, `promise.*`, `*`."""
    kind = type.partition(".")[0]
    return any(each in {type, f"{kind}.*", "*"} for each in types)


def _wanting(endpoints: Sequence[Endpoint], entry: Entry) -> Iterator[Endpoint]:
    """Those that want it; none hears of itself, as that could go round for ever."""
    for endpoint in endpoints:
        if endpoint.id != entry.subject and wants(endpoint.types, entry.type.value):
            yield endpoint


@dataclass
class _Seen:
    """What the owner of an endpoint must not know of, their endpoint is not told."""

    store: SqlStore
    _owners: dict[str, Principal] = field(default_factory=dict)
    _teams: dict[str, frozenset[str]] = field(default_factory=dict)
    _restricted: bool | None = None

    def by(self, endpoint: Endpoint, entry: Entry) -> bool:
        """Whether the owner may see the entry, as the feed of the API has it."""
        if entry.type is EntryType.QUIZ_ANSWERED:
            return False
        if entry.type.kind != "promise" or not self._any_restricted():
            return True
        if entry.subject not in self._teams:
            promise = self.store.promise(entry.subject)
            self._teams[entry.subject] = frozenset(teams_of(promise) if promise else ())
        return may_see(self._owner(endpoint), self._teams[entry.subject])

    def _any_restricted(self) -> bool:
        if self._restricted is None:
            self._restricted = _closed.exists()
        return self._restricted

    def _owner(self, endpoint: Endpoint) -> Principal:
        key = str(endpoint.owner_id)
        if key not in self._owners:
            self._owners[key] = owner_of(endpoint)
        return self._owners[key]
