"""A playbook of any size, the same for the same seed: `python -m bench.generate_playbook FILE`."""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

PLANS, REGIONS = 20, 10
ZONES = ("Europe/Berlin", "America/Denver", "Asia/Tokyo", "UTC", "Australia/Lord_Howe")
HOLIDAYS = ("DE-BE", "US-CO", "JP", None, "AU-NSW")
#: Twenty texts, as a large company has them.
TERMS = (
    *(f"within {hours} hours" for hours in (4, 24, 48, 72)),
    *(f"within {hours} business hours" for hours in (2, 4, 8, 12, 16, 24)),
    *(f"within {days} business days" for days in (1, 2, 3, 5, 7)),
    "by the end of the next business day",
    "by 12:00 on the next business day if received by 14:00",
    "between 2 and 4 business days",
    "within 8 business hours in 95 % of cases",
    "within 3 business days in 90 % of cases",
)


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much of each there is."""

    standards: int = 10_000
    claims: int = 10_000
    metrics: int = 200
    calendars: int = 50
    #: Whether every scope is empty, so that all standards and claims on a metric overlap.
    everywhere: bool = False
    seed: int = 20261201


def write(path: Path, size: Size) -> None:
    """Write the playbook."""
    path.write_text("\n".join(lines(size)) + "\n", encoding="utf-8")


def lines(size: Size) -> Iterator[str]:
    """The playbook's lines."""
    chance = random.Random(size.seed)
    scopes = [""] if size.everywhere else _scopes()
    yield "troth: 1"
    yield "company: A large company"
    yield "facets:"
    yield f"  plan: [{', '.join(f'p{number}' for number in range(PLANS))}]"
    yield f"  region: [{', '.join(f'r{number}' for number in range(REGIONS))}]"
    yield from _calendars(size.calendars)
    yield "metrics:"
    yield from (f"  m{number}: {{kind: duration}}" for number in range(size.metrics))
    yield "precepts: {word: We keep our word.}"
    yield "standards:"
    for number in range(size.standards):
        yield from _standard(chance, size, number, scopes)
    yield "claims:"
    for number in range(size.claims):
        yield from _claim(chance, size, number, scopes)


def _scopes() -> list[str]:
    """Two hundred: each plan, each region, and most pairs of the two."""
    plans = [f"plan: [p{plan}]" for plan in range(PLANS)]
    regions = [f"region: [r{region}]" for region in range(REGIONS)]
    pairs = [f"{plan}, {region}" for plan, region in product(plans, regions)]
    return [*plans, *regions, *pairs[: 200 - PLANS - REGIONS]]


def _calendars(count: int) -> Iterator[str]:
    yield "calendars:"
    for number in range(count):
        opens, closes = 6 + number % 4, 16 + number % 5
        days = ("Mo-Fr", "Mo-Sa", "Mo-Fr", "Su-Th", "Mo-Fr")[number // 10 % 5]
        zone, holidays = ZONES[number % 5], HOLIDAYS[number % 5]
        closed = f", holidays: {holidays}" if holidays else ""
        hours = f"{days} {opens:02}:{number % 2 * 30:02}-{closes}:00"
        yield f'  c{number}: {{hours: "{hours}", timezone: {zone}{closed}}}'
    yield "teams:"
    yield from (f"  t{number}: {{calendar: c{number}}}" for number in range(count))


def _standard(
    chance: random.Random, size: Size, number: int, scopes: Sequence[str]
) -> Iterator[str]:
    yield f"  s{number}:"
    yield from _term(chance, size, number, scopes)
    yield "    precept: word"
    yield "    excludes: [acts of nature]"


def _claim(chance: random.Random, size: Size, number: int, scopes: Sequence[str]) -> Iterator[str]:
    yield f"  k{number}:"
    yield from _term(chance, size, number, scopes)
    yield f"    says: This is what we promise on page {number}"


def _term(chance: random.Random, size: Size, number: int, scopes: Sequence[str]) -> Iterator[str]:
    yield f"    metric: m{number % size.metrics}"
    yield f"    team: t{chance.randrange(size.calendars)}"
    yield f"    term: {chance.choice(TERMS)}"
    yield f"    scope: {{{chance.choice(scopes)}}}"
    yield "    review: 2027-06-30"


if __name__ == "__main__":
    write(Path(sys.argv[1]), Size(everywhere="--everywhere" in sys.argv))
