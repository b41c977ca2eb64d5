"""A sample of mutants is drawn by its seed, and told without hiding what survived."""

from dataclasses import replace

import pytest
from lab.mutants import drawing, parts
from lab.mutants.results import Read, Run, Tried, known
from lab.mutants.section import between, section
from lab.world import ROOT

SEEN = Tried(name="troth.promises.fold.x_step__mutmut_1", part="the ledger", status="killed")
LEFT = Tried(
    name="troth.promises.fold.x_step__mutmut_2",
    part="the ledger",
    status="survived",
    was="count += 1",
    became="count = 1",
)
RUN = Run(
    made={"the ledger": 1_000},
    tried=[SEEN, LEFT],
    seed=7,
    commit="0123456789",
    command="python -m lab mutants --sample 2 --seed 7",
    date="2026-12-01",
)
SAME = Read(
    function=LEFT.function,
    was=LEFT.was,
    became=LEFT.became,
    equivalent=True,
    says="it is counted once",
)


def test_every_part_has_code_and_tests_that_are_there() -> None:
    assert all(parts.files(part) for part in parts.PARTS)
    assert all((ROOT / test).exists() for test in parts.QUICK)


def test_no_file_is_in_two_parts() -> None:
    files = [path for part in parts.PARTS for path in parts.files(part)]
    assert len(files) == len(set(files))


def test_a_seed_draws_the_same_again() -> None:
    names = {"the ledger": [f"a.x_{number}" for number in range(100)], "the outbox": ["b.x_1"]}
    assert drawing.drawn(names, 20, 7) == drawing.drawn(names, 20, 7)
    assert drawing.drawn(names, 20, 7) != drawing.drawn(names, 20, 8)
    assert len(drawing.drawn(names, 1_000, 7)) == 101


@pytest.mark.parametrize(
    ("hits", "tries", "low", "high"),
    [
        # Newcombe 1998, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_an_interval_is_wilsons(hits: int, tries: int, low: float, high: float) -> None:
    assert between(hits, tries) == pytest.approx((low, high), abs=0.0001)


def test_what_survived_is_told() -> None:
    text = section([RUN], [])
    assert "Killed: 1 of 2, 50.0%" in text
    assert "| the ledger | 1,000 | 2 | 1 | 1 | 0 | 0 |" in text
    assert "Survived:\n\n- `troth.promises.fold.step`: `count += 1` -> `count = 1`" in text


def test_what_is_equivalent_is_told_with_its_reason() -> None:
    text = section([RUN], [SAME])
    assert "Without those that are equivalent: 1 of 1, 100.0%" in text
    assert "| the ledger | 1,000 | 2 | 1 | 1 | 1 | 0 |" in text
    assert "Equivalent:\n\n- `troth.promises.fold.step`:" in text
    assert "`count = 1`; it is counted once" in text
    assert "Survived:" not in text


def test_what_a_later_test_sees_counts_as_survived() -> None:
    """The sample was drawn before that test was written."""
    text = section([RUN], [replace(SAME, equivalent=False, says="`test_steps`")])
    assert "Killed: 1 of 2, 50.0%" in text
    assert "Without those" not in text
    assert "| the ledger | 1,000 | 2 | 1 | 1 | 0 | 1 |" in text
    assert "Killed since:" in text


def test_what_was_killed_needs_no_reading() -> None:
    assert known([replace(LEFT, status="killed")], [SAME]) == {}
