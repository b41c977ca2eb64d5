"""Making a quiz from the standards in force: the same one for whoever has its seed."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from troth.playbook.guidelines import guidelines
from troth.playbook.playbook import Playbook
from troth.playbook.quiz.dues import arrival, calendar_of, due, dues_nearby
from troth.playbook.quiz.model import NEVER, Asks, Question, Quiz
from troth.playbook.quiz.nearby import terms_nearby
from troth.playbook.schema.promises import Standard
from troth.playbook.schema.words import Strength

Item = TypeVar("Item")

#: So many are asked at most.
QUESTIONS = 8
#: Wrong answers of one question: at least two, at most three, from the nearest six.
_FEWEST, _MOST, _NEAREST = 2, 3, 6
_WEIGHT = {each: 2 if each in {Asks.TERM, Asks.DUE} else 1 for each in Asks}


@dataclass(frozen=True, slots=True)
class _Asker:
    playbook: Playbook
    team: str
    since: datetime
    #: What tells this quiz from others.
    name: str

    def ordered(self, items: Iterable[Item], about: str) -> list[Item]:
        """In an order that looks like none, and is the same each time and everywhere."""
        return sorted(items, key=lambda item: self._hash(about, str(item)))

    def _hash(self, *parts: str) -> bytes:
        return hashlib.sha256("\0".join((self.name, *parts)).encode()).digest()

    def number(self, about: str) -> int:
        """A whole number, the same each time."""
        return int.from_bytes(self._hash(about)[:4])

    def question(
        self,
        asks: Asks,
        right: str,
        wrong: Iterable[str],
        standard: tuple[str, Standard] | None = None,
        when: str = "",
    ) -> Iterator[Question]:
        """A question, where there are enough wrong answers to it."""
        name, about = standard or ("", None)
        distinct = [each for each in dict.fromkeys(wrong) if each != right][:_NEAREST]
        if len(distinct) < _FEWEST:
            return
        place = f"{asks}\0{name}\0{right}"
        chosen = self.ordered(distinct, place)[:_MOST]
        options = self.ordered([right, *chosen], f"{place}\0options")
        yield Question(
            asks=asks,
            topic=about.metric if about else NEVER,
            standard=name,
            scope=about.scope if about else {},
            options=tuple(options),
            right=options.index(right),
            arrival=when,
        )


def quiz(playbook: Playbook, team: str, seed: int, since: datetime, most: int = QUESTIONS) -> Quiz:
    """The questions for a team; none where the playbook says too little.

    Args:
        playbook: the edition in force.
        team: id of the team.
        seed: another one makes other questions.
        since: when the edition was published; arrivals in questions follow it. Aware.
        most: how many questions at most.

    Raises:
        KeyError: the playbook has no such team, or it is a supplier's.
    """
    asker = _Asker(playbook, team, since, f"{playbook.fingerprint}\0{team}\0{seed}")
    found = asker.ordered(_all(asker), "order")
    return Quiz(team=team, seed=seed, questions=tuple(_spread(found, most)))


def _spread(questions: list[Question], most: int) -> Iterator[Question]:
    """Questions of many kinds and topics; what a term means is asked twice as often."""
    left = list(questions)
    kinds: Counter[Asks] = Counter()
    topics: Counter[str] = Counter()
    while left and most:
        best = min(
            left, key=lambda each: (kinds[each.asks] // _WEIGHT[each.asks], topics[each.topic])
        )
        left.remove(best)
        kinds[best.asks] += 1
        topics[best.topic] += 1
        most -= 1
        yield best


def _all(asker: _Asker) -> Iterator[Question]:
    pages = guidelines(asker.playbook, asker.team)
    chained = {part.chain for part in pages.parts}
    near = {name: each for moment in pages.moments for name, each in moment.standards}
    relayed = {n: each for n, each in asker.playbook.standards.items() if each.chain in chained}
    for name, standard in {**dict(pages.standards), **near, **relayed}.items():
        for ask in _KINDS:
            yield from ask(asker, name, standard)
    for said in pages.never:
        wrong = (_words(asker.playbook, each) for _, each in pages.standards)
        yield from asker.question(Asks.NEVER, said, wrong)


def _words(playbook: Playbook, standard: Standard) -> str:
    """What may be said by a standard."""
    metric = playbook.metrics[standard.metric]
    return standard.says or f"{metric.name or standard.metric}: {standard.term}"


def _term(asker: _Asker, name: str, standard: Standard) -> Iterator[Question]:
    wrong = map(str, terms_nearby(asker.playbook, standard))
    yield from asker.question(Asks.TERM, str(standard.term), wrong, (name, standard))


def _due(asker: _Asker, name: str, standard: Standard) -> Iterator[Question]:
    calendar = calendar_of(asker.playbook, standard)
    if calendar is None:
        return
    at = arrival(calendar.timezone, asker.since, asker.number(name))
    right = due(standard.term, calendar, at)
    if right is None:
        return
    wrong = (each.isoformat() for each in dues_nearby(standard, calendar, at))
    yield from asker.question(
        Asks.DUE, right.isoformat(), wrong, (name, standard), when=at.isoformat()
    )


def _includes(asker: _Asker, name: str, standard: Standard) -> Iterator[Question]:
    wrong = [*standard.excludes, *_items(asker, "includes", standard.includes)]
    wrong += _items(asker, "excludes", standard.includes)
    for right in standard.includes:
        yield from asker.question(Asks.INCLUDES, right, wrong, (name, standard))


def _excludes(asker: _Asker, name: str, standard: Standard) -> Iterator[Question]:
    wrong = [*standard.includes, *_items(asker, "excludes", standard.excludes)]
    for right in standard.excludes:
        yield from asker.question(Asks.EXCLUDES, right, wrong, (name, standard))


def _items(asker: _Asker, key: str, own: tuple[str, ...]) -> list[str]:
    """What other standards include or exclude, and this one does not."""
    found = (item for each in asker.playbook.standards.values() for item in getattr(each, key))
    return asker.ordered((each for each in dict.fromkeys(found) if each not in own), key)


def _strength(asker: _Asker, name: str, standard: Standard) -> Iterator[Question]:
    wrong = (str(each) for each in Strength)
    yield from asker.question(Asks.STRENGTH, str(standard.strength), wrong, (name, standard))


def _needs(asker: _Asker, name: str, standard: Standard) -> Iterator[Question]:
    duties = {each: duty.says or each for each, duty in asker.playbook.duties.items()}
    wrong = [says for each, says in duties.items() if each not in standard.needs]
    for each in standard.needs:
        yield from asker.question(Asks.NEEDS, duties[each], wrong, (name, standard))


def _updates(asker: _Asker, name: str, standard: Standard) -> Iterator[Question]:
    if standard.updates is None:
        return
    said = [each.updates for each in asker.playbook.standards.values() if each.updates]
    nearby = standard.model_copy(update={"term": standard.updates})
    found = [*said, *terms_nearby(asker.playbook, nearby)]
    wrong = (str(each) for each in found if str(each).startswith("every"))
    yield from asker.question(Asks.UPDATES, str(standard.updates), wrong, (name, standard))


def _precept(asker: _Asker, name: str, standard: Standard) -> Iterator[Question]:
    if standard.precept is not None:
        texts = asker.playbook.precepts
        right = texts[standard.precept]
        yield from asker.question(Asks.PRECEPT, right, texts.values(), (name, standard))


def _team(asker: _Asker, name: str, standard: Standard) -> Iterator[Question]:
    """Who keeps what others keep; that one keeps one's own, one knows."""
    if standard.team != asker.team:
        others = (each for each in asker.playbook.teams if each != asker.team)
        yield from asker.question(Asks.TEAM, standard.team, others, (name, standard))


_KINDS: tuple[Callable[[_Asker, str, Standard], Iterator[Question]], ...] = (
    _term,
    _due,
    _includes,
    _excludes,
    _strength,
    _needs,
    _updates,
    _precept,
    _team,
)
