"""For each kind of connector: how it verifies what comes in, and what takes it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from troth_web.connectors.capture import inbound, mails, slash
from troth_web.connectors.kinds import PROVIDERS
from troth_web.connectors.models import Connector
from troth_web.connectors.provider import Verify
from troth_web.connectors.reading import UnreadableError
from troth_web.connectors.receiving import REFUSED, Came, receive
from troth_web.connectors.signing import Incoming
from troth_web.ledger.store import SqlStore

Answer = Mapping[str, Any]


@dataclass(frozen=True)
class Door:
    """One kind of way in."""

    verify: Verify
    #: What is answered to a delivery that was verified.
    take_in: Callable[[SqlStore, Connector, Incoming, datetime], Answer]


def _payload(store: SqlStore, connector: Connector, incoming: Incoming, at: datetime) -> Answer:
    return _said(receive(store, connector, incoming, at))


def _mail(store: SqlStore, connector: Connector, incoming: Incoming, at: datetime) -> Answer:
    try:
        raw, envelope = inbound.message_of(incoming)
    except UnreadableError as error:
        return _said(Came("refused", [REFUSED.of(why=str(error))]))
    return _said(mails.take_in(store, raw, at, envelope=envelope, connector=connector))


def _slash(store: SqlStore, connector: Connector, incoming: Incoming, at: datetime) -> Answer:
    return slash.escaped(slash.answer(store, connector, incoming, at))


def _said(came: Came) -> Answer:
    return {"outcome": came.outcome, "says": came.says, "promises": came.promises}


DOORS: Mapping[str, Door] = {
    **{kind: Door(provider.verify, _payload) for kind, provider in PROVIDERS.items()},
    "mail": Door(inbound.verify, _mail),
    "slash": Door(slash.verify, _slash),
}
