"""The file of events beside a history: read back, tied to its own, never left over."""

import errno
import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.history.desk import HEADER, ROWS, Desk
from tests.history.test_events import (
    BY_COLUMN,
    BY_ROW,
    COLUMNS,
    LOG,
    ORDERS,
    OTHERWISE,
    STATES,
    TOUCHES,
)
from troth.history import BadOutputError, BadSourceError, History, NotAHistoryError, read
from troth.history.event_file import KEY
from troth.history.spool import Spool

STAMP = pa.timestamp("us", "UTC")


def orders(desk: Desk, rows: str = ORDERS) -> History:
    return desk.history(COLUMNS + rows, **OTHERWISE, events=BY_COLUMN)


def beside(desk: Desk) -> Path:
    return desk.folder / "tickets.events.parquet"


def refusal(desk: Desk) -> str:
    with pytest.raises(NotAHistoryError) as caught:
        read(desk.output).events()
    return str(caught.value)


def test_it_works(desk: Desk) -> None:
    events = orders(desk).events()
    assert events is not None
    assert len(events) == 4
    assert events.case_row.tolist() == [0, 0, 2, 2]
    assert [events.kinds[code] for code in events.kind] == [
        "handed-over", "approved", "approved", "handed-over",
    ]  # fmt: skip
    assert {each.dtype for each in (events.case_row, events.at_us, events.kind)} == {np.dtype("i8")}
    days = (events.at_us - read(desk.output).cases().started_us[events.case_row]) // 86_400_000_000
    assert days.tolist() == [1, 2, -1, 3]


def test_without_events_there_are_none(desk: Desk) -> None:
    assert desk.history().events() is None


def test_a_mapping_whose_events_never_happened(desk: Desk) -> None:
    events = orders(desk, "T1,02.03.2026 09:00,,\n").events()
    assert events is not None
    assert (len(events), events.kinds) == (0, ())


def test_a_history_of_an_earlier_version_has_none(desk: Desk) -> None:
    orders(desk)
    metadata = json.loads(pq.read_metadata(desk.output).metadata[b"troth"])
    del metadata["events"]
    table = pq.read_table(desk.output).replace_schema_metadata({"troth": json.dumps(metadata)})
    pq.write_table(table, desk.output)
    assert read(desk.output).events() is None


def test_events_of_an_earlier_import_go(desk: Desk) -> None:
    orders(desk)
    assert desk.bring(HEADER + ROWS).events_path is None
    assert desk.leftovers() == {"tickets.parquet"}


def test_a_refused_import_leaves_both_files(desk: Desk) -> None:
    orders(desk)
    before = desk.output.read_bytes(), beside(desk).read_bytes()
    for mapping in (OTHERWISE | {"events": BY_COLUMN}, OTHERWISE):
        with pytest.raises(BadSourceError):
            desk.bring(COLUMNS + ORDERS + "T9,\0", **mapping)
    assert (desk.output.read_bytes(), beside(desk).read_bytes()) == before
    assert desk.leftovers() == {"tickets.parquet", "tickets.events.parquet"}


def test_a_full_disk_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_spool: Spool, _records: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Spool, "add", full)
    with pytest.raises(BadOutputError, match=r"the import failed: .*No space left on device"):
        desk.bring(LOG + TOUCHES, **BY_ROW, events=STATES)
    assert desk.leftovers() == set()


def test_a_missing_file(desk: Desk) -> None:
    orders(desk)
    beside(desk).unlink()
    assert "tickets.events.parquet: is not there, and " in refusal(desk)
    assert "has 4 events in it; move both files together" in refusal(desk)


@pytest.mark.parametrize("rows", [ORDERS.replace("T1", "T7"), ORDERS.replace("04.03", "05.03")])
def test_events_of_another_history(desk: Desk, rows: str) -> None:
    orders(desk, rows)
    others = beside(desk).read_bytes()
    orders(desk)
    beside(desk).write_bytes(others)
    assert "holds the events of another history than" in refusal(desk)


@pytest.mark.parametrize("left", [0, 3, 4, 100, -1, -8, -500])
def test_a_file_that_was_cut_off(desk: Desk, left: int) -> None:
    orders(desk)
    beside(desk).write_bytes(beside(desk).read_bytes()[:left])
    assert "is damaged: it cannot be read; import the source again" in refusal(desk)
    # Which is possible: what nobody can read is not kept.
    assert orders(desk).events() is not None


