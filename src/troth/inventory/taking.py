"""Reading texts for what they promise: one promise for all places that say the same."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from troth.errors import TrothError
from troth.guard import Found, scan
from troth.guard.linking import Index
from troth.inventory.promise import Place, Promise, group_of
from troth.inventory.reading import Passage, UnreadError
from troth.inventory.topics import notions, topic_of
from troth.inventory.wording import folded, id_of, shown
from troth.playbook import Playbook

#: A line that ends within a sentence, as those of PDF and mail do.
_WRAP = re.compile(
    r"(?<=[a-z,])\n(?=[a-z])|(?:(?<=\bwithin)|(?<=\bin)|(?<=\bthan)|(?<=\bto)|(?<=\bafter))\n(?=\d)"
)
#: Below it a metric is only guessed, and the inventory says that there is none.
SURE = 0.5


@dataclass(kw_only=True)
class Taken:
    """What was found so far."""

    promises: dict[str, Promise] = field(default_factory=dict)
    #: Names of what was read, in order.
    read: list[str] = field(default_factory=list)
    #: What was not, and why.
    unread: list[tuple[str, str]] = field(default_factory=list)
    #: Names that end so, with their number: nothing was looked for in them.
    other: dict[str, int] = field(default_factory=dict)


class Taking:
    """Takes in one file after another."""

    def __init__(self, playbook: Playbook | None = None) -> None:
        self.taken = Taken()
        #: Words, and what they were about when they were read first.
        self._groups: dict[str, str] = {}
        self._index = Index.of(playbook) if playbook else None
        self._teams = frozenset(playbook.teams) if playbook else frozenset()

    def take(self, name: str, passages: Callable[[], Iterable[Passage]]) -> None:
        """Take in the texts of one file; what cannot be read is noted, and the rest goes on.

        Raises:
            MissingExtraError: a library is missing, which no other file mends.
        """
        try:
            for passage in passages():
                for found, where in _found(passage):
                    self._add(passage, found, self._place(name, passage, where))
            self.taken.read.append(name)
        except UnreadError as error:
            self.taken.unread.append((name, str(error)))

    def _place(self, name: str, passage: Passage, where: tuple[int, int]) -> Place:
        line, column = where
        if passage.is_paragraphs:
            line, column = (line + 1) // 2, 0
        team = passage.team or next((part for part in _parts(name) if part in self._teams), "")
        return Place(
            name=name,
            page=passage.page or 0,
            line=line + passage.line - 1,
            column=column,
            is_paragraph=passage.is_paragraphs,
            title=shown(passage.title or "", "text"),
            team=shown(team, "text"),
            channel=passage.channel,
        )

    def _add(self, passage: Passage, found: Found, place: Place) -> None:
        clause = passage.text[found.start : found.end]
        link = self._index.link(found, passage.text) if self._index else None
        words, topic = shown(clause, passage.form), topic_of(clause)
        metric = link.metric if link and link.confidence >= SURE else None
        key = self._key(folded(words), group_of(found, metric, topic))
        if key not in self.taken.promises:
            self.taken.promises[key] = Promise(
                id=key,
                words=words,
                found=found,
                metric=metric,
                confidence=link.confidence if link else 0.0,
                topic=topic,
                situation=notions(clause),
            )
        self.taken.promises[key].places.append(place)

    def _key(self, words: str, group: str) -> str:
        """By the words; where the same words are about another thing, by that as well."""
        first = self._groups.setdefault(words, group)
        return id_of(words if first == group else f"{words}\n{group}")


def _found(passage: Passage) -> Iterator[tuple[Found, tuple[int, int]]]:
    """Each promise with its line and column."""
    try:
        found = scan(_unwrapped(passage), form=passage.form)
    except TrothError as error:
        raise UnreadError(str(error)) from None
    starts = [0, *(at + 1 for at, char in enumerate(passage.text) if char == "\n")]
    for one in found:
        if folded(passage.text[one.start : one.end]):
            line = bisect_right(starts, one.start)
            yield one, (line, one.start - starts[line - 1] + 1)


def _unwrapped(passage: Passage) -> str:
    """The text with a space for each line end within a sentence; nothing moves by it."""
    return _WRAP.sub(" ", passage.text) if passage.form == "text" else passage.text


def _parts(name: str) -> list[str]:
    return [part.partition(".")[0] for part in name.replace("\\", "/").split("/")]
