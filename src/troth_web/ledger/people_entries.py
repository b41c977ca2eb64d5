"""What happens to people, teams and keys stands in the journal like everything else."""

from datetime import datetime

from troth.promises.entries import Draft, EntryType
from troth.promises.parties import Actor
from troth_web.ledger import current_store
from troth_web.people.journal import Payload


def write(type: EntryType, subject: str, actor: Actor, payload: Payload, at: datetime) -> None:
    """Write one entry, in the transaction that is open if there is one."""
    draft = Draft(type=type, subject=subject, at=at, payload=payload)
    current_store().write(lambda work: work.append([draft]), actor=actor, at=at)
