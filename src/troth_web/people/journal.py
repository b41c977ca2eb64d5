"""The port to the journal: what happens to people is entered there like everything else.

The ledger binds itself here; this app does not know it. Each line also goes to the log, without
any name or address, so that a server tells who changed whose rights even before it has a ledger.
"""

import json
import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from troth_web.people.actors import Actor

log = logging.getLogger("troth.people")

Json = str | int | bool | None | list[str]


class Writer(Protocol):
    """What writes an entry, within the transaction that is open."""

    def __call__(
        self, type: str, subject: str, actor: Actor, payload: Mapping[str, Json], at: datetime
    ) -> None:
        """Write one entry."""


_writer: Writer | None = None


def bind(writer: Writer | None) -> None:
    """Let `writer` write the entries from now on."""
    global _writer  # noqa: PLW0603 - one process has one journal
    _writer = writer


def record(
    type: str, subject: str, actor: Actor, payload: Mapping[str, Json], at: datetime
) -> None:
    """Enter what happened: `person.invited` and so on, about `subject` such as `person:ID`.

    The payload holds ids, roles and dates, never names, addresses or secrets.
    """
    if _writer:
        _writer(type, subject, actor, payload, at)
    log.info(
        "%s %s by %s %s", type, subject, actor, json.dumps(dict(payload), separators=(",", ":"))
    )
