"""The port to the journal: what happens to people is entered there like everything else.

The ledger binds itself here; this app does not know it. Each line also goes to the log, without
any name or address, so that a server tells who changed whose rights even where no ledger is.
"""

import json
import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from troth.promises.entries import EntryType
from troth.promises.parties import Actor

log = logging.getLogger("troth.people")

Json = str | int | bool | None | list[str]
Payload = Mapping[str, Json]


class Writer(Protocol):
    """What writes an entry, within the transaction that is open."""

    def __call__(
        self, type: EntryType, subject: str, actor: Actor, payload: Payload, at: datetime
    ) -> None:
        """Write one entry."""


_writer: Writer | None = None


def bind(writer: Writer | None) -> None:
    """Let `writer` write the entries from now on."""
    global _writer  # noqa: PLW0603 - one process has one journal
    _writer = writer


def record(type: EntryType, subject: str, actor: Actor, payload: Payload, at: datetime) -> None:
    """Enter what happened to `subject`, the id of a person, team, key or service account.

    The payload holds ids, roles and dates, never names, addresses or secrets.
    """
    if _writer:
        _writer(type, subject, actor, payload, at)
    told = json.dumps(dict(payload), separators=(",", ":"))
    log.info("%s %s by %s %s", type.value, subject, actor, told)
