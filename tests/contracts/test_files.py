"""Which files make one history, and which do not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.contracts.worlds import OFFICE, START, WORLDS, World, plain, put, write
from troth import forecast, history
from troth.forecast import statistics
from troth.forecast.errors import ForecastError, UnfitHistoryError, UnknownSituationError
from troth.forecast.odds import Odds
from troth.history import NotAHistoryError

Case = tuple[str, str | None, str | None, str | None]
TIMES = WORLDS[0]
HOURS: list[Case] = [
    (f"2026-06-01T{hour:02}:00:00Z", f"2026-06-01T{hour + 1:02}:{hour:02}:00Z", "done", "a")
    for hour in range(20)
]


@pytest.fixture
def engine() -> Iterator[Any]:
    """DuckDB."""
    with statistics.duckdb(memory="256MiB", threads=1) as backend:
        yield backend


def fit(paths: Any, **how: Any) -> Odds:  # noqa: ANN401 - as users call it
    return statistics.fit_files(paths, **{"facets": ["kind"], **how})


def test_a_folder_a_pattern_and_a_list_are_one_history(tmp_path: Path) -> None:
    parts = [put(tmp_path / f"part [{n}].parquet", plain(HOURS[n::2]), TIMES) for n in range(2)]
    for paths in (tmp_path, str(tmp_path / "part*.parquet"), parts, tmp_path / "*"):
        odds = fit(paths)
        assert odds.n == len(HOURS)
        assert odds.model.book.counts.done[0] == len(HOURS)
    # Brackets in the name of a file that is there are no pattern.
    assert fit(parts[0]).n == len(HOURS) / 2


def test_columns_without_a_value_go_with_others(tmp_path: Path) -> None:
    put(tmp_path / "a.parquet", plain(HOURS), TIMES)
    nothing = {name: pa.nulls(3) for name in ("ended_at", "ending", "facet_kind")}
    opened = plain([("2026-06-01T10:00:00Z", None, None, None)] * 3)
    put(tmp_path / "b.parquet", opened | nothing, TIMES)
    odds = fit(tmp_path)
    assert odds.n == len(HOURS) + 3
    assert odds.by(0.5, {"kind": "a"}).groups[-1].n == len(HOURS)


def test_a_scope_chooses_cases(tmp_path: Path) -> None:
    path = write(tmp_path / "history.parquet", TIMES)
    scope = {"place": ["place 3", "place 4"], "kind": ["a"]}
    how: Any = {"as_of": TIMES.as_of, "facets": ["place"], "scope": scope}
    own, wanted = fit(path, **how), forecast.fit(history.read(path), **how)
    assert own.n == wanted.n > 30
    assert own.median().value == wanted.median().value
    assert len(own.model.groups) == 3


def test_odds_from_an_engine_are_saved_and_read(tmp_path: Path) -> None:
    odds = fit(write(tmp_path / "history.parquet", TIMES), as_of=TIMES.as_of)
    odds.save(tmp_path / "odds.parquet")
    again = forecast.read(tmp_path / "odds.parquet")
    for kind in ("a", "Ümläut"):
        assert again.by(0.8, {"kind": kind}) == odds.by(0.8, {"kind": kind})


def test_two_runs_say_the_same_to_the_last_bit(tmp_path: Path) -> None:
    path = write(tmp_path / "history.parquet", TIMES)
    first, second = (fit(path, as_of=TIMES.as_of).model for _ in range(2))
    assert (first.book.counts.weight == second.book.counts.weight).all()
    assert (first.levels.everybody.asked == second.levels.everybody.asked).all()


def test_the_order_of_cases_does_not_matter(tmp_path: Path) -> None:
    path = write(tmp_path / "history.parquet", TIMES)
    table = pq.read_table(path)
    pq.write_table(table.take(np.arange(len(table))[::-1]), tmp_path / "turned.parquet")
    first, second = (
        fit(tmp_path / name, as_of=TIMES.as_of, half_life_days=None).model.book.counts
        for name in ("history.parquet", "turned.parquet")
    )
    for name in ("leaf", "kind", "bin", "cases", "weight", "n", "since_us"):
        assert (getattr(first, name) == getattr(second, name)).all()


def test_a_table_of_an_engine_does_without_files(tmp_path: Path, engine: Any) -> None:  # noqa: ANN401
    path = put(tmp_path / "history.parquet", plain(HOURS), TIMES)
    table = engine.read_parquet(str(path))
    cases = statistics.of_table(table, metric="reply", zone=TIMES.zone)
    assert cases.facets == ("kind",)
    assert statistics.count(cases, facets=["kind"]).done[0] == len(HOURS)
    with pytest.raises(ForecastError, match=r"lack the columns 'ended_at', 'ending'"):
        statistics.of_table(table.drop("ended_at", "ending"), metric="reply")
    with pytest.raises(ForecastError, match=r"lack the columns 'started_business_seconds'"):
        statistics.of_table(table, metric="reply", calendar=OFFICE)


def test_files_that_are_no_history_are_refused(tmp_path: Path) -> None:
    nowhere: tuple[Any, ...] = (tmp_path, tmp_path / "*.parquet", [])
    for paths in nowhere:
        with pytest.raises(NotAHistoryError, match=r"there is no Parquet file"):
            fit(paths)
    with pytest.raises(NotAHistoryError, match=r"there is no such file"):
        fit(tmp_path / "none.parquet")
    (tmp_path / "text.parquet").write_text("no history")
    with pytest.raises(NotAHistoryError, match=r"is no Parquet file"):
        fit(tmp_path)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "history.parquet", TIMES)
    whole = path.read_bytes()
    path.write_bytes(whole[:4] + bytes(20_000) + whole[20_004:])
    with pytest.raises(ForecastError, match=r"the engine could not count: .*whole files"):
        fit(path)


@pytest.mark.parametrize(
    "other", [replace(TIMES, zone="UTC"), replace(TIMES, compare="day")], ids=["zone", "days"]
)
def test_histories_of_two_mappings_are_refused(tmp_path: Path, other: World) -> None:
    put(tmp_path / "a.parquet", plain(HOURS), TIMES)
    put(tmp_path / "b.parquet", plain(HOURS), other)
    with pytest.raises(ForecastError, match=r"b.parquet: has another metric, facets or rule"):
        fit(tmp_path)


def test_business_time_of_another_calendar_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path / "history.parquet", plain(HOURS), TIMES)
    with pytest.raises(ForecastError, match=r"was not counted with this calendar"):
        fit(path, calendar=OFFICE)


def test_an_unknown_facet_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path / "history.parquet", plain(HOURS), TIMES)
    for how in ({"facets": ["knd"]}, {"scope": {"knd": ["a"]}}):
        with pytest.raises(UnknownSituationError, match=r"'knd' is no facet.*mean 'kind'"):
            fit(path, **how)


@pytest.mark.parametrize(
    ("rows", "how", "says"),
    [
        (HOURS, {"scope": {"kind": ["b"]}}, "the scope selects none of 20 cases"),
        (HOURS, {"as_of": START}, "all 20 cases start after 2026-02-01"),
        ([(start, None, None, "a") for start, *_ in HOURS], {}, "of 20 cases none had ended"),
        (
            [(str(end), start, "done", "a") for start, end, *_ in HOURS],
            {},
            "20 of 20 cases end before",
        ),
        ([HOURS[0]] * 20, {}, "all 20 cases that ended took the same, 3,600 seconds"),
        (
            [HOURS[0], ("1899-12-31T00:00:00Z", None, None, "a")],
            {},
            "outside the years 1900 to 2199",
        ),
    ],
)
def test_cases_that_say_nothing_are_refused(
    tmp_path: Path, rows: list[Case], how: dict[str, Any], says: str
) -> None:
    path = put(tmp_path / "history.parquet", plain(rows), TIMES)
    with pytest.raises(UnfitHistoryError, match=says):
        fit(path, **how)


def test_duckdb_keeps_to_its_memory(engine: Any) -> None:  # noqa: ANN401
    rows = engine.raw_sql("SELECT current_setting('memory_limit'), current_setting('threads')")
    assert rows.fetchone() == ("256.0 MiB", 1)


def test_an_engine_that_was_not_tried_is_refused() -> None:
    import ibis

    sqlite = ibis.sqlite.connect()
    kinds = {"started_at": "timestamp", "ended_at": "timestamp", "ending": "string"}
    sqlite.create_table("cases", schema=ibis.schema(kinds))
    with pytest.raises(ForecastError, match=r"counting on 'sqlite' has not been tried"):
        statistics.of_table(sqlite.table("cases"), metric="reply")


def test_arrivals_keep_their_hours(tmp_path: Path) -> None:
    path = write(tmp_path / "history.parquet", TIMES)
    arrivals = fit(path, as_of=TIMES.as_of).arrivals
    assert (np.diff(arrivals) >= 0).all()
    wanted = np.sort(forecast.fit(history.read(path), facets=[], as_of=TIMES.as_of).arrivals)
    assert np.abs(arrivals - wanted).max() < timedelta(hours=1) / timedelta(microseconds=1)
