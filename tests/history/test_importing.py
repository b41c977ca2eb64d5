"""From columns to cases: joins, events, clocks, zones, business time."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.history.desk import HEADER, ROWS, Desk
from troth.history import NotAHistoryError, import_history
from troth.history.errors import BadSourceError

#: Every row has one.
START: dict[str, object] = {"started": {"column": "opened", "else": ["day", "hour"]}}


def column(desk: Desk, name: str) -> list[object]:
    return list(pq.read_table(desk.output)[name].to_pylist())


def test_it_works(desk: Desk) -> None:
    imported = desk.bring(HEADER + ROWS)
    assert (imported.facts.rows_read, imported.facts.cases) == (4, 4)
    assert column(desk, "case_id") == ["T1", "T2", "T3", "T4"]
    assert column(desk, "metric") == ["resolution"] * 4
    assert column(desk, "started_at")[0] == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert column(desk, "ending") == ["done", "done", None, "done"]
    assert column(desk, "facet_team") == ["web", "web", "shop", None]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters(desk: Desk, delimiter: str) -> None:
    imported = desk.bring((HEADER + ROWS).replace(",", delimiter), delimiter=delimiter)
    assert imported.facts.cases == 4


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_and_a_byte_order_mark(desk: Desk, ending: str) -> None:
    text = "\ufeff" + (HEADER + ROWS).replace("\n", ending).rstrip()
    assert desk.bring(text).facts.cases == 4


def test_several_files_are_one_history(desk: Desk) -> None:
    more = HEADER + "T5,06.03.2026 09:00,,,web\nT6,soon,,,web\n"
    imported = desk.bring_all([desk.file("b.csv", more), desk.file("a.csv", HEADER + ROWS)])
    assert imported.facts.cases == 5
    assert imported.facts.sources == ("b.csv", "a.csv")
    assert "b.csv,3,started" in desk.rejects()[0].replace('"', "")


def test_cells_that_mean_nothing(desk: Desk) -> None:
    rows = ROWS.replace("shop", "n/a").replace(",,05", ",?,05")
    desk.bring(HEADER + rows, nulls=["", "n/a", "?"])
    assert column(desk, "facet_team") == ["web", "web", None, None]
    assert column(desk, "promised_at")[3] is None


def test_a_time_of_day_rolls_past_midnight(desk: Desk) -> None:
    """Left Berlin at 22:30 and promised for 05:10 in New York, which is the next day there."""
    header = "id,opened,due,late,zone\n"
    row = "F1,14.06.2026 22:30,510,-20,America/New_York\nF2,14.06.2026 22:30,2400,5,Europe/Berlin\n"
    desk.bring(
        header + row,
        facets=None,
        promised={
            "column": "due",
            "format": "HHMM",
            "not-before": "started",
            "zone": {"column": "zone"},
        },
        ended={"after": "promised", "minutes": "late"},
    )
    assert column(desk, "promised_at") == [
        datetime(2026, 6, 15, 9, 10, tzinfo=UTC),
        datetime(2026, 6, 14, 22, 0, tzinfo=UTC),
    ]
    assert column(desk, "ended_at")[0] == datetime(2026, 6, 15, 8, 50, tzinfo=UTC)


def test_where_one_column_is_empty_another_is_read(desk: Desk) -> None:
    """Format and zone hold for both; what the other says elsewhere does not count."""
    header = "id,opened,resolved,closed\n"
    rows = (
        "T1,02.03.2026 09:00,02.03.2026 17:00,nonsense\n"
        "T2,02.03.2026 09:00,,03.03.2026 10:00\n"
        "T3,02.03.2026 09:00,,\n"
        "T4,02.03.2026 09:00,,soon\n"
    )
    ended = {"column": "resolved", "else": "closed", "zone": "UTC"}
    imported = desk.bring(header + rows, promised=None, facets=None, ended=ended)
    assert column(desk, "ended_at") == [
        datetime(2026, 3, 2, 17, tzinfo=UTC),
        datetime(2026, 3, 3, 10, tzinfo=UTC),
        None,
    ]
    assert imported.facts.rejects == {"ended: does not fit '%d.%m.%Y %H:%M'": 1}


@pytest.mark.parametrize("key", ["started", "promised"])
def test_every_instant_can_have_another_column(desk: Desk, key: str) -> None:
    header = "id,opened,due,closed,team,day,hour\n"
    rows = "T1,02.03.2026 09:00,,,,,\nT2,,,,,02.03.2026,10:00\n"
    said = {key: {"column": "opened", "else": ["day", "hour"]}}
    desk.bring(header + rows, **{"started": said["started"]} if key == "started" else START | said)
    assert column(desk, f"{key}_at") == [datetime(2026, 3, 2, hour, tzinfo=UTC) for hour in (8, 9)]


def test_clock_changes(desk: Desk) -> None:
    """A time in the gap is an hour later; a time that occurs twice is its first occurrence."""
    rows = "T1,29.03.2026 02:30,,,\nT2,25.10.2026 02:30,,,\n"
    desk.bring(HEADER + rows)
    assert column(desk, "started_at") == [
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    ]


def test_business_time_is_counted_at_import(desk: Desk) -> None:
    calendar = {"hours": "Mo-Fr 09:00-17:00", "timezone": "Europe/Berlin"}
    imported = desk.bring(HEADER + ROWS, calendar=calendar)
    hours = [None if each is None else each / 3600 for each in column(desk, BUSINESS)]  # type: ignore[operator]
    assert hours == [7, 16, None, 8]
    assert imported.facts.calendar_version


BUSINESS = "elapsed_business_seconds"
EVENTS = """\
id,step,opened,closed,team,fine
A,2,02.03.2026 09:00,05.03.2026 09:00,late,false
B,1,02.03.2026 09:00,,first,true
A,10,02.03.2026 09:00,06.03.2026 09:00,last,false
A,1,02.03.2026 09:00,,first,true
B,x,02.03.2026 09:00,,bad,true
B,1,02.03.2026 09:00,03.03.2026 09:00,again,true
"""


def test_the_last_event_of_a_case(desk: Desk) -> None:
    """By number and not by text; of equals, the later row."""
    imported = desk.bring(
        EVENTS,
        promised=None,
        last_by="step",
        label={"column": "fine", "kept": ["true"], "broken": ["false"]},
    )
    assert (imported.facts.rows_read, imported.facts.cases) == (6, 2)
    assert dict(zip(column(desk, "case_id"), column(desk, "facet_team"), strict=True)) == {
        "A": "last",
        "B": "again",
    }
    assert imported.facts.rejects == {"last-by: 'step' is not a number": 1}


def test_the_last_event_across_files_and_blocks(desk: Desk) -> None:
    """Cases come back after so many others that rows were reduced in between."""
    header = "id,step,opened,closed,team\n"
    row = "C{n},{step},02.03.2026 09:00,,{step}\n"
    first = header + "".join(row.format(n=n, step=1) for n in range(150_000))
    second = header + "".join(row.format(n=n, step=2) for n in range(0, 150_000, 2))
    files = [desk.file("a.csv", second), desk.file("b.csv", first)]
    imported = desk.bring_all(files, promised=None, last_by="step")
    assert imported.facts.cases == 150_000
    assert column(desk, "facet_team").count("2") == 75_000


ITEMS = """\
ticket,item,sku,price
T1,2,last,0.2
T1,1,first,0.1
T3,1,only,7
T9,1,unknown,1
"""
JOINED = {
    "files": {"tickets": "tickets*.csv", "items": "items.csv", "skus": "skus.csv"},
    "rows": "tickets",
}


def join(take: object, **more: object) -> list[dict[str, object]]:
    return [{"file": "items", "key": {"id": "ticket"}, "take": take, **more}]


def bring_joined(desk: Desk, joins: list[dict[str, object]], **changed: object) -> None:
    desk.file("tickets.csv", HEADER + ROWS)
    desk.file("items.csv", ITEMS)
    desk.file("skus.csv", "sku,kind\nfirst,book\nonly,toy\n")
    desk.bring_all([desk.folder], **JOINED, join=joins, **changed)


@pytest.mark.parametrize(
    ("how", "expected"),
    [("first", "first"), ("last", "last")],
)
def test_one_of_several_rows_is_chosen(desk: Desk, how: str, expected: str) -> None:
    joins = join({"sku": how}, **{"order-by": "item"})
    bring_joined(desk, joins, facets={"sku": "items.sku"})
    assert column(desk, "facet_sku") == [expected, None, "only", None]


@pytest.mark.parametrize(("how", "of_the_first"), [("sum", 0.3), ("min", 0.1), ("max", 0.2)])
def test_several_rows_are_added_up(desk: Desk, how: str, of_the_first: float) -> None:
    bring_joined(desk, join({"price": how}), value="items.price")
    assert column(desk, "value") == [of_the_first, None, 7, None]


def test_a_join_by_a_joined_column(desk: Desk) -> None:
    joins = join({"sku": "last"})
    joins.append({"file": "skus", "key": {"items.sku": "sku"}, "take": ["kind"]})
    bring_joined(desk, joins, facets={"kind": "skus.kind"})
    assert column(desk, "facet_kind") == ["book", None, "toy", None]


def test_rows_that_the_file_lacks(desk: Desk) -> None:
    joins = join({"sku": "first"}, add={"T2": {"sku": "added"}, "T3": {"sku": "instead"}})
    bring_joined(desk, joins, facets={"sku": "items.sku"})
    assert column(desk, "facet_sku") == ["last", "added", "instead", None]


@pytest.mark.parametrize(
    ("joins", "said"),
    [
        (join(["sku"]), "'ticket' 'T1' stands in 2 rows; let the mapping say which, such as"),
        (join({"sku": "sum"}), "row 2, column 'sku': 'last' is no number, so 'sum' cannot be"),
        (join({"size": "sum"}), "there is no column 'size' that the mapping names"),
        (join({"sku": "last"}, **{"order-by": "sku"}), "so rows have no order"),
    ],
)
def test_joins_are_refused(desk: Desk, joins: list[dict[str, object]], said: str) -> None:
    with pytest.raises(BadSourceError) as caught:
        bring_joined(desk, joins)
    assert said in str(caught.value)


def test_a_missing_file_of_a_folder_is_named(desk: Desk) -> None:
    desk.file("tickets.csv", HEADER + ROWS)
    with pytest.raises(BadSourceError, match=r"needs the file 'items.csv', and there is none in"):
        desk.bring_all([desk.folder], **JOINED, join=join({"sku": "first"}))


def test_joined_files_are_found_beside_a_given_file(desk: Desk) -> None:
    bring_joined(desk, join({"sku": "first"}))
    imported = desk.bring_all([desk.folder / "tickets.csv"], **JOINED, join=join({"sku": "last"}))
    assert imported.facts.cases == 4


def test_a_folder_for_a_mapping_without_files(desk: Desk) -> None:
    desk.file("tickets.csv", HEADER + ROWS)
    with pytest.raises(BadSourceError, match="the mapping names no files"):
        desk.bring_all([desk.folder])


def test_a_file_that_the_mapping_does_not_know(desk: Desk) -> None:
    files = [desk.file(name, HEADER + ROWS) for name in ("tickets.csv", "other.csv")]
    with pytest.raises(BadSourceError, match=r"other.csv: fits no file of the mapping"):
        desk.bring_all(files, **JOINED)


def test_the_source_is_not_touched(desk: Desk, tmp_path: Path) -> None:
    desk.bring(HEADER + ROWS)
    assert (tmp_path / "tickets.csv").read_text() == HEADER + ROWS
    assert desk.leftovers() == {"tickets.parquet"}


def test_progress_ends_with_everything_read(desk: Desk) -> None:
    files = [desk.file(name, HEADER + ROWS) for name in ("a.csv", "b.csv")]
    seen: list[tuple[int, int]] = []
    import_history(
        desk.mapping(), files, desk.output, lambda done, total: seen.append((done, total))
    )
    total = sum(file.stat().st_size for file in files)
    assert seen[-1] == (total, total)
    assert seen == sorted(seen)


def test_columns_of_two_imports_are_never_mixed(desk: Desk) -> None:
    """An import may replace the file while a long run reads it."""
    history = desk.history(HEADER + "T1,02.03.2026 10:00,,,\n")
    assert len(history.cases()) == 1
    desk.history(HEADER + "T1,02.03.2026 10:00,,,\nT2,03.03.2026 10:00,,,\n")
    with pytest.raises(NotAHistoryError, match="has changed since it was opened; read it again"):
        history.column("rating")
