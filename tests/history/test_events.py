"""Events of cases: from columns of their own rows, and from sources with a row for each event."""

from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.history.desk import HEADER, ROWS, Desk
from troth.history import BadSourceError, read, row_events

COLUMNS = "id,opened,approved,sent\n"
#: The first is out of order, the second has no event, the third starts later than its event.
ORDERS = (
    "T1,02.03.2026 09:00,04.03.2026 10:00,03.03.2026 10:00\n"
    "T2,02.03.2026 09:00,,\n"
    "T3,02.03.2026 09:00,01.03.2026 10:00,05.03.2026 10:00\n"
)
BY_COLUMN = {"approved": "approved", "handed-over": "sent"}

LOG = "id,step,opened,touched,state,group\n"
#: In no order but that of `step`; the group of A goes web, none, web, shop; that of B starts late.
TOUCHES = (
    "B,1,02.03.2026 09:00,02.03.2026 09:30,New,\n"
    "A,3,02.03.2026 09:00,02.03.2026 12:00,On hold,web\n"
    "A,1,02.03.2026 09:00,02.03.2026 10:00,New,web\n"
    "A,4,02.03.2026 09:00,02.03.2026 12:00,Active,shop\n"
    "A,2,02.03.2026 09:00,02.03.2026 11:00,Active,\n"
    "B,2,02.03.2026 09:00,02.03.2026 09:40,,web\n"
)
STATES = {"at": "touched", "kind": {"column": "state"}}
HAND_OVERS = {"at": "touched", "kind": "handed-over", "when-changed": "group"}
OTHERWISE = {"promised": None, "ended": None, "facets": None}
BY_ROW = OTHERWISE | {"last_by": "step"}


