"""An entry of the text at hand, and the fields for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from troth.operations.errors import NotFoundError
from troth.playbook.tree import Path, dotted
from troth.said import said as worded
from troth_web.desk.editor.blocks import Block, Cell, Sent, block_of
from troth_web.desk.editor.checked import Checked, Remark
from troth_web.desk.editor.sections import BY_KEY, Section, title_of
from troth_web.desk.editor.slots import words_slot

#: The one key of an entry that is only words.
WORDS = "says"


@dataclass(frozen=True, slots=True)
class Spot:
    """An entry of the text at hand: where it stands, and what it says."""

    kind: Section
    id: str
    path: Path
    content: object

    @property
    def where(self) -> str:
        """Its dotted key."""
        return dotted(self.path)

    @property
    def may_go(self) -> bool:
        """Whether it can be taken out."""
        return not self.kind.only and not self.kind.single

    @property
    def title(self) -> str:
        """What people call it."""
        if self.kind.only and isinstance(self.content, Mapping):
            return str(self.content.get("company") or self.kind.label)
        return str(self.kind.label) if self.kind.single else title_of(self.id, self.content)

    def remarks(self, found: Checked) -> tuple[Remark, ...]:
        """What is said of it."""
        return found.below(*(self.kind.only or (self.where,)))


def spots(kind: Section, tree: Mapping[str, Any]) -> Iterator[Spot]:
    """Every entry of a section."""
    for name, path, content in kind.entries(tree):
        yield Spot(kind, name, path, content)


def spot(section: str, entry_id: str, tree: Mapping[str, Any]) -> Spot:
    """One entry.

    Raises:
        NotFoundError: there is none.
    """
    found = next((each for each in spots(kind_of(section), tree) if each.id == entry_id), None)
    if found is None:
        raise NotFoundError("part", worded("{part} of the playbook", part=f"{section}.{entry_id}"))
    return found


def places(at: Spot, tree: Mapping[str, Any]) -> tuple[list[str], int]:
    """Where an entry could stand among its like, and where it stands; none without an order."""
    if not at.kind.in_order:
        return [], 0
    every = list(spots(at.kind, tree))
    number = next(n for n, each in enumerate(every) if each.path == at.path)
    others = [each.title for n, each in enumerate(every) if n != number]
    after = [gettext("after “%(other)s”") % {"other": each} for each in others]
    return ([gettext("first"), *after], number) if others else ([], 0)


def kind_of(section: str) -> Section:
    """A section by its key.

    Raises:
        NotFoundError: it has no forms.
    """
    if section not in BY_KEY:
        raise NotFoundError(
            "section", worded("{section} with forms; write it as text", section=section)
        )
    return BY_KEY[section]


def block_for(kind: Section, content: object, tree: Mapping[str, Any], sent: Sent) -> Block:
    """The fields of an entry of a section.

    Args:
        kind: the section.
        content: what the text says of the entry now; None for a new one.
        tree: the whole of what the text says.
        sent: the form that came in; empty to show what the text says.
    """
    if kind.part is None:
        return Block((Cell(WORDS, words_slot(WORDS), content),))
    return block_of(kind.part, kind.where, content, tree, sent, only=kind.only)
