"""What notices hear of new entries: a line for each reader and channel, in the same transaction.

Only entries that go through the outbox come here, so that no import and no migration tells anybody.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from troth.playbook import Playbook
from troth.playbook.schema.words import CustomerNotice
from troth.promises.entries import Entry, EntryType
from troth.promises.milestone import Milestone, milestone
from troth.promises.promise import Promise
from troth_web.ledger.projection import microseconds
from troth_web.notices.editions import claims_asked, teams_changed
from troth_web.notices.models import Line
from troth_web.notices.people import Staff
from troth_web.notices.preferences import Wishes, wishes_of
from troth_web.notices.readers import HEARD, About, Told, doer, told
from troth_web.prepared import insert
from troth_web.webhooks import hops

if TYPE_CHECKING:
    from troth_web.worker.listeners import Listening

WEBHOOK = "webhook"
#: What an entry tells a reader.
Heard = tuple[About, Told, str]


def hear(listening: "Listening", entries: Sequence[Entry]) -> None:
    """Write down who is to be told of these entries; what is written down already stays once."""
    wanted = [entry for entry in entries if entry.type.value in HEARD]
    if not wanted:
        return
    store = listening.store
    edition = store.edition()
    playbook = edition.playbook if edition else None
    heard = list(_heard(_abouts(listening, wanted, playbook)))
    wishes = wishes_of({reader for _, _, reader in heard}, playbook, store.master)
    far = hops.of([entry.id for entry in wanted])
    lines = [
        line
        for each in heard
        for line in _lines(each, wishes[each[2]], far.get(each[0].entry.id, 0))
    ]
    insert(lines, ignore=True, using=store.using)


def _abouts(
    listening: "Listening", entries: Sequence[Entry], playbook: Playbook | None
) -> Iterator[About]:
    subjects = {entry.subject for entry in entries if entry.type.kind == "promise"}
    promises = listening.store.states(subjects)
    duties = [each for each in promises.values() if each.is_duty]
    milestones = _milestones(listening, entries)
    ours = {name for found in milestones.values() for name in found.ours}
    waiting = listening.store.states({name for duty in duties for name in duty.needed_by} | ours)
    customers: frozenset[CustomerNotice] = frozenset(playbook.notices.customers if playbook else ())
    for entry in entries:
        promise = promises.get(entry.subject)
        yield About(
            entry=entry,
            promise=promise,
            waiting=_waiting(promise, milestones.get(entry.subject), waiting),
            milestone=milestones.get(entry.subject),
            changed=_changed(listening, entry),
            needed=_needed(listening, entry),
            customers=customers,
        )


def _changed(listening: "Listening", entry: Entry) -> Sequence[str]:
    published = entry.type is EntryType.EDITION_PUBLISHED
    return teams_changed(listening.store, entry) if published else ()


def _needed(listening: "Listening", entry: Entry) -> Sequence[str]:
    if entry.type is not EntryType.EDITION_PUBLISHED:
        return ()
    return list(dict.fromkeys(each.team for each in claims_asked(listening.store, entry)))


def _milestones(listening: "Listening", entries: Sequence[Entry]) -> dict[str, Milestone]:
    subjects = {entry.subject for entry in entries if entry.type.kind == "milestone"}
    found = listening.store.journals(subjects) if subjects else {}
    states = ((subject, milestone(journal)) for subject, journal in found.items())
    return {subject: state for subject, state in states if state is not None}


def _waiting(
    promise: Promise | None, document: Milestone | None, known: dict[str, Promise]
) -> Sequence[Promise]:
    if document is not None:
        return [known[each] for each in document.ours if each in known]
    if promise is None or not promise.is_duty:
        return ()
    return [known[each] for each in promise.needed_by if each in known]


def _heard(abouts: Iterable[About]) -> Iterator[Heard]:
    staff = Staff()
    for about in abouts:
        for one in told(about):
            readers = staff.of(one.to, about.promise)
            yield from ((about, one, each) for each in readers if each != doer(about.entry))


def _lines(heard: Heard, wishes: Wishes, hop: int) -> Iterator[Line]:
    about, one, reader = heard
    entry = about.entry
    for channel in wishes.channels_for(one.kind):
        if channel == WEBHOOK and hop >= hops.MOST:
            # A program that writes because of our calls would go on for ever.
            continue
        yield Line(
            entry=entry.id,
            kind=one.kind.value,
            reader=reader,
            channel=channel,
            promise=about.promise.id if about.promise else None,
            hop=hop,
            at_us=microseconds(entry.at),
            recorded_us=microseconds(entry.recorded_at),
            ready_us=microseconds(entry.recorded_at),
        )
