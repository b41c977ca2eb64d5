"""How drafts become entries: what every store does alike before it writes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from troth.promises import sealing
from troth.promises.entries import Draft, Entry
from troth.promises.hashing import START, Head, broken_links, canonical, hashed, instant
from troth.promises.ids import checked_id, new_id
from troth.promises.parties import Actor
from troth.promises.store import BrokenChainError, ConflictError, Sealed
from troth.said import said

#: The key of a customer, or None where it was deleted.
Keys = Callable[[str], bytes | None]


class ErasedPersonError(ConflictError):
    """Something was to be written about a person who was erased."""

    def __init__(self, person: str) -> None:
        Exception.__init__(
            self,
            said(
                "customer {person} was erased, or never added; nothing can be kept of them",
                person=person,
            ),
        )


def written(
    drafts: Sequence[Draft],
    *,
    heads: Mapping[str, Head],
    keys: Keys,
    actor: Actor,
    at: datetime,
    key: str | None,
) -> list[Sealed]:
    """Entries from drafts, each continuing the chain of its subject.

    Args:
        drafts: in the order in which they shall stand.
        heads: where the chain of each subject that has one ends.
        keys: to seal personal parts with.
        actor: who writes.
        at: when, `recorded_at`.
        key: the idempotency key of the write.

    Raises:
        ErasedPersonError: a personal part of somebody without key.
        NotAnIdError: a draft brings an id that is none.
    """
    last = dict(heads)
    entries = []
    for draft in drafts:
        made = _entry(draft, last.get(draft.subject, Head(0, START)), keys, actor, at, key)
        last[draft.subject] = Head(made.entry.sequence, made.entry.hash)
        entries.append(made)
    return entries


def expect(expected: Mapping[str, int], heads: Mapping[str, Head]) -> None:
    """See that subjects have come as far as a writer thinks.

    Raises:
        ConflictError: where one has not.
    """
    for subject, sequence in expected.items():
        head = heads.get(subject)
        found = head.sequence if head else 0
        if found != sequence:
            raise ConflictError(subject, sequence, found)


def continued(new: Sequence[Sealed], heads: Mapping[str, Head]) -> None:
    """See that entries from elsewhere continue the journals that are here.

    Raises:
        BrokenChainError: one does not, or is not what was written.
    """
    for broken in broken_links((each.entry for each in new), heads):
        raise BrokenChainError(broken.subject, broken.sequence, broken.why)
    for each in new:
        entry = each.entry
        if each.content is not None and sealing.seal_of(each.content) != entry.seal:
            why = "its personal part is not what was sealed"
            raise BrokenChainError(entry.subject, entry.sequence, why)
        if each.file is not None and sealing.seal_of(each.file) != entry.payload.get("seal"):
            why = "its file is not what was sealed"
            raise BrokenChainError(entry.subject, entry.sequence, why)


def _entry(
    draft: Draft, head: Head, keys: Keys, actor: Actor, at: datetime, key: str | None
) -> Sealed:
    entry_id = checked_id(draft.id) if draft.id else new_id(at)
    personal = {name: value for name, value in draft.personal.items() if value is not None}
    content = _sealed(draft.person, personal, entry_id, keys)
    seal = sealing.seal_of(content) if content else None
    happened, recorded = draft.at.astimezone(UTC), at.astimezone(UTC)
    who = draft.actor or actor
    payload = dict(draft.payload)
    file = _sealed_file(draft, entry_id, keys)
    if file is not None:
        payload["seal"] = sealing.seal_of(file)
    texts = instant(happened), instant(recorded), str(who), canonical(payload)
    digest = hashed(
        previous=head.hash,
        id=entry_id,
        type=draft.type,
        subject=draft.subject,
        sequence=head.sequence + 1,
        at=texts[0],
        recorded_at=texts[1],
        actor=texts[2],
        channel=draft.channel,
        edition=draft.edition,
        idempotency_key=key,
        payload=texts[3],
        person=draft.person,
        seal=seal,
    )
    entry = Entry(
        id=entry_id,
        type=draft.type,
        subject=draft.subject,
        sequence=head.sequence + 1,
        at=happened,
        recorded_at=recorded,
        actor=who,
        channel=draft.channel,
        edition=draft.edition,
        idempotency_key=key,
        payload=payload,
        person=draft.person,
        seal=seal,
        personal=personal,
        previous=head.hash,
        hash=digest,
    )
    return Sealed(entry, content, texts, file)


def _sealed(
    person: str | None, personal: Mapping[str, object], entry_id: str, keys: Keys
) -> bytes | None:
    if not personal:
        return None
    key = keys(person) if person else None
    if key is None:
        raise ErasedPersonError(str(person))
    return sealing.sealed(key, personal, entry_id)


def _sealed_file(draft: Draft, entry_id: str, keys: Keys) -> bytes | None:
    if draft.file is None:
        return None
    key = keys(draft.person) if draft.person else None
    if key is None:
        raise ErasedPersonError(str(draft.person))
    return sealing.sealed_file(key, draft.file, entry_id)
