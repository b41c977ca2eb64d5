"""Odds come back from their file as they went in; any other file is refused."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.forecast.world import HOUR, World, after, learned, world
from troth.clock import Calendar
from troth.errors import TrothError
from troth.forecast import NotOddsError, Odds, fit, read
from troth.forecast.file import COLUMNS, KEY, PART
from troth.history import History

H = timedelta(hours=1)
Facts = dict[str, Any]


@pytest.fixture
def saved(team_odds: Odds, tmp_path: Path) -> Path:
    """The file of some odds."""
    path = tmp_path / "odds.parquet"
    team_odds.save(path)
    return path


def changed(path: Path, change: Callable[[Facts], object]) -> None:
    """Other facts in the same file."""
    table = pq.read_table(path)
    facts = json.loads(table.schema.metadata[KEY.encode()])
    change(facts)
    pq.write_table(table.replace_schema_metadata({KEY: json.dumps(facts)}), path)


def with_cells(path: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    """Other cells in the same file."""
    table = pq.read_table(path)
    pq.write_table(change(table).replace_schema_metadata(table.schema.metadata), path)


def asked(odds: Odds, **situation: str) -> list[object]:
    """Everything that an answer says."""
    terms = (30 * H, "within 2 days", "within 36 hours")
    return [
        *(odds.by(p, situation) for p in (0.5, 0.8, 0.9, 0.95)),
        *(odds.kept(term, situation) for term in terms),
        odds.left(9 * H, 30 * H, situation),
    ]


def test_the_same_answers(team_odds: Odds, saved: Path) -> None:
    again = read(saved)
    for situation in ({}, {"team": "web"}, {"team": "shop"}, {"team": "never seen"}):
        assert asked(again, **situation) == asked(team_odds, **situation)
    for name in ("metric", "as_of", "n", "facets", "settings", "drifts", "record", "clock"):
        assert repr(getattr(again, name)) == repr(getattr(team_odds, name)), name


@pytest.mark.parametrize("name", ["rival_odds", "day_odds"])
def test_other_clocks_and_endings(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    odds: Odds = request.getfixturevalue(name)
    odds.save(tmp_path / "odds.parquet")
    assert asked(read(str(tmp_path / "odds.parquet"))) == asked(odds)


def test_business_time_comes_back(teams: World, tmp_path: Path) -> None:
    """With its calendar, holidays and all."""
    desk = Calendar.from_hours("Mo-Fr 09:00-17:00", timezone="Europe/Berlin", holidays="DE-BE")
    odds = fit(teams.history(tmp_path), calendar=desk, as_of=after(365), facets=["team"])
    odds.save(tmp_path / "odds.parquet")
    again = read(tmp_path / "odds.parquet")
    assert again.clock.calendar == desk
    for term in ("within 2 business days", "by the end of the next business day"):
        assert again.kept(term, {"team": "web"}) == odds.kept(term, {"team": "web"})


def test_drifts_and_values_without_a_name_come_back(teams: World, tmp_path: Path) -> None:
    mean = np.where(np.arange(len(teams)) % 2 == 0, 10 * HOUR, 60 * HOUR)
    late = world(np.random.default_rng(90).exponential(mean))
    team = [None if number % 2 else "ünï — ☂" for number in range(len(teams))]
    odds = learned(tmp_path, late.with_facets(team=team), facets=["team"])
    odds.save(tmp_path / "odds.parquet")
    again = read(tmp_path / "odds.parquet")
    assert again.model.groups.values == odds.model.groups.values
    assert asked(again, team="ünï — ☂") == asked(odds, team="ünï — ☂")


def test_equal_odds_are_equal_bytes(team_history: History, tmp_path: Path) -> None:
    for name in ("a", "b"):
        fit(team_history, as_of=after(365), facets=["team"]).save(tmp_path / name)
    read(tmp_path / "a").save(tmp_path / "c")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a").read_bytes() == (tmp_path / "c").read_bytes()


def test_it_is_small_and_names_nobody(saved: Path) -> None:
    """Counts of groups: no case, no id; plain columns and text that no reader runs."""
    content = saved.read_bytes()
    assert len(content) < 100_000
    assert b"C123" not in content
    assert content[:4] == b"PAR1"
    table = pq.read_table(saved)
    assert table.column_names == [*COLUMNS, PART]
    assert {str(kind) for kind in table.schema.types} == {"int64", "double"}
    assert "C12" not in table.schema.metadata[KEY.encode()].decode()


def test_other_files(tmp_path: Path, team_history: History) -> None:
    text = tmp_path / "odds.txt"
    text.write_text("not Parquet", "utf-8")
    for path, words in (
        (text, "cannot be read as odds"),
        (team_history.path, "is Parquet, but holds no odds; `Odds.save` writes them"),
        (tmp_path, "there is no such file"),
        (tmp_path / "missing", "there is no such file; `Odds.save` writes one"),
    ):
        with pytest.raises(NotOddsError, match=words):
            read(path)


def test_another_format(saved: Path) -> None:
    changed(saved, lambda facts: facts.update(format=99))
    with pytest.raises(NotOddsError, match="another version of troth"):
        read(saved)


def everybody(facts: Facts) -> Facts:
    """The level of all cases."""
    found: Facts = facts["levels"]["everybody"]
    return found


WRONG: dict[str, Callable[[Facts], object]] = {
    "no metric": lambda facts: facts.pop("metric"),
    "no unit": lambda facts: facts.update(unit="years"),
    "business without calendar": lambda facts: facts.update(unit="business"),
    "a calendar that is none": lambda facts: facts.update(calendar={"hours": "always"}),
    "a calendar that is a text": lambda facts: facts.update(calendar="9 to 5"),
    "no such zone": lambda facts: facts.update(zone="Mars/Olympus"),
    "a long time ago": lambda facts: facts.update(at_us=-(10**30)),
    "a few years too late": lambda facts: facts.update(at_us=10**18),
    "a facet too many": lambda facts: facts.update(facets=["team", "shade"]),
    "a facet that is a number": lambda facts: facts.update(facets=[1]),
    "no value": lambda facts: facts.update(values=[[]]),
    "values that are lists": lambda facts: facts.update(values=[[["web"], ["shop"]]]),
    "a group that is its own parent": lambda facts: facts.update(parent=[0, 1, 2]),
    "an endless group": lambda facts: facts.update(first=[0, 1, 10**12]),
    "levels backward": lambda facts: facts.update(first=[0, 3, 3]),
    "codes that are none": lambda facts: facts.update(code=[0, 7, 9]),
    "codes out of order": lambda facts: facts.update(code=[0, 1, 0]),
    "half a group": lambda facts: facts.update(since_us=[0]),
    "k below 0": lambda facts: facts.update(k=-1),
    "k unknown": lambda facts: facts.update(k=float("nan")),
    "k huge": lambda facts: facts.update(k=float("inf")),
    "half-life 0": lambda facts: facts.update(half_life_days=0),
    "half-life of text": lambda facts: facts.update(half_life_days="long"),
    "no levels": lambda facts: facts.update(levels=[]),
    "a short level": lambda facts: everybody(facts).update(asked=[0.0, 1.0]),
    "a level that falls": lambda facts: everybody(facts)["asked"].reverse(),
    "a level above 1": lambda facts: everybody(facts)["asked"].__setitem__(400, 2.0),
    "a level unknown": lambda facts: everybody(facts)["asked"].__setitem__(3, float("nan")),
    "a level of fewer than nobody": lambda facts: everybody(facts).update(cases=-1.0),
    "a level of nothing": lambda facts: facts["levels"].update(own=[{"code": 0}]),
    "no arrivals": lambda facts: facts.update(arrivals=[]),
    "huge arrivals": lambda facts: facts.update(arrivals=[10**40]),
    "arrivals that are texts": lambda facts: facts.update(arrivals=["monday"]),
    "a drift of nobody": lambda facts: facts.update(
        drifts=[{"group": 99, "p": 0.9, "due": 9, "kept": 1}]
    ),
    "a drift without due": lambda facts: facts.update(
        drifts=[{"group": 0, "p": 0.9, "due": 0, "kept": 0}]
    ),
    "a drift of another kind": lambda facts: facts.update(drifts=[{"rm": "-rf"}]),
    "a record of texts": lambda facts: facts.update(record=["said"]),
    "a record of nothing": lambda facts: facts.update(record=None),
}


@pytest.mark.parametrize("name", WRONG)
def test_damaged_facts(saved: Path, name: str) -> None:
    changed(saved, WRONG[name])
    with pytest.raises(NotOddsError, match="is damaged; fit the history again"):
        read(saved)


CELLS: dict[str, Callable[[pa.Table], pa.Table]] = {
    "a column less": lambda table: table.drop_columns(["weight"]),
    "texts": lambda table: table.set_column(2, "bin", pa.array(["x"] * len(table))),
    "nulls": lambda table: table.set_column(2, "bin", pa.nulls(len(table), "int64")),
    "an endless leaf": lambda table: table.set_column(0, "leaf", pa.array([10**15] * len(table))),
    "a leaf below 0": lambda table: table.set_column(0, "leaf", pa.array([-1] * len(table))),
    "out of order": lambda table: table.take(list(range(len(table)))[::-1]),
    "a kind of its own": lambda table: table.set_column(1, "kind", pa.array([9] * len(table))),
    "bins beyond": lambda table: table.set_column(2, "bin", pa.array([1024] * len(table))),
    "nobody": lambda table: table.set_column(3, "cases", pa.array([0] * len(table))),
    "no weight": lambda table: table.set_column(4, "weight", pa.array([np.nan] * len(table))),
    "all weight": lambda table: table.set_column(4, "weight", pa.array([np.inf] * len(table))),
}


@pytest.mark.parametrize("name", CELLS)
def test_damaged_cells(saved: Path, name: str) -> None:
    with_cells(saved, CELLS[name])
    with pytest.raises(NotOddsError, match="is damaged; fit the history again"):
        read(saved)


@pytest.mark.parametrize("said", [b"", b"{", b"[]", b"3", b"\xff\xfe", b"[" * 90_000])
def test_facts_that_are_none(saved: Path, said: bytes) -> None:
    table = pq.read_table(saved)
    pq.write_table(table.replace_schema_metadata({KEY: said}), saved)
    with pytest.raises(NotOddsError, match="is damaged; fit the history again"):
        read(saved)


def test_a_cut_file(saved: Path) -> None:
    content = saved.read_bytes()
    for length in (0, 1, 4, 100, len(content) // 2, len(content) - 1):
        saved.write_bytes(content[:length])
        with pytest.raises(NotOddsError, match="cannot be read as odds"):
            read(saved)


def test_flipped_bytes_are_refused_or_harmless(saved: Path) -> None:
    """Never anything but a sentence; where nothing was noticed, the odds still answer."""
    content, draw = saved.read_bytes(), np.random.default_rng(91)
    refused = 0
    for _ in range(150):
        flipped = bytearray(content)
        for place in draw.integers(0, len(content), 3).tolist():
            flipped[place] ^= int(draw.integers(1, 256))
        saved.write_bytes(flipped)
        try:
            odds = read(saved)
        except NotOddsError:
            refused += 1
            continue
        try:
            asked(odds)
        except TrothError:
            continue
    assert refused > 50


def test_a_bomb_is_not_read(saved: Path) -> None:
    """Zeros without end decode to a thousand times what they take."""
    zeros = np.zeros(3_000_000, np.int64)
    cells = {name: zeros.astype(float) if name == "weight" else zeros for name in COLUMNS}
    with_cells(saved, lambda _: pa.table(cells))
    with pytest.raises(NotOddsError, match="cannot be read as odds"):
        read(saved)
