"""Drafts that the guard looks at: what is asked, and what is kept of those that it stopped.

Of a draft that is not sent nothing is kept. Of what was stopped there is an entry that says which
promise people wanted to make and could not: neither its words, nor who, nor to whom.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from troth.operations.commands import Command, Id, Word, without_nul
from troth.promises.entries import Draft, EntryType
from troth.promises.ids import new_id
from troth.promises.parties import Actor, ActorKind
from troth.promises.store import DuplicateIdError, Work

#: The longest text that is looked at, in characters.
LONGEST = 200_000
#: Who says that something was stopped: the guard, in nobody's name.
GUARD = Actor(ActorKind.RULE, "guard@1")


#: A text as it would be sent.
DraftText = Annotated[str, StringConstraints(max_length=LONGEST), AfterValidator(without_nul)]


class AskGuard(Command):
    """A text that somebody is about to say, and to whom."""

    text: DraftText = Field(description="As it would be sent.")
    form: Word = Field(
        "text", description="text, markdown, html or email; any other is read as text."
    )
    language: Word = Field("en", description="Of the text; en.")
    customer: Id | None = Field(
        None, description="To whom: what they were promised and agreed to counts."
    )
    facets: dict[Word, Word] = Field(
        {}, description="What is known of the case: fare, region.", max_length=50
    )
    channel: Word | None = Field(None, description="Where it is said: email, chat, website.")


class CheckDraft(AskGuard):
    """A draft to be looked at."""

    standing: bool = Field(
        default=False, description="True: a text that stands, such as a page, for every case."
    )
    sending: bool = Field(
        default=False, description="True: about to be sent, so that what is stopped is counted."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """A promise that somebody was stopped from making."""

    #: stop, or ask.
    decision: str
    verdict: str
    metric: str | None
    #: A word or two of the playbook: refund, delivery.
    topic: str
    #: The kind of promise: response, delivery, ...
    kind: str
    #: What of the playbook stood against it: `standards.reply`.
    rules: tuple[str, ...]
    #: Of the playbook, or `other`: what a caller calls it could be a name.
    channel: str | None
    role: str
    edition: str | None


def count_stopped(work: Work, stopped: Iterable[Stopped], key: str | None = None) -> None:
    """Keep what was stopped, for reports.

    Args:
        work: the transaction; who writes stands in no entry.
        stopped: each promise of one draft.
        key: the caller's name for this try; the same one again counts nothing.
    """
    drafts = [_entry(work, each, key, number) for number, each in enumerate(stopped)]
    try:
        work.append(drafts)
    except DuplicateIdError:
        return


def _entry(work: Work, stopped: Stopped, key: str | None, number: int) -> Draft:
    payload: dict[str, Any] = {
        "decision": stopped.decision,
        "verdict": stopped.verdict,
        "metric": stopped.metric,
        "topic": stopped.topic,
        "kind": stopped.kind,
        "rules": list(stopped.rules),
        "channel": stopped.channel,
        "role": stopped.role,
    }
    return Draft(
        id=new_id(work.at) if key is None else _id_of(key, number),
        type=EntryType.DRAFT_STOPPED,
        subject=f"draft/{work.at.astimezone(UTC):%Y-%m}/{stopped.metric or 'none'}",
        at=work.at,
        payload={name: value for name, value in payload.items() if value is not None},
        edition=stopped.edition,
        actor=GUARD,
    )


def _id_of(key: str, number: int) -> str:
    """An id that tells nothing of the key, and is the same for the same one."""
    digest = hashlib.sha256(f"draft\0{number}\0{key}".encode()).digest()
    return str(UUID(bytes=digest[:16], version=5))
