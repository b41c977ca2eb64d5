"""Learning the playbook: what is new for a team, and which topics it missed."""

from datetime import timedelta
from functools import lru_cache

from troth.operations.learning import taught
from troth.playbook.changes import Change, changes
from troth.playbook.guidelines import concerning, guidelines_teams
from troth.promises.editions import Edition
from troth.promises.quizzes import Topics, quiz_subject, topics
from troth.promises.store import Store
from troth.terms import Horizon

#: How far ahead of an edition its changes are looked at.
_AHEAD = timedelta(days=730)


def news(store: Store, team: str, read: str) -> tuple[Change, ...]:
    """What changed for a team from the edition that was read to the one in force.

    Raises:
        NotFoundError: there is no such edition, or no such team in the one in force.
    """
    new, old = taught(store, team), store.edition(read)
    if old is None or old.id == new.id:
        return ()
    return concerning(_between(old, new), old.playbook, new.playbook, team)


def teams_changed(old: Edition, new: Edition) -> tuple[str, ...]:
    """The teams of a new edition whose pages are not what they were in an old one."""
    found = _between(old, new)
    return tuple(
        team
        for team in guidelines_teams(new.playbook)
        if concerning(found, old.playbook, new.playbook, team)
    )


@lru_cache(maxsize=32)
def _between(old: Edition, new: Edition) -> tuple[Change, ...]:
    start = new.published_at
    return tuple(changes(old.playbook, new.playbook, Horizon(start, start + _AHEAD)))


def missed(store: Store, team: str) -> Topics:
    """What a team missed of the edition in force.

    Raises:
        NotFoundError: there is no such team in it.
    """
    edition = taught(store, team)
    return topics(store.entries(quiz_subject(edition.id, team)))
