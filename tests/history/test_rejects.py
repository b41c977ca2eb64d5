"""Rows that cannot be read are counted, shown and written down; the others go on."""

import pytest

from tests.history.desk import HEADER, ROWS, Desk
from troth.history import read
from troth.history.errors import BadSourceError


@pytest.mark.parametrize(
    ("row", "changed", "reason"),
    [
        (",02.03.2026 09:00,,,web", {}, "case: is empty"),
        ("T9,,,,web", {}, "started: is empty"),
        ("T9,32.03.2026 09:00,,,web", {}, "started: does not fit '%d.%m.%Y %H:%M': "),
        ("T9,02.03.2026 09:00,soon,,web", {}, "promised: does not fit '%d.%m.%Y %H:%M': 'soon'"),
        ("T9,02.03.2026 09:00,31.12.9999 00:00,,web", {}, "promised: lies outside the years"),
        ("T9,02.03.2026 09:00,,,four", {"rating": "team"}, "rating: is no number: 'four'"),
        (
            "T9,02.03.2026 09:00,,,maybe",
            {"label": {"column": "team", "kept": ["web", "shop"], "broken": ["none"]}},
            "label: is neither among kept nor among broken: 'maybe'",
        ),
        (
            "T9,02.03.2026 09:00,x,,web",
            {"promised": {"after": "started", "hours": "due"}},
            "promised: 'due' is not a number: 'x'",
        ),
        (
            "T9,02.03.2026 09:00,,,Nowhere/Land",
            {"started": {"column": "opened", "zone": {"column": "team"}}},
            "started: 'Nowhere/Land' in 'team' is no zone",
        ),
        (
            "T9,02.03.2026 09:00,,,",
            {"started": {"column": "opened", "zone": {"column": "team"}}},
            "started: 'team' has no zone for this row",
        ),
    ],
)
def test_a_row_is_rejected_with_its_reason(
    desk: Desk, row: str, changed: dict[str, object], reason: str
) -> None:
    good = "T1,02.03.2026 09:00,,,5\n" if "rating" in changed else "T1,02.03.2026 09:00,,,web\n"
    if isinstance(changed.get("started"), dict):
        good = "T1,02.03.2026 09:00,,,UTC\n"
    imported = desk.bring(HEADER + good + row + "\n" + good, **changed)
    assert imported.facts.cases == 2
    (line,) = desk.rejects()
    assert f",3,{reason}" in line.replace('"', "")
    assert imported.first_rejects[0].endswith(line.replace('"', "").partition(",3,")[2])


def test_the_first_reason_of_a_row_is_enough(desk: Desk) -> None:
    imported = desk.bring(HEADER + ROWS + ",x,y,z,web\n")
    assert imported.facts.rejects == {"case: is empty": 1}


def test_reasons_are_counted_by_kind(desk: Desk) -> None:
    bad = "".join(f"T{n},x{n},,,\n" for n in range(9))
    imported = desk.bring(HEADER + bad + ROWS)
    assert imported.facts.rejects == {"started: does not fit '%d.%m.%Y %H:%M'": 9}
    assert len(imported.first_rejects) == 3
    assert len(desk.rejects()) == 9


def test_row_numbers_hold_across_blocks_and_ragged_rows(desk: Desk) -> None:
    """40,000 rows are several blocks; every tenth row is too short, the last one has no date."""
    good = "T{n},02.03.2026 09:00,,," + "x" * 60 + "\n"
    rows = [good.format(n=n) if n % 10 else "short\n" for n in range(40_000)]
    desk.bring(HEADER + "".join(rows) + "last,never,,,\n", ragged="reject")
    rejects = desk.rejects()
    assert len(rejects) == 4001
    numbers = sorted(int(line.split(",")[1]) for line in rejects)
    assert numbers == [*range(2, 40_002, 10), 40_002]


def test_a_row_is_a_record_and_not_a_line(desk: Desk) -> None:
    rows = ROWS.replace("shop", '"two\nlines"') + "T9,never,,,\n"
    desk.bring(HEADER + rows)
    assert ",6," in desk.rejects()[0]


def test_blank_lines_are_rejects_and_keep_the_count_right(desk: Desk) -> None:
    imported = desk.bring(HEADER + "\n" + ROWS + "T9,never,,,\n")
    assert imported.facts.rejects["case: is empty"] == 1
    assert [line.split(",")[1] for line in desk.rejects()] == ["2", "7"]


def test_the_rejects_file_is_safe_in_a_spreadsheet(desk: Desk) -> None:
    desk.bring_all([desk.file("=danger.csv", HEADER + ROWS + "T9,never,,,\n")])
    assert "=danger.csv" in desk.rejects()[0]
    assert not desk.rejects()[0].startswith(("=", '"='))


def test_rejects_of_an_earlier_import_go(desk: Desk) -> None:
    desk.bring(HEADER + ROWS + "T9,never,,,\n")
    assert desk.rejects()
    assert desk.bring(HEADER + ROWS).rejects_path is None
    assert desk.leftovers() == {"tickets.parquet"}


def test_when_nothing_is_left_nothing_is_written(desk: Desk) -> None:
    with pytest.raises(BadSourceError, match="no case is left") as caught:
        desk.bring(HEADER + "T9,never,,,\n")
    assert "row 2: started: does not fit" in str(caught.value)
    assert desk.leftovers() == set()


def test_anomalies_stay_in(desk: Desk) -> None:
    rows = (
        "T1,02.03.2026 09:00,01.03.2026 09:00,02.03.2026 08:00,web\n"
        "T2,02.03.2026 09:00,,02.03.2026 09:30,gone\n"
        "T2,02.03.2026 09:00,,,web\n"
    )
    withdrawn = {"column": "team", "values": ["gone"]}
    facts = desk.bring(HEADER + rows, withdrawn=withdrawn).facts
    assert facts.cases == 3
    assert facts.anomalies == {
        "case id seen before": 1,
        "ended before it started": 1,
        "promised for before it started": 1,
        "withdrawn, yet with an ending": 1,
    }
    assert read(desk.output).facts == facts
