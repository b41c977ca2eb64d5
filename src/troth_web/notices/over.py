"""Whether a notice about what is no promise still matters when it could be sent."""

from collections.abc import Callable, Mapping

from troth.promises.entries import Entry
from troth.promises.friction import friction
from troth.promises.milestone import milestone
from troth.promises.packet import packet
from troth.promises.receipts import readers_subject, receipts
from troth.promises.submission import submission
from troth_web.ledger.store import SqlStore
from troth_web.notices.editions import claims_asked, teams_changed
from troth_web.notices.people import teams_of_reader


def over(store: SqlStore, reader: str, kind: str, entry_id: str) -> bool:
    """Whether nothing is left to be done or known.

    Args:
        store: the ledger as it stands.
        reader: who would read it.
        kind: of the notice.
        entry_id: of the entry of which they would be told.
    """
    entry = next(iter(store.entries_of([entry_id])), None)
    if entry is None:
        return False
    if entry.type.kind == "edition":
        return _nothing_asked(store, entry) if kind == "asked" else _read(store, reader, entry)
    rule = _RULES.get(entry.type.kind)
    return rule is not None and rule(store, entry)


def _answered(store: SqlStore, entry: Entry) -> bool:
    found = milestone(store.entries(entry.subject))
    return found is None or found.unanswered is None


def _decided(store: SqlStore, entry: Entry) -> bool:
    """Whether a draft was sent back, or a version was put in force since it was shown."""
    found, edition = submission(store.entries(entry.subject)), store.edition()
    newer = edition is not None and edition.published_at > entry.at
    return found is None or found.returned is not None or newer


def _seen_to(store: SqlStore, entry: Entry) -> bool:
    """Whether friction was answered, or is somebody else's by now."""
    found = friction(store.entries(entry.subject))
    return found is None or found.answer is not None or found.owner != entry.payload.get("owner")


def _taken(store: SqlStore, entry: Entry) -> bool:
    found = packet(store.entries(entry.subject))
    return found is None or all(each.answer is not None for each in found.items)


def _nothing_asked(store: SqlStore, entry: Entry) -> bool:
    return not claims_asked(store, entry)


def _read(store: SqlStore, reader: str, entry: Entry) -> bool:
    """Whether they have read the pages of all their teams that changed."""
    known = receipts(store.entries(readers_subject(reader.removeprefix("person:"))))
    mine = teams_of_reader(reader).intersection(teams_changed(store, entry))
    return all(team in known and known[team].edition == entry.subject for team in mine)


_RULES: Mapping[str, Callable[[SqlStore, Entry], bool]] = {
    "milestone": _answered,
    "submission": _decided,
    "friction": _seen_to,
    "packet": _taken,
}