def test_a_flipped_bit(desk: Desk) -> None:
    orders(desk)
    content = bytearray(beside(desk).read_bytes())
    for position in range(0, len(content), 7):
        content[position] ^= 16
        beside(desk).write_bytes(content)
        content[position] ^= 16
        try:
            events = read(desk.output).events()
        except (NotAHistoryError, BadSourceError):
            continue
        assert events is not None
        assert events.case_row.tolist() == [0, 0, 2, 2]


@pytest.mark.parametrize(
    ("name", "column", "said"),
    [
        ("case_row", pa.array([0, 0, 2, 3]), "events of cases beyond the 3 of the history"),
        ("case_row", pa.array([-1, 0, 2, 2]), "events of cases beyond the 3 of the history"),
        ("case_row", pa.array([2, 2, 0, 0]), "its events are not in order"),
        ("case_row", pa.array([0, 0, 0, 0]), "its events are not in order"),
        ("case_row", pa.array([0, 0, 2, None]), "it cannot be read"),
        ("case_row", pa.array([0.0, 0.0, 2.0, 2.0]), "its column 'case_row' holds double"),
        (
            "at",
            pa.array([0, 1, 2, 1 << 62], STAMP),
            "events outside the years 1900",
        ),
        ("at", pa.array([0, 1, 2, 3], pa.timestamp("us")), "its column 'at' holds timestamp[us]"),
        ("kind", pa.array(["a", "b", None, "c"]).dictionary_encode(), "it cannot be read"),
        ("kind", pa.array(["a", "b", "c", "d"]), "its column 'kind' holds string"),
        ("kind", None, "its column 'kind' holds nothing"),
    ],
)
def test_columns_that_no_import_wrote(
    desk: Desk, name: str, column: pa.Array | None, said: str
) -> None:
    orders(desk)
    table = pq.read_table(beside(desk))
    position = table.schema.get_field_index(name)
    key = {KEY: pq.read_metadata(beside(desk)).metadata[KEY.encode()]}
    if column is None:
        table = table.remove_column(position)
    else:
        table = table.set_column(position, name, column)
    pq.write_table(table.replace_schema_metadata(key), beside(desk))
    assert f"tickets.events.parquet: is damaged: {said}" in refusal(desk).replace("there are ", "")


def test_fewer_events_than_the_history_says(desk: Desk) -> None:
    orders(desk)
    key = {KEY: pq.read_metadata(beside(desk)).metadata[KEY.encode()]}
    table = pq.read_table(beside(desk)).slice(0, 3)
    pq.write_table(table.replace_schema_metadata(key), beside(desk))
    assert "is damaged: it has 3 events of 4" in refusal(desk)


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ('{"format": 2}', "was written by another version of troth (format 2, this one reads 1)"),
        ('{"format": 1}', "holds the events of another history"),
        ("[]", "its metadata cannot be read"),
        ("nonsense", "it cannot be read"),
        (None, "is Parquet, but holds no events of a history"),
    ],
)
def test_metadata_of_somebody_else(desk: Desk, metadata: str | None, said: str) -> None:
    orders(desk)
    key = None if metadata is None else {KEY: metadata}
    pq.write_table(pq.read_table(beside(desk)).replace_schema_metadata(key), beside(desk))
    assert said in refusal(desk)


def test_what_is_something_else_is_not_written_over(desk: Desk) -> None:
    """Not even removed by an import without events."""
    beside(desk).write_text("my notes")
    for mapping in (OTHERWISE | {"events": BY_COLUMN}, OTHERWISE):
        with pytest.raises(BadOutputError, match="is in the place of the history's events and is"):
            desk.bring(COLUMNS + ORDERS, **mapping)
    pq.write_table(pa.table({"a": [1]}), beside(desk))
    with pytest.raises(BadOutputError, match="is something else; move it, or name another file"):
        desk.bring(HEADER + ROWS)
    beside(desk).unlink()
    beside(desk).mkdir()
    with pytest.raises(BadOutputError, match="is a folder"):
        desk.bring(HEADER + ROWS)


def test_another_history_is_not_taken_for_events(desk: Desk) -> None:
    first = desk.output
    desk.output = beside(desk)
    desk.bring(HEADER + ROWS)
    desk.output = first
    with pytest.raises(BadOutputError, match="is in the place of the history's events"):
        desk.bring(HEADER + ROWS)


def test_a_source_is_not_written_over_by_events(desk: Desk) -> None:
    orders(desk)
    with pytest.raises(BadOutputError, match="would overwrite the source"):
        desk.bring_all([beside(desk)], started="at", case="case_id", **OTHERWISE)
