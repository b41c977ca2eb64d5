"""Facets are chosen because they foretell, and not because they were written afterwards."""

from pathlib import Path

import numpy as np
import pytest

from tests.forecast.world import HOUR, Texts, World, after, world
from troth.clock.instants import instant
from troth.forecast import fit
from troth.forecast.choose import MOST_FACETS
from troth.forecast.fit import prepare
from troth.forecast.leaks import leaks
from troth.forecast.spells import spells
from troth.history import History

COUNT = 6_000


def texts(values: np.ndarray[tuple[int], np.dtype[np.int64]], name: str) -> Texts:
    return [f"{name} {value}" for value in values.tolist()]


@pytest.fixture(scope="module")
def desk() -> tuple[World, dict[str, Texts]]:
    """How long a case takes depends much on its kind, less on its region, and on nothing else."""
    draw = np.random.default_rng(80)
    kind, region = draw.integers(0, 5, COUNT), draw.integers(0, 4, COUNT)
    hours = 4.0 * 3.0**kind * 1.7**region
    facets = {
        "shade": texts(draw.integers(0, 6, COUNT), "shade"),
        "region": texts(region, "region"),
        "kind": texts(kind, "kind"),
        "coin": texts(draw.integers(0, 2, COUNT), "side"),
        "ticket": texts(np.arange(COUNT), "T"),
        "same": ["same"] * COUNT,
    }
    return world(draw.exponential(hours * HOUR)), facets


@pytest.fixture(scope="module")
def desk_history(
    desk: tuple[World, dict[str, Texts]], tmp_path_factory: pytest.TempPathFactory
) -> History:
    cases, facets = desk
    return cases.with_facets(**facets).history(tmp_path_factory.mktemp("desk"))


def test_the_most_telling_facet_comes_first(desk_history: History) -> None:
    """Then the next; names of single cases, and what all have in common, are no groups."""
    chosen = fit(desk_history, as_of=after(365)).facets
    assert chosen[:2] == ("kind", "region")
    assert not {"ticket", "same"} & set(chosen)


def test_given_facets_are_taken_as_they_are(desk_history: History) -> None:
    assert fit(desk_history, as_of=after(365), facets=["coin", "kind"]).facets == ("coin", "kind")
    assert fit(desk_history, as_of=after(365), facets=[]).facets == ()


def test_nothing_tells_apart(tmp_path: Path) -> None:
    draw = np.random.default_rng(81)
    cases = world(draw.exponential(HOUR, 2_000))
    noise = {f"noise-{n}": texts(draw.integers(0, 20, 2_000), "v") for n in range(6)}
    assert fit(cases.with_facets(**noise).history(tmp_path), as_of=after(365)).facets == ()


def test_no_more_than_a_few(tmp_path: Path) -> None:
    """Each of six facets doubles how long a case takes."""
    draw = np.random.default_rng(82)
    each = draw.integers(0, 2, (6, 20_000))
    cases = world(draw.exponential(HOUR * 4.0 ** each.sum(0)))
    facets = {f"part-{n}": texts(values, "v") for n, values in enumerate(each)}
    chosen = fit(cases.with_facets(**facets).history(tmp_path), as_of=after(365)).facets
    assert len(chosen) == MOST_FACETS


def test_what_is_written_at_the_end_is_left_out(
    desk: tuple[World, dict[str, Texts]], tmp_path: Path
) -> None:
    """`stage` says `done` of ended cases and of no open one, as a status does."""
    cases, facets = desk
    at = instant(after(200))
    cut = cases.with_facets(**facets).rows(np.flatnonzero(cases.started_us <= at))
    ended = cut.ended_us <= at
    stage = np.where(ended, "done", "waiting").tolist()
    seen = World(
        started_us=cut.started_us,
        ended_us=np.where(ended, cut.ended_us, np.iinfo(np.int64).min),
        withdrawn=cut.withdrawn,
        facets={**cut.facets, "stage": stage},
    )
    history = seen.history(tmp_path)
    basis = prepare(history, as_of=after(200))
    assert basis.settings.facets[:2] == ("kind", "region")
    assert list(basis.left_out) == ["stage"]
    assert basis.left_out["stage"].startswith("it tells ended cases from open ones (area under")


def test_ordinary_facets_are_no_leaks(desk_history: History) -> None:
    found = spells(desk_history)
    at = instant(after(180))
    rows = np.flatnonzero(found.started_us <= at)
    coded = {name: desk_history.facet(name) for name in desk_history.facets}
    assert leaks(found, rows, coded, at) == []


@pytest.mark.parametrize(
    ("name", "is_leak"),
    [
        ("status", True),
        ("final_status", True),
        ("closed-by", True),
        ("resolution", True),
        ("resolved_at", True),
        ("recommended", False),
        ("extended_plan", False),
        ("attendance", False),
        ("enclosed", False),
        ("factual", False),
    ],
)
def test_names_that_tell(tmp_path: Path, name: str, is_leak: bool) -> None:
    """Whole words only."""
    cases = world(np.arange(1.0, 41.0) * HOUR).with_facets(**{name: ["a", "b"] * 20})
    history = cases.history(tmp_path)
    found = leaks(spells(history), np.arange(40), {name: history.facet(name)}, instant(after(900)))
    assert [leak.column for leak in found] == [name] * is_leak
