"""Who hears of new entries. A new listener is a line here.

A listener is called within the transaction in which the entries leave the outbox, each entry once
and those of a subject in order. It writes rows of its own for what is to be done later; it speaks
to nobody.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from troth.promises.entries import Entry
from troth_web.ledger.store import SqlStore
from troth_web.notices.listener import hear as hear_notices
from troth_web.webhooks import listening as webhooks


@dataclass(frozen=True, slots=True)
class Listening:
    """What a listener is given beside the entries."""

    #: Now; UTC.
    at: datetime
    #: To read from, as the transaction sees it.
    store: SqlStore


Listener = Callable[[Listening, Sequence[Entry]], None]

LISTENERS: tuple[Listener, ...] = (hear_notices, webhooks.hear)
