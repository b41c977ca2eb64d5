"""What a new edition brings to teams: pages that changed, and claims that they have to keep."""

from collections.abc import Iterator

from troth import queries
from troth.playbook import Playbook
from troth.promises.claims import Reliance, meaning
from troth.promises.editions import Edition
from troth.promises.entries import Entry
from troth_web.ledger.store import SqlStore


def teams_changed(store: SqlStore, published: Entry) -> tuple[str, ...]:
    """The teams whose pages it changed; of the first edition nobody knows others."""
    old, new = _before(store, published), store.edition(published.subject)
    return queries.teams_changed(old, new) if old and new else ()


def claims_asked(store: SqlStore, published: Entry) -> list[Reliance]:
    """Claims, new in it or not the same, of which a team that must keep them has said nothing."""
    old, new = _before(store, published), store.edition(published.subject)
    if new is None:
        return []
    return list(_unasked(store, old.playbook if old else None, new.playbook))


def _unasked(store: SqlStore, old: Playbook | None, new: Playbook) -> Iterator[Reliance]:
    for each in queries.reliances(store, new):
        before = old.claims.get(each.id) if old else None
        known = before is not None and each.team in before.relies_on
        same = before is not None and meaning(before) == meaning(each.claim)
        if each.agreed is None and each.answer is None and not (known and same):
            yield each


def _before(store: SqlStore, published: Entry) -> Edition | None:
    """The edition that was in force when this one was published."""
    ids = store.editions()
    place = ids.index(published.subject) if published.subject in ids else 0
    return store.edition(ids[place - 1]) if place else None
