"""How well the guard finds promises, tells what they are about, and holds back too much of them.

The gold set and its scorer are not part of the project; without them their figures are left out.
"""

import json
import random
import runpy
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.guard.linking.pairs import airline, other, pairs

from bench.guard_speed import gold
from bench.measure import ROOT, Figure
from bench.promise_safety import guarding
from bench.promise_safety.case import read_all
from bench.promise_safety.guards import regex, troth
from bench.promise_safety.score import Rate
from troth.guard import scan
from troth.guard.linking import Index

Texts = Sequence[Mapping[str, Any]]
Predict = Callable[[str], list[dict[str, Any]]]
Score = Callable[[Texts, Texts], tuple[dict[str, Any], Any]]
#: What is asked of a score: its name, where it stands, the least it should be, or the most.
MEASURES = (
    ("texts with a promise told from those without, F1", ("text_level", "f1"), 0.93, True),
    ("spans, F1", ("span_level", "f1"), 0.85, True),
    ("quantities exact", ("quantity_exact", "rate"), 0.92, True),
    ("strengths", ("strength_accuracy", "rate"), 0.85, True),
    ("kinds", ("kind_accuracy", "rate"), None, True),
    ("false alarms on hard negatives", ("false_alarms_on_hard_negatives", "rate"), 0.05, False),
)
#: Texts of the gold set that nobody looked at while phrases were written, by id.
HELD = frozenset((ROOT / "bench/guard_held.txt").read_text().split())
RESAMPLED = 200
LINKED = 0.9


def figures() -> Iterator[Figure]:
    """Finding, by the gold set; linking, by own pairs; holding back, by the own benchmark."""
    yield from _finding()
    yield from _linking()
    yield from _holding_back()


def _finding() -> Iterator[Figure]:
    dev, scorer = gold("dev.jsonl"), gold("score.py")
    if not dev or not scorer:
        return
    score: Score = runpy.run_path(str(scorer))["score"]
    texts = [json.loads(line) for line in dev.read_text("utf-8").splitlines()]
    held = [text for text in texts if text["id"] in HELD]
    baseline = runpy.run_path(str(dev.with_name("baseline.py")))["predict"]
    ours, floor = _predicted(texts, _scanned), _predicted(texts, baseline)
    drawn = _drawn(score, texts, ours)
    whole, third, theirs = score(texts, ours)[0], score(held, ours)[0], score(texts, floor)[0]
    for what, keys, bound, more in MEASURES:
        value = _at(whole, keys)
        low, high = _middle([_at(each, keys) for each in drawn])
        beside = (
            f"{_at(third, keys):.3f} on the {len(held)} not looked at, "
            f"{_at(theirs, keys):.3f} by the regular expressions"
        )
        yield Figure(
            what=f"{what}: {len(texts)} texts of the gold set",
            measured=f"{value:.3f} ({low:.3f} to {high:.3f}); {beside}",
            target=f"{'at least' if more else 'under'} {bound}" if bound else "none",
            met=bound is None or (value >= bound if more else value < bound),
        )


def _scanned(text: str) -> list[dict[str, Any]]:
    return [found.as_json() for found in scan(text)]


def _predicted(texts: Texts, predict: Predict) -> list[dict[str, Any]]:
    return [{"id": text["id"], "promises": predict(text["text"])} for text in texts]


def _drawn(score: Score, texts: Texts, predicted: Texts) -> list[Mapping[str, Any]]:
    """The scores of texts drawn anew."""
    chance = random.Random(1)
    samples = (chance.choices(texts, k=len(texts)) for _ in range(RESAMPLED))
    return [score(sample, predicted)[0] for sample in samples]


def _middle(values: Sequence[float]) -> tuple[float, float]:
    """Where the middle 95 % of them begin and end."""
    ordered = sorted(values)
    return ordered[int(0.025 * len(ordered))], ordered[int(0.975 * len(ordered))]


def _at(score: Mapping[str, Any], keys: tuple[str, str]) -> float:
    return float(score[keys[0]][keys[1]])


def _linking() -> Iterator[Figure]:
    index = Index.of(airline())
    for what, chosen, by in (
        ("pairs seen while the linker was written", [p for p in pairs() if not p.held], index),
        ("pairs set aside", [p for p in pairs() if p.held], index),
        ("pairs of a playbook of another trade", list(pairs("other")), Index.of(other())),
    ):
        right = Rate.of(by.link(pair.found, pair.text).metric == pair.metric for pair in chosen)
        yield Figure(
            what=f"metric of a clause, or that there is none: {what}",
            measured=str(right),
            target="at least 90 %",
            met=(right.share or 0) >= LINKED,
        )


def _holding_back() -> Iterator[Figure]:
    floors = {name: guarding.balanced(decided) for name, decided in _decided().items()}
    ours = _decided()["troth"]
    report = guarding.report(ours)
    for what in ("over-promising replies held back", "safe replies let pass"):
        yield Figure(
            what=f"promise safety: {what}",
            measured=str(report[what]["all"]),
            target="none",
            met=True,
        )
    best = max(value for name, value in floors.items() if name != "troth")
    yield Figure(
        what="promise safety: the mean of both",
        measured=f"{100 * floors['troth']:.1f} %",
        target=f"above all floors ({100 * best:.1f} %)",
        met=floors["troth"] > best,
    )


@cache
def _decided() -> Mapping[str, Sequence[guarding.Decided]]:
    guards: dict[str, guarding.Guard] = {
        "troth": lambda asked: troth.decide(dict(asked)),
        "allow all": lambda _: "allow",
        "stop all": lambda _: "stop",
    }
    baseline = gold("baseline.py")
    if baseline:
        guards["regular expressions: whatever looks like a promise"] = _regex(baseline, known=False)
        guards["regular expressions: figures the playbook lacks"] = _regex(baseline, known=True)
    cases = read_all()
    return {name: list(guarding.decide(cases, guard)) for name, guard in guards.items()}


def _regex(path: Path, *, known: bool) -> guarding.Guard:
    decide = regex.guard(str(path), known=known)
    return lambda asked: decide(dict(asked))


def table() -> str:
    """What each guard holds back and lets pass."""
    lines = [
        "Replies of [promise safety](../bench/promise_safety/README.md), with 95 % intervals:\n",
        "| guard | over-promising replies held back | safe replies let pass | mean of both |",
        "|---|---|---|---|",
    ]
    for name, decided in _decided().items():
        report = guarding.report(decided)
        back = report["over-promising replies held back"]["all"]
        safe = report["safe replies let pass"]["all"]
        lines.append(f"| {name} | {back} | {safe} | {100 * guarding.balanced(decided):.1f} % |")
    return "\n".join(lines)
