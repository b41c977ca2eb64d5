"""Texts of many trades, labelled before the phrases were tuned, and how well they are read.

Each `own*.jsonl` has lines of {id, form, text, promises, hard_negative}; the measures are those of
an information retrieval task: a promise is found where half of the two spans overlap, or one of
its other readings in `alts`.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from troth.guard import scan

FILES = sorted(Path(__file__).parent.glob("own*.jsonl"))
#: What was reached, a little less: texts, spans, quantities, strengths, kinds.
LEAST = {
    "own": (0.97, 0.94, 0.92, 0.94, 0.9),
    "own_fresh": (0.96, 0.93, 0.94, 0.9, 0.82),
    "own_trades": (0.94, 0.91, 0.94, 0.94, 0.88),
    "own_idioms": (0.9, 0.83, 0.82, 0.92, 0.68),
    "own_fields": (0.94, 0.89, 0.81, 0.9, 0.72),
    "own_support": (0.95, 0.95, 0.9, 0.92, 0.88),
}


class Pair(NamedTuple):
    """A label and what was found in its place."""

    label: dict[str, Any]
    found: dict[str, Any]


class Read(NamedTuple):
    """A file of texts, what was found in each, and which label each found promise meets."""

    texts: list[dict[str, Any]]
    found: dict[str, list[dict[str, Any]]]
    pairs: list[Pair]
    least: tuple[float, ...]


def by_company(promises: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [promise for promise in promises if promise["promiser"] == "company"]


def overlap(label: dict[str, Any], found: dict[str, Any]) -> float:
    spans = [(label["start"], label["end"]), *label.get("alts", [])]
    return max(_shared(start, end, found["start"], found["end"]) for start, end in spans)


def _shared(start: int, end: int, first: int, last: int) -> float:
    return (min(end, last) - max(start, first)) / (max(end, last) - min(start, first))


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def read(request: pytest.FixtureRequest) -> Read:
    texts = [json.loads(line) for line in request.param.read_text("utf-8").splitlines()]
    found = {
        text["id"]: by_company([one.as_json() for one in scan(text["text"])]) for text in texts
    }

    def of_text(text: dict[str, Any]) -> Iterator[Pair]:
        for label in by_company(text["promises"]):
            near = [one for one in found[text["id"]] if overlap(label, one) >= 0.5]
            if near:
                yield Pair(label, max(near, key=lambda one: overlap(label, one)))

    pairs = [pair for text in texts for pair in of_text(text)]
    return Read(texts, found, pairs, LEAST[request.param.stem])


def f1(hits: int, wanted: int, given: int) -> float:
    return 2 * hits / (wanted + given)


def test_texts_with_a_promise_are_told_from_those_without(read: Read) -> None:
    wanted = {text["id"] for text in read.texts if by_company(text["promises"])}
    given = {name for name, promises in read.found.items() if promises}
    assert f1(len(wanted & given), len(wanted), len(given)) >= read.least[0]


def test_spans_are_found(read: Read) -> None:
    wanted = sum(len(by_company(text["promises"])) for text in read.texts)
    given = sum(map(len, read.found.values()))
    assert f1(len(read.pairs), wanted, given) >= read.least[1]


def test_texts_that_only_look_like_a_promise_are_spared(read: Read) -> None:
    hard = [text["id"] for text in read.texts if text["hard_negative"]]
    assert len(hard) >= 30
    assert sum(bool(read.found[name]) for name in hard) / len(hard) < 0.05


def test_kinds_and_strengths_are_told(read: Read) -> None:
    for key, least in (("strength", read.least[3]), ("kind", read.least[4])):
        told = sum(pair.label[key] == pair.found[key] for pair in read.pairs)
        assert told / len(read.pairs) >= least, key


def test_quantities_are_read(read: Read) -> None:
    measured = [pair for pair in read.pairs if pair.label["quantity"]]
    assert sum(map(same, measured)) / len(measured) >= read.least[2]
    bare = [pair for pair in read.pairs if not pair.label["quantity"]]
    assert sum(pair.found["quantity"] is not None for pair in bare) / len(bare) < 0.2


def same(pair: Pair) -> bool:
    one, other = pair.label["quantity"], pair.found["quantity"]
    if other is None or "text" not in one:
        return bool(one == other)
    return bool(bare(one.get("text", "")) == bare(other.get("text", "")))


def bare(words: str) -> str:
    return words.lower().removeprefix("the ").replace(",", "")
