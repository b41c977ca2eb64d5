"""A quick look never hides what a slow one finds."""

import ast
import json
import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import troth.guard
from troth.guard.phrases import PHRASES
from troth.guard.text.clause import Clause, Sentence
from troth.guard.text.clauses import clauses
from troth.guard.text.hints import Hinted, hints, in_words
from troth.guard.text.normal import normal
from troth.guard.text.plain import Plain
from troth.guard.text.sentences import sentences

FOLDER = Path(__file__).parent
WORDS = st.lists(
    st.sampled_from(
        ("free", "refund", "on us", "we're", "half", "a", "\u2003", "0.5", "n't", "\n")
    ),
    max_size=12,
)


def hinted() -> Iterator[tuple[str, Hinted]]:
    """Every pattern of the guard that has a hint, by its name."""
    for module in pkgutil.walk_packages(troth.guard.__path__, "troth.guard."):
        found = vars(import_module(module.name)).items()
        yield from (
            (f"{module.name}.{name}", value) for name, value in found if isinstance(value, Hinted)
        )


def texts() -> Iterator[str]:
    """The labelled texts, the injections, and all that the phrases and their tests say."""
    for path in FOLDER.rglob("*.jsonl"):
        yield from (json.loads(line)["text"] for line in path.read_text("utf-8").splitlines())
    for phrase in PHRASES:
        yield from (*phrase.FINDS, *phrase.SPARES)
    for path in FOLDER.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@cache
def parts() -> frozenset[str]:
    """All that patterns are asked about: sentences, clauses, their verbs and subjects."""
    return frozenset(part for text in texts() for part in of_text(text))


def of_text(text: str) -> Iterator[str]:
    plain = normal(Plain(text)).text
    for start, end in sentences(plain):
        sentence = Sentence(plain[start:end], start, plain[:start])
        yield sentence.text
        for clause in clauses(sentence):
            yield from of_clause(clause)


def of_clause(clause: Clause) -> Iterator[str]:
    yield from (clause.text, clause.tail, clause.tail[:45], clause.core, clause.subject)


@pytest.mark.parametrize("pattern", [pytest.param(each, id=name) for name, each in hinted()])
def test_a_hint_hides_nothing(pattern: Hinted) -> None:
    found = [part for part in parts() if pattern.alone.search(part)]
    for part in found:
        assert pattern.search(part), part
        assert bool(pattern.match(part)) == bool(pattern.alone.match(part)), part


@given(WORDS.map(" ".join))
def test_pieces_are_seen_where_they_are(text: str) -> None:
    for pieces in (("free",), ("on us", "ref"), ("e", "n't"), ("0.",), ("us",)):
        assert hints(*pieces)(text) == any(piece in text for piece in pieces)


@given(WORDS.map(" ".join))
def test_patterns_are_seen_where_they_are(text: str) -> None:
    assert in_words(r"\bref|f\b")(text) == any(
        word.startswith("ref") or word.endswith("f") for word in text.split()
    )


def test_a_long_word_is_looked_at_as_any_other() -> None:
    has = hints("refund")
    assert has("x" * 50 + "refund" + "x" * 50)
    assert not has("x" * 500)
