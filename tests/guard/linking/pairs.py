"""The labelled pairs, as what `scan` finds in them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from troth.guard import Found, Kind, Promiser, Strength, scan
from troth.guard.linking import Index, Link
from troth.guard.quantities.choose import quantity_in
from troth.playbook import Playbook, load

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A clause of a draft, and what it is about."""

    text: str
    found: Found
    metric: str | None
    held: bool


@cache
def airline() -> Playbook:
    return load(ROOT / "examples/airline/playbook")


@cache
def other() -> Playbook:
    return load(Path(__file__).with_name("other.yaml"))


@cache
def pairs(name: str = "pairs") -> tuple[Pair, ...]:
    return tuple(_read(name))


def _read(name: str) -> Iterator[Pair]:
    for line in Path(__file__).with_name(f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Pair(text=row["text"], found=_found(row), metric=row["metric"], held=row["held"])


def _found(row: dict[str, object]) -> Found:
    """What scan finds at the clause; where it misses, the clause as labelled."""
    text, start, end = str(row["text"]), int(str(row["start"])), int(str(row["end"]))
    found = [one for one in scan(text) if min(one.end, end) > max(one.start, start)]
    if found:
        return max(found, key=lambda one: min(one.end, end) - max(one.start, start))
    measure = quantity_in(text[start:end].lower())
    return Found(
        start=start,
        end=end,
        kind=Kind(str(row["kind"])),
        strength=Strength.FIRM,
        quantity=measure.quantity if measure else None,
        promiser=Promiser.COMPANY,
        why="pair",
    )


def answers(*, held: bool) -> list[tuple[Pair, Link]]:
    index = Index.of(airline())
    return [(pair, index.link(pair.found, pair.text)) for pair in pairs() if pair.held is held]
