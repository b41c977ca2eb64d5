"""What is being written: the draft, or where there is none the version in force."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from troth.operations.errors import NotFoundError
from troth.playbook.editing import tree_of
from troth.promises.editions import Edition
from troth.promises.store import Store
from troth.said import said
from troth_web.playbooks.models import Draft


@dataclass(frozen=True)
class Opened:
    """A text that somebody may go on with."""

    text: str
    #: How often the draft was written; 0 where there is none yet.
    revision: int
    changed_at: datetime | None
    changed_by: str
    edition: Edition | None

    @cached_property
    def tree(self) -> dict[str, Any] | None:
        """What it says, as plain values; None where it is no YAML."""
        return tree_of(self.text)

    @property
    def is_draft(self) -> bool:
        """Whether somebody has begun to change what is in force."""
        return self.revision > 0

    @property
    def differs(self) -> bool:
        """Whether there is something to publish."""
        return self.is_draft and (self.edition is None or self.edition.text != self.text)


def opened(store: Store) -> Opened | None:
    """The text at hand; None where nothing was ever written."""
    draft = Draft.objects.first()
    edition = store.edition()
    if draft is not None:
        return Opened(draft.text, draft.revision, draft.changed_at, draft.changed_by, edition)
    if edition is not None:
        return Opened(edition.text, 0, None, "", edition)
    return None


def in_forms(store: Store) -> tuple[Opened, dict[str, Any]]:
    """The text at hand and what it says.

    Raises:
        NotFoundError: there is none, or it is no YAML.
    """
    now = opened(store)
    if now is None or now.tree is None:
        raise NotFoundError("draft", said("that forms could read; write it as text first"))
    return now, now.tree
