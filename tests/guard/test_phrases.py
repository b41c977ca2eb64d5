"""Every phrase finds what it says that it finds, and spares what it says that it spares."""

from types import ModuleType

import pytest

from troth.guard import Promiser, scan
from troth.guard.phrases import PHRASES, name_of, read
from troth.guard.text.clause import Sentence
from troth.guard.text.clauses import clauses
from troth.guard.text.normal import normal
from troth.guard.text.plain import Plain
from troth.guard.text.quotes import quoted_words
from troth.guard.text.sentences import sentences


@pytest.mark.parametrize(
    ("phrase", "text"),
    [(phrase, text) for phrase in PHRASES for text in phrase.FINDS],
    ids=lambda value: name_of(value) if isinstance(value, ModuleType) else value,
)
def test_it_finds(phrase: ModuleType, text: str) -> None:
    assert scan(text), f"{name_of(phrase)} should find a promise"


@pytest.mark.parametrize(
    ("phrase", "text"),
    [(phrase, text) for phrase in PHRASES for text in phrase.SPARES],
    ids=lambda value: name_of(value) if isinstance(value, ModuleType) else value,
)
def test_it_spares(phrase: ModuleType, text: str) -> None:
    found = [one for one in scan(text) if one.promiser is Promiser.COMPANY]
    assert not found, f"{name_of(phrase)} should spare it; {found[0].why} does not"


def deciders(text: str) -> set[str]:
    """The phrases that decide the clauses of a text."""
    plain = normal(Plain(text))
    quoted = tuple(quoted_words(plain.text))
    found = set()
    for start, end in sentences(plain.text):
        sentence = Sentence(plain.text[start:end], start, plain.text[:start], quoted)
        known = [read(clause) for clause in clauses(sentence)]
        found |= {decided[0] for decided in known if decided}
    return found


@pytest.mark.parametrize("phrase", PHRASES, ids=name_of)
def test_each_decides_one_of_its_own_examples(phrase: ModuleType) -> None:
    assert any(name_of(phrase) in deciders(text) for text in phrase.FINDS + phrase.SPARES)


def test_every_name_is_given_once() -> None:
    names = [name_of(phrase) for phrase in PHRASES]
    assert len(names) == len(set(names))