def events(desk: Desk) -> list[tuple[object, ...]]:
    """Id, instant and kind of each event, in the order of the file."""
    table = pq.read_table(desk.folder / "tickets.events.parquet")
    assert table["case_id"] == pq.read_table(desk.output)["case_id"].take(table["case_row"])
    return [(row["case_id"], row["at"], row["kind"]) for row in table.to_pylist()]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of March 2026, by the clock of Berlin."""
    return datetime(2026, 3, day, hour - 1, minute, tzinfo=UTC)


def test_columns_of_the_own_row(desk: Desk) -> None:
    imported = desk.bring(COLUMNS + ORDERS, **OTHERWISE, events=BY_COLUMN)
    assert events(desk) == [
        ("T1", at(3, 10), "handed-over"),
        ("T1", at(4, 10), "approved"),
        ("T3", at(1, 10), "approved"),
        ("T3", at(5, 10), "handed-over"),
    ]
    assert imported.facts.events is not None
    assert imported.facts.events.kinds == {"approved": 2, "handed-over": 2}
    assert imported.facts.anomalies == {"event before its case started": 1}
    assert desk.leftovers() == {"tickets.parquet", "tickets.events.parquet"}


def test_a_row_for_each_event(desk: Desk) -> None:
    desk.bring(LOG + TOUCHES, **BY_ROW, events=STATES)
    assert events(desk) == [
        ("A", at(2, 10), "New"),
        ("A", at(2, 11), "Active"),
        ("A", at(2, 12), "On hold"),
        ("A", at(2, 12), "Active"),
        ("B", at(2, 9, 30), "New"),
    ]


def test_a_row_that_changes_something(desk: Desk) -> None:
    """Empty cells are passed over, and a first value changes nothing."""
    desk.bring(LOG + TOUCHES, **BY_ROW, events=HAND_OVERS)
    assert events(desk) == [("A", at(2, 12), "handed-over")]


def test_every_row_can_be_of_one_kind(desk: Desk) -> None:
    desk.bring(LOG + TOUCHES, **BY_ROW, events={"at": "touched", "kind": "touched"})
    assert len(events(desk)) == 6


def test_kinds_of_the_rows_that_change_something(desk: Desk) -> None:
    desk.bring(LOG + TOUCHES, **BY_ROW, events=STATES | {"when-changed": "state"})
    assert [kind for _, _, kind in events(desk)] == ["Active", "On hold", "Active"]


def test_all_forms_together(desk: Desk) -> None:
    """The opening of the last row is an event too; those of one instant are in order of rows."""
    desk.bring(LOG + TOUCHES, **BY_ROW, events=[STATES, HAND_OVERS, {"opened": "opened"}])
    assert [event for event in events(desk) if event[0] == "A"] == [
        ("A", at(2, 9), "opened"),
        ("A", at(2, 10), "New"),
        ("A", at(2, 11), "Active"),
        ("A", at(2, 12), "On hold"),
        ("A", at(2, 12), "Active"),
        ("A", at(2, 12), "handed-over"),
    ]


def test_many_parts_are_one_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    said = [STATES, HAND_OVERS, {"opened": "opened"}]
    rows = "".join(
        f"{case},{step},02.03.2026 09:00,02.03.2026 1{step % 7}:{step:02},S{step % 3},G{step % 5}\n"
        for step in range(20)
        for case in range(50)
    )
    desk.bring(LOG + rows, **BY_ROW, events=said)
    whole = events(desk)
    assert len(whole) == 1000 + 50 * 19 + 50
    monkeypatch.setattr(row_events, "TOGETHER", 6_400)
    desk.bring(LOG + rows, **BY_ROW, events=said)
    assert events(desk) == whole


def test_all_forms_of_an_instant(desk: Desk) -> None:
    said = {
        "approved": {"column": "approved", "else": "sent", "zone": "UTC"},
        "reminded": {"after": "started", "hours": "hours"},
        "called": {"column": "clock", "format": "HHMM", "not-before": "started"},
    }
    header = "id,opened,approved,sent,hours,clock\n"
    desk.bring(header + "T1,02.03.2026 09:00,,03.03.2026 10:00,2.5,815\n", **OTHERWISE, events=said)
    assert events(desk) == [
        ("T1", at(2, 11, 30), "reminded"),
        ("T1", at(3, 8, 15), "called"),
        ("T1", at(3, 11), "approved"),
    ]


def test_a_bad_cell_loses_the_event_and_not_the_case(desk: Desk) -> None:
    rows = ORDERS + "T4,02.03.2026 09:00,soon,01.01.1500 10:00\nT5,never,soon,\n"
    facts = desk.bring(COLUMNS + rows, **OTHERWISE, events=BY_COLUMN).facts
    assert (facts.cases, len(events(desk))) == (4, 4)
    none = "a date that means none is a null"
    assert facts.anomalies == {
        "event approved: does not fit '%d.%m.%Y %H:%M'": 1,
        "event before its case started": 1,
        f"event handed-over: lies outside the years 1900 to 2199; {none}": 1,
    }


def test_a_bad_cell_of_a_log(desk: Desk) -> None:
    rows = TOUCHES.replace("02.03.2026 11:00", "noon").replace("02.03.2026 10:00", "")
    facts = desk.bring(LOG + rows, **BY_ROW, events=[STATES, HAND_OVERS]).facts
    assert facts.anomalies == {"event: does not fit '%d.%m.%Y %H:%M'": 1}
    assert [kind for case, _, kind in events(desk) if case == "A"] == [
        "On hold", "Active", "handed-over",
    ]  # fmt: skip


def test_events_of_a_rejected_case_go_with_it(desk: Desk) -> None:
    rows = TOUCHES + "C,1,never,02.03.2026 10:00,New,web\n,1,,02.03.2026 10:00,New,web\n"
    facts = desk.bring(LOG + rows, **BY_ROW, events=STATES).facts
    assert facts.cases == 2
    assert len(events(desk)) == 5
    assert facts.anomalies == {}


def test_an_event_of_a_log_before_its_case_started(desk: Desk) -> None:
    rows = TOUCHES + "C,1,02.03.2026 09:00,02.03.2026 08:00,New,web\n"
    facts = desk.bring(LOG + rows, **BY_ROW, events=STATES).facts
    assert facts.anomalies == {"event before its case started": 1}
    assert ("C", at(2, 8), "New") in events(desk)


def test_swapped_dates_are_refused_as_everywhere(desk: Desk) -> None:
    rows = ORDERS.replace("05.03.2026", "05.13.2026")
    with pytest.raises(BadSourceError, match=r"event handed-over '05.13.2026 10:00' does not fit"):
        desk.bring(COLUMNS + rows, **OTHERWISE, events=BY_COLUMN)
    assert desk.leftovers() == set()


def test_a_column_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(BadSourceError, match="there is no column 'sent' that the mapping names"):
        desk.bring(HEADER + ROWS, events={"sent": "sent"})


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("S{n}", r"column 'state': more than 1,000 kinds of events; name a column that has"),
        ("S" * 301, r"column 'state': a kind of event of 301 characters, 'S{40}'\.\.\.; at most"),
    ],
)
def test_what_is_no_kind_is_refused(desk: Desk, state: str, said: str) -> None:
    rows = "".join(
        f"A,{n},02.03.2026 09:00,02.03.2026 09:30,{state.format(n=n)},\n" for n in range(10_000)
    )
    with pytest.raises(BadSourceError, match=said):
        desk.bring(LOG + rows, **BY_ROW, events=STATES)
    assert desk.leftovers() == set()


def test_kinds_are_what_the_cells_hold(desk: Desk) -> None:
    """Line breaks, escapes and letters of all kinds are kept; who prints them spells them out."""
    odd = ["Zürich 🙂", "\x1b[31mred", "two\nlines", "\u202eback"]
    rows = "".join(
        f'A,{n},02.03.2026 09:00,02.03.2026 09:30,"{kind}",\n' for n, kind in enumerate(odd)
    )
    desk.bring(LOG + rows, **BY_ROW, events=STATES)
    found = read(desk.output).events()
    assert found is not None
    assert sorted(found.kinds) == sorted(odd)


def test_timestamps_of_parquet(desk: Desk) -> None:
    path = desk.folder / "log.pq"
    stamps = pa.array([at(2, 11), at(2, 10), at(2, 12)], pa.timestamp("ns", "UTC"))
    columns = {"id": ["A"] * 3, "opened": [at(2, 9)] * 3, "touched": stamps, "state": [3, 1, None]}
    pq.write_table(pa.table(columns), path)
    said = BY_ROW | {"last_by": "touched", "dates": None}
    desk.bring_all([path], **said, events=[STATES, STATES | {"when-changed": "opened"}])
    assert events(desk) == [("A", at(2, 10), "1"), ("A", at(2, 11), "3")]


def test_columns_of_joined_files(desk: Desk) -> None:
    desk.file("tickets.csv", HEADER + ROWS)
    desk.file("calls.csv", "ticket,called\nT3,04.03.2026 10:00\n")
    desk.bring_all(
        [desk.folder],
        files={"tickets": "tickets.csv", "calls": "calls.csv"},
        rows="tickets",
        join=[{"file": "calls", "key": {"id": "ticket"}, "take": ["called"]}],
        events={"called": "calls.called"},
    )
    assert events(desk) == [("T3", at(4, 10), "called")]


def test_the_same_import_gives_the_same_files(desk: Desk) -> None:
    contents = set()
    for _ in range(2):
        desk.bring(LOG + TOUCHES, **BY_ROW, events=[STATES, HAND_OVERS])
        contents.add((desk.folder / "tickets.events.parquet").read_bytes())
    assert len(contents) == 1
