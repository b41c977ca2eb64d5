"""Parquet sources: their types are kept, and bombs are refused before they are decoded."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.history.desk import Desk
from troth.history import read
from troth.history.errors import BadSourceError, NotAHistoryError
from troth.history.facts import KEY

NAIVE = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - a wall time
AWARE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def parquet(desk: Desk, **columns: object) -> Path:
    path = desk.folder / "tickets.pq"
    pq.write_table(pa.table(columns), path)
    return path


def test_types_are_kept(desk: Desk) -> None:
    path = parquet(
        desk,
        id=pa.array([1, 2]),
        opened=pa.array([NAIVE, NAIVE]),
        due=pa.array([date(2026, 3, 3), None]),
        closed=pa.array([AWARE, None], pa.timestamp("ns", "UTC")),
        team=pa.array(["web", None]).dictionary_encode(),
        stars=pa.array([4.5, float("nan")]),
    )
    desk.bring_all([path], dates=None, rating="stars")
    table = pq.read_table(desk.output)
    assert table["case_id"].to_pylist() == ["1", "2"]
    # Berlin is an hour ahead of UTC in March.
    assert table["started_at"].to_pylist() == [datetime(2026, 3, 2, 8, tzinfo=UTC)] * 2
    assert table["promised_at"].to_pylist() == [datetime(2026, 3, 2, 23, tzinfo=UTC), None]
    assert table["ended_at"].to_pylist() == [AWARE, None]
    assert table["facet_team"].to_pylist() == ["web", None]
    assert table["rating"].to_pylist() == [4.5, None]


def test_timestamps_and_text_fill_in_for_each_other(desk: Desk) -> None:
    path = parquet(
        desk,
        id=pa.array(["T1", "T2"]),
        opened=pa.array([NAIVE, None]),
        due=pa.array([None, None], pa.string()),
        closed=pa.array([None, "05.03.2026 09:00"]),
        team=pa.array(["web", "web"]),
    )
    desk.bring_all([path], started={"column": "opened", "else": "closed"})
    started = [datetime(2026, 3, day, 8, tzinfo=UTC) for day in (2, 5)]
    assert pq.read_table(desk.output)["started_at"].to_pylist() == started
    with pytest.raises(BadSourceError, match="there is text in 'opened', 'closed'; state how"):
        desk.bring_all([path], dates=None, started={"column": "opened", "else": "closed"})


def test_whole_numbers_with_gaps_stay_whole(desk: Desk) -> None:
    path = parquet(
        desk,
        id=pa.array([1.0, 2.0]),
        opened=pa.array([NAIVE, NAIVE]),
        due=pa.array([None, NAIVE]),
        closed=pa.array([None, NAIVE]),
        team=pa.array([True, None]),
    )
    desk.bring_all([path], dates=None)
    assert pq.read_table(desk.output)["case_id"].to_pylist() == ["1", "2"]
    assert pq.read_table(desk.output)["facet_team"].to_pylist() == ["true", None]


def refusal(desk: Desk, path: Path) -> str:
    with pytest.raises(BadSourceError) as caught:
        desk.bring_all([path])
    assert not desk.output.exists()
    return str(caught.value)


def bomb(desk: Desk, text: str, rows: int) -> Path:
    """Every cell the same: a dictionary of one text, and its position repeated."""
    path = desk.folder / "bomb.pq"
    index = pa.array([0] * 100_000, pa.int32())
    same = pa.DictionaryArray.from_arrays(index, pa.array([text]))
    part = pa.table(dict.fromkeys(["id", "opened", "due", "closed", "team"], same))
    with pq.ParquetWriter(path, part.schema, compression="zstd") as writer:
        whole = pa.concat_tables([part] * (rows // 100_000))
        writer.write_table(whole, row_group_size=rows)
    assert path.stat().st_size < 4 << 20
    return path


def test_a_great_many_rows_in_a_few_bytes(desk: Desk) -> None:
    assert "30000000 rows in" in refusal(desk, bomb(desk, "x", 30_000_000))


def test_long_cells_in_a_few_bytes(desk: Desk) -> None:
    said = refusal(desk, bomb(desk, "x" * 4000, 1_000_000))
    assert "MiB, over 100 times its size" in said


def test_very_long_cells_are_not_even_decoded(desk: Desk) -> None:
    said = refusal(desk, bomb(desk, "x" * 1_000_000, 1_000_000))
    assert "decodes to more than 64 MiB" in said


def test_well_packed_pages(desk: Desk) -> None:
    path = desk.folder / "bomb.pq"
    long = pa.array(["x" * (1 << 20)] * 30)
    table = pa.table(dict.fromkeys(["id", "opened", "due", "closed", "team"], long))
    pq.write_table(table, path, use_dictionary=False, compression="zstd")
    assert path.stat().st_size < 1 << 20
    assert "decodes to 150 MiB from" in refusal(desk, path)


def test_nested_columns_are_refused(desk: Desk) -> None:
    stamps = pa.array([NAIVE])
    path = parquet(
        desk, id=pa.array([[1, 2]]), opened=stamps, due=stamps, closed=stamps, team=["a"]
    )
    assert "the column 'id' holds list<" in refusal(desk, path)


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1" + b"x" * 100 + b"PAR1", b"not parquet"])
def test_what_only_looks_like_parquet(desk: Desk, content: bytes) -> None:
    assert "is not Parquet that can be read" in refusal(desk, desk.file("x.parquet", content))


def test_cut_parquet(desk: Desk) -> None:
    desk.bring("id,opened,due,closed,team\nT1,02.03.2026 09:00,,,\n")
    cut = desk.file("cut.parquet", desk.output.read_bytes()[:-30])
    desk.output.unlink()
    assert "is not Parquet that can be read" in refusal(desk, cut)
    with pytest.raises(NotAHistoryError, match="is no Parquet file"):
        read(cut)


def test_texts_that_are_not_utf8(desk: Desk) -> None:
    odd = pa.array([b"T\xff"]).view(pa.string())
    stamps = pa.array([NAIVE])
    path = parquet(desk, id=odd, opened=stamps, due=stamps, closed=stamps, team=odd)
    assert "UTF8" in refusal(desk, path)


def test_an_instant_beyond_counting_is_refused(desk: Desk) -> None:
    path = parquet(desk, **_column("opened", pa.array([-(2**62)], pa.timestamp("ms"))))
    with pytest.raises(BadSourceError, match="out of bounds"):
        desk.bring_all([path], dates=None)


def _column(name: str, values: pa.Array) -> dict[str, pa.Array]:
    times = {key: pa.array([AWARE]) for key in ("opened", "due", "closed")}
    return {"id": pa.array(["a"]), "team": pa.array(["web"]), **times, name: values}


@pytest.mark.parametrize(
    "metadata",
    [
        {"grace_seconds": 1e308},
        {"compare": "never"},
        {"zone": "../../etc/passwd"},
        {"latest": "9999-12-31T23:59:59+00:00"},
        {"latest": "2026-01-01"},
        {"metric": {"a": 1}},
        {"rejects": [1]},
    ],
)
def test_damaged_metadata_are_refused(desk: Desk, metadata: dict[str, object]) -> None:
    table, said = _history(desk)
    table = table.replace_schema_metadata({KEY: json.dumps(said | metadata)})
    pq.write_table(table, desk.output)
    with pytest.raises(NotAHistoryError, match="metadata are damaged"):
        read(desk.output)


@pytest.mark.parametrize(
    "started",
    [pa.array(["x"]), pa.array([None], pa.null()), pa.array([2**62], pa.timestamp("us", "UTC"))],
)
def test_damaged_instants_are_refused(desk: Desk, started: pa.Array) -> None:
    table, said = _history(desk)
    place = table.schema.get_field_index("started_at")
    table = table.slice(0, 1).set_column(place, "started_at", started)
    pq.write_table(table.replace_schema_metadata({KEY: json.dumps(said)}), desk.output)
    with pytest.raises(NotAHistoryError, match="started_at"):
        read(desk.output).cases()


def _history(desk: Desk) -> tuple[pa.Table, dict[str, object]]:
    desk.history()
    with pq.ParquetFile(desk.output) as file:
        return file.read(), json.loads(file.metadata.metadata[KEY.encode()])
