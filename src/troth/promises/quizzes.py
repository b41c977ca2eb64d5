"""What a team's answers to its questions come to: topics, never people.

Answers are counted in fives, and a topic is told of once five were asked about it: of fewer, and
of each one more, it could be said whose they are.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from troth.promises.entries import Entry, EntryType

#: Of fewer, answers could be put down to somebody.
FEWEST_ANSWERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic, and how many of those who were asked about it missed it."""

    topic: str
    asked: int
    missed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """What a team missed, most of all first."""

    #: How many people are counted.
    people: int
    topics: tuple[Topic, ...]


def quiz_subject(edition: str, team: str) -> str:
    """The subject under which the answers of a team to questions about an edition stand."""
    return f"quiz/{edition}/{team}"


def topics(entries: Sequence[Entry]) -> Topics:
    """What the answers of a team come to."""
    answered = [each for each in entries if each.type is EntryType.QUIZ_ANSWERED]
    counted = answered[: len(answered) - len(answered) % FEWEST_ANSWERS]
    asked: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for entry in counted:
        asked.update(entry.payload["asked"])
        missed.update(entry.payload["missed"])
    found = [
        Topic(topic=each, asked=n, missed=missed[each])
        for each, n in asked.items()
        if n >= FEWEST_ANSWERS
    ]
    found.sort(key=lambda each: (-each.missed / each.asked, -each.asked, each.topic))
    return Topics(people=len(counted), topics=tuple(found))
