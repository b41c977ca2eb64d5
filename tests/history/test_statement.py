"""The statement, the interval of a share, and when customers come."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.history.desk import HEADER, Desk
from troth.clock import NaiveTimeError
from troth.history import BadSourceError, NotAHistoryError, arrival_profile, read, summary, wilson
from troth.history.repeats import Repeats

COUNTS = ("cases", "promised", "kept", "broken", "pending", "no_promise", "never_ended")


def counts(statement: dict[str, object]) -> tuple[object, ...]:
    return tuple(statement[key] for key in COUNTS)


def test_it_works(desk: Desk) -> None:
    statement = summary(desk.history())
    assert counts(statement) == (4, 3, 1, 1, 1, 1, 1)
    assert "withdrawn" not in statement
    assert statement["as_of"] == "2026-03-05T11:00:00Z"
    assert statement["kept_share"] == 0.5
    assert statement["median_promised_seconds"] == 24 * 3600
    assert statement["median_actual_seconds"] == 24 * 3600


def test_as_of_an_earlier_instant(desk: Desk) -> None:
    history = desk.history()
    noon = datetime(2026, 3, 3, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    assert counts(summary(history, noon)) == (3, 3, 1, 1, 1, 0, 2)
    assert counts(summary(history, datetime(2020, 1, 1, tzinfo=UTC))) == (0,) * 7


def test_as_of_a_later_instant_open_cases_break(desk: Desk) -> None:
    assert counts(summary(desk.history(), datetime(2027, 1, 1, tzinfo=UTC))) == (
        4, 3, 1, 2, 0, 1, 1,
    )  # fmt: skip


def test_withdrawn_has_a_key_where_the_source_has_it(desk: Desk) -> None:
    withdrawn = {"column": "team", "values": ["shop"]}
    statement = summary(desk.history(withdrawn=withdrawn))
    assert statement["withdrawn"] == 1
    assert counts(statement) == (4, 3, 1, 1, 0, 1, 0)


def test_groups_are_the_same_figures(desk: Desk) -> None:
    statement = summary(desk.history(), by="team")
    groups = {group["team"]: counts(group) for group in statement["groups"]}
    assert groups == {
        "web": (2, 2, 1, 1, 0, 0, 0),
        "shop": (1, 1, 0, 0, 1, 0, 1),
        None: (1, 0, 0, 0, 0, 1, 0),
    }
    assert [group["team"] for group in statement["groups"]] == ["web", "shop", None]


def test_naive_instants_are_refused(desk: Desk) -> None:
    with pytest.raises(NaiveTimeError):
        summary(desk.history(), datetime(2026, 3, 3))  # noqa: DTZ001 - the point of the test


def test_an_unknown_facet_is_refused(desk: Desk) -> None:
    with pytest.raises(NotAHistoryError, match=r"no facet 'tean'. Did you mean 'team'\?"):
        summary(desk.history(), by="tean")


def test_cases_within_a_scope(desk: Desk) -> None:
    history = desk.history()
    assert len(history.cases(scope={"team": ["web", "shop"]})) == 3
    assert len(history.cases("resolution", {"team": ["nobody"]})) == 0
    assert len(history.cases("first-reply")) == 0


def test_what_is_no_history(desk: Desk) -> None:
    plain = desk.folder / "plain.parquet"
    pq.write_table(pa.table({"a": [1]}), plain)
    with pytest.raises(NotAHistoryError, match="is Parquet, but no history"):
        read(plain)
    with pytest.raises(NotAHistoryError, match="there is no such file"):
        read(desk.folder / "nowhere.parquet")


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ('{"format": 99}', "was written by another version of troth"),
        ('{"format": 1}', "its metadata are damaged"),
        ("nonsense", "its metadata are damaged"),
    ],
)
def test_metadata_of_somebody_else(desk: Desk, metadata: str, said: str) -> None:
    path = desk.folder / "odd.parquet"
    pq.write_table(pa.table({"a": [1]}).replace_schema_metadata({"troth": metadata}), path)
    with pytest.raises(NotAHistoryError, match=said):
        read(path)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    # The first two from Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [
        (81, 263, 0.2553, 0.3662),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilson_interval(hits: int, n: int, low: float, high: float) -> None:
    assert wilson(hits, n) == pytest.approx((low, high), abs=5e-5)


def test_arrivals_by_local_hour_of_the_week(desk: Desk) -> None:
    """Monday 2 March 09:00 and 10:00, Tuesday 11:00, Wednesday 12:00 in Berlin."""
    history = desk.history()
    profile = arrival_profile(history)
    assert np.flatnonzero(profile).tolist() == [9, 10, 24 + 11, 48 + 12]
    assert profile.sum() == pytest.approx(1)
    in_new_york = arrival_profile(history, ZoneInfo("America/New_York"))
    assert np.flatnonzero(in_new_york).tolist() == [3, 4, 24 + 5, 48 + 6]


def test_no_arrivals_weigh_nothing(desk: Desk) -> None:
    assert not arrival_profile(desk.history(), scope={"team": []}).any()


@pytest.mark.parametrize(
    ("ids", "repeated"),
    [
        ([], 0),
        (["a", "b", "ab", "ba"], 0),
        (["a", "b", "a", "a"], 2),
        (["x" * 9000, "x" * 9001], 0),
    ],
)
def test_repeated_ids_are_counted(ids: list[str], repeated: int) -> None:
    repeats = Repeats()
    repeats.add(pa.array(ids, pa.string()))
    assert repeats.count() == repeated


def test_repeats_are_counted_across_batches_and_slices() -> None:
    repeats = Repeats()
    whole = pa.array(["skipped", "a", "b", "c"])
    repeats.add(whole.slice(1, 2))
    repeats.add(whole.slice(2))
    assert repeats.count() == 1


def test_a_history_without_its_columns(desk: Desk) -> None:
    table = pq.read_table(desk.history().path).drop_columns(["ended_at", "facet_team"])
    metadata = pq.read_metadata(desk.output).metadata
    pq.write_table(table.replace_schema_metadata({"troth": metadata[b"troth"]}), desk.output)
    with pytest.raises(NotAHistoryError, match="lacks the columns 'ended_at', 'facet_team'"):
        read(desk.output)


def test_a_history_that_says_much_in_few_bytes(desk: Desk) -> None:
    file = pq.read_metadata(desk.history().path)
    table = pa.table({name: pa.nulls(20_000_000) for name in file.schema.names})
    said = {"troth": file.metadata[b"troth"]}
    pq.write_table(table.replace_schema_metadata(said), desk.output)
    with pytest.raises(BadSourceError, match="20000000 rows in"):
        read(desk.output)


def test_a_column_that_is_not_there_is_named(desk: Desk) -> None:
    with pytest.raises(NotAHistoryError, match=r"no column 'ratin'. Did you mean 'rating'\?"):
        desk.history().numbers("ratin")
    with pytest.raises(NotAHistoryError, match="the column 'case_id' holds string"):
        desk.history().numbers("case_id")


def test_columns_are_read_when_they_are_asked_for(desk: Desk) -> None:
    desk.bring(HEADER + "T1,02.03.2026 09:00,,,\n")
    history = read(desk.output)
    desk.output.unlink()
    with pytest.raises(NotAHistoryError, match="cannot be read"):
        history.cases()
