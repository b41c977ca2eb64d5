"""One delivery, from its bytes to its effect: verified, then taken in once.

The row that says that it came stands in the same transaction as what it did. However often and in
whatever order deliveries come, each is taken in once and the end is the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from troth.promises.parties import Actor, ActorKind
from troth.promises.store import Work
from troth.said import said
from troth_web.api.parsing import parsed
from troth_web.connectors import secrets
from troth_web.connectors.cases import heard_of
from troth_web.connectors.effects import Told
from troth_web.connectors.kinds import PROVIDERS
from troth_web.connectors.mapping import CaseMapping
from troth_web.connectors.models import Connector, Delivery
from troth_web.connectors.provider import Verify
from troth_web.connectors.reading import UnreadableError
from troth_web.connectors.signing import Incoming, NotGenuineError, fingerprint
from troth_web.ledger.store import SqlStore
from troth_web.prepared import Written, insert, prepared, prepared_update

#: What troth's own writes carry wherever they go, so that what they cause comes to an end.
HOP = "x-troth-hop"
#: The outcome of what is yet to come by our clock: it is taken in anew when it is sent again.
TOO_EARLY = "too-early"
_LONGEST_KEY = 100


REFUSED = said("refused: {why}", why="")
IGNORED = said("ignored: {why}", why="")


@dataclass
class Came:
    """What came of a delivery."""

    #: applied, waiting, refused, ignored, nothing-new, too-early, duplicate.
    outcome: str
    says: list[str] = field(default_factory=list)
    promises: list[str] = field(default_factory=list)


def check_genuine(connector: Connector, verify: Verify, incoming: Incoming, at: datetime) -> None:
    """See that what came is signed with one of the secrets that are good now.

    Raises:
        NotGenuineError: it is not; the sentence is that of the newest secret.
    """
    first: NotGenuineError | None = None
    for secret in secrets.good(connector, at):
        try:
            verify(incoming, secret, at)
        except NotGenuineError as error:
            first = first or error
        else:
            return
    raise first or NotGenuineError("the connector has no secret")


def receive(store: SqlStore, connector: Connector, incoming: Incoming, at: datetime) -> Came:
    """Take in a delivery of a provider that was verified.

    Raises:
        RefusedError: its body is no JSON.
    """
    payload = parsed(incoming.body)
    key = short(PROVIDERS[connector.kind].key(incoming))
    hop = incoming.headers.get(HOP)

    def act(work: Work) -> Came:
        def take_in(row: Delivery) -> Came:
            if hop:
                return _passed_by(hop)
            return taken_in(store, work, connector, payload, row)

        return once(connector.id, key, at, connector, take_in)

    return store.write(act, actor=actor_of(connector), at=at)


def would(
    store: SqlStore,
    connector: Connector,
    payload: object,
    at: datetime,
    look: Callable[[str], None],
) -> Came:
    """What a payload would do now, which is then undone.

    Args:
        store: the ledger.
        connector: through which it would come.
        payload: its JSON values.
        at: now.
        look: called with the id of each promise that it touched, before it is undone.
    """
    with transaction.atomic(using=store.using):
        with store.writing(actor=actor_of(connector), at=at) as work:
            came = taken_in(store, work, connector, payload, None)
        for promise_id in came.promises:
            look(promise_id)
        transaction.set_rollback(True, using=store.using)
    return came


def once(
    source: str,
    key: str,
    at: datetime,
    connector: Connector | None,
    take_in: Callable[[Delivery], Came],
) -> Came:
    """Take in what was not taken in before, within a transaction."""
    row = Delivery(source=source, key=key, connector=connector, received_at=at)
    new = insert([row], ignore=True)
    (row,) = _known.all(source, key)
    if not new and row.outcome != TOO_EARLY:
        return Came("duplicate", promises=list(row.promises))
    came = take_in(row)
    _taken_in.run(row.pk, row.as_of, came.outcome, came.says, came.promises)
    return came


@prepared
def _known(source: str, key: str) -> QuerySet[Delivery]:
    return Delivery.objects.filter(source=source, key=key)


@prepared_update
def _taken_in(
    pk: int, as_of: datetime | None, outcome: str, says: list[str], promises: list[str]
) -> Written:
    row = Delivery.objects.filter(pk=pk)
    return row, {"as_of": as_of, "outcome": outcome, "says": says, "promises": promises}


def taken_in(
    store: SqlStore,
    work: Work,
    connector: Connector,
    payload: object,
    row: Delivery | None,
) -> Came:
    """What a payload does, within a transaction."""
    provider = PROVIDERS[connector.kind]
    mapping = mapping_of(connector)
    try:
        if not isinstance(payload, Mapping):
            raise UnreadableError(said("the payload is no JSON object"))
        heard = provider.read(payload, mapping)
    except UnreadableError as error:
        return Came("refused", [REFUSED.of(why=str(error))])
    if heard is None:
        return Came("ignored", [IGNORED.of(why=said("it tells of no case"))])
    if row is not None:
        row.as_of = heard.as_of
    told = heard_of(store, work, connector, mapping, heard)
    waits = heard.contact is None and not any((told.did, told.refused, told.early))
    return _said(told, waits=waits)


def mapping_of(connector: Connector) -> CaseMapping:
    """The mapping of a connector: its own, or that of its kind."""
    if connector.mapping is None:
        return PROVIDERS[connector.kind].default
    return CaseMapping.model_validate(connector.mapping)


def actor_of(connector: Connector) -> Actor:
    """Who acts where a connector brings something in: its owner answers for it."""
    owner = f"person:{connector.owner_id}"
    return Actor(ActorKind.INTEGRATION, connector.id, "integration", on_behalf_of=owner)


def short(key: str) -> str:
    """A key that fits into its column."""
    return key if len(key) <= _LONGEST_KEY and key.isprintable() else fingerprint(key.encode())


def _passed_by(hop: str) -> Came:
    why = said("our own writing came back (X-Troth-Hop: {hop})", hop=hop[:20])
    return Came("ignored", [IGNORED.of(why=why)])


def _said(told: Told, *, waits: bool) -> Came:
    says = [*told.did]
    says += [REFUSED.of(why=each) for each in (*told.refused, *told.early)]
    says += [IGNORED.of(why=each) for each in told.ignored]
    if told.early:
        outcome = TOO_EARLY
    elif told.did:
        outcome = "applied"
    elif told.refused:
        outcome = "refused"
    elif told.ignored:
        outcome = "ignored"
    elif waits:
        outcome = "waiting"
        says.append(said("waiting: nothing tells yet whose case it is"))
    else:
        outcome = "nothing-new"
    return Came(outcome, says, told.promises)
