"""Editions: playbooks as published. An edition never changes, so it is read once."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from troth.clock import Calendar
from troth.playbook import Playbook
from troth.playbook.load import load_text


@dataclass(frozen=True, slots=True)
class Edition:
    """A playbook as published."""

    #: `edition-7`.
    id: str
    published_at: datetime
    text: str

    @property
    def playbook(self) -> Playbook:
        """What it says."""
        return _read(self.id, self.text)

    def calendar(self, calendar_id: str | None) -> Calendar | None:
        """The calendar of that id; None for no id."""
        return self.playbook.calendar(calendar_id) if calendar_id else None


@lru_cache(maxsize=64)
def _read(edition_id: str, text: str) -> Playbook:
    return load_text(text, edition_id)
