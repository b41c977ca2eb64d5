"""The ledger's side of the people app: their entries in the journal, and what they still hold."""

from datetime import datetime

from troth.promises.entries import Draft, EntryType
from troth.promises.parties import Actor
from troth.promises.store import PromiseFilter
from troth.queries import every_promise
from troth_web.ledger import current_store
from troth_web.people.held import bind as bind_held
from troth_web.people.journal import Payload
from troth_web.people.journal import bind as bind_journal


def bind() -> None:
    """Let what happens to people be entered in the journal, and find what leavers hold."""
    bind_journal(_write)
    bind_held(_held)


def _write(
    type: EntryType,
    subject: str,
    actor: Actor,
    payload: Payload,
    at: datetime,
) -> None:
    draft = Draft(type=type, subject=subject, at=at, payload=dict(payload))
    with current_store().writing(actor=actor, at=at) as work:
        work.append([draft])


def _held(holder: str) -> list[str]:
    held = every_promise(current_store(), PromiseFilter(holder=holder))
    return [promise.id for promise in held if not promise.closed]
