"""Drafts of mappings: what is guessed, what is proved, and what is asked for."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from tests.history.desk import Desk
from troth.history import BadSourceError, import_history, propose, read, summary
from troth.history.errors import InvalidMappingError

HEADER = "ticket_id,created,due_date,closed,team,stars\n"
AMBIGUOUS = HEADER + "".join(
    f"{n},{n:02}/03/2026 09:00,{n:02}/04/2026 09:00,{n:02}/05/2026 09:00,{team},{n % 5}\n"
    for n, team in zip(range(1, 12), ["web", "shop"] * 6, strict=False)
)


def draft(desk: Desk, content: str, name: str = "tickets.csv") -> str:
    return propose(desk.file(name, content))


def problems(desk: Desk, text: str) -> str:
    mapping = desk.file("draft.yaml", text)
    source = desk.file("source.csv", AMBIGUOUS)
    with pytest.raises(InvalidMappingError) as caught:
        import_history(str(mapping), [source], desk.output)
    return str(caught.value)


def test_the_order_of_day_and_month_is_asked_for(desk: Desk) -> None:
    text = draft(desk, AMBIGUOUS)
    assert '"01/03/2026 09:00" is either' in text
    assert '"%d/%m/%Y %H:%M", day first, or "%m/%d/%Y %H:%M", month first.' in text
    said = problems(desk, text)
    assert "zone: is blank, and troth does not guess it; write where the clocks stand" in said
    assert "dates: is blank, and troth does not guess it; write how dates are written" in said


def test_a_draft_with_its_blanks_filled_in_is_a_mapping(desk: Desk) -> None:
    keys = yaml.safe_load(draft(desk, AMBIGUOUS))
    keys |= {"zone": "Europe/Berlin", "dates": "%d/%m/%Y %H:%M"}
    mapping = desk.file("draft.yaml", yaml.safe_dump(keys))
    import_history(str(mapping), [desk.folder / "tickets.csv"], desk.output)
    assert summary(read(desk.output))["cases"] == 11


def test_a_value_can_prove_the_order(desk: Desk) -> None:
    assert 'dates: "%d/%m/%Y %H:%M"  # as in "13/03/2026' in draft(
        desk, AMBIGUOUS + "12,13/03/2026 09:00,,,web,1\n"
    )
    assert 'dates: "%m/%d/%Y %H:%M"  # as in "03/13/2026' in draft(
        desk, AMBIGUOUS + "12,03/13/2026 09:00,,,web,1\n"
    )


def test_another_column_can_prove_the_order(desk: Desk) -> None:
    proof = AMBIGUOUS + "12,01/03/2026 09:00,,31/05/2026 09:00,web,1\n"
    assert 'dates: "%d/%m/%Y %H:%M"  # as in "31/05/2026' in draft(desk, proof)


def test_the_zone_is_always_asked_for(desk: Desk) -> None:
    text = draft(desk, AMBIGUOUS.replace("/03/2026 09:00", " Mar 2026 09:00"))
    assert yaml.safe_load(text)["zone"] is None


def test_kinds_of_columns(desk: Desk) -> None:
    keys = yaml.safe_load(draft(desk, AMBIGUOUS))
    assert keys["case"] == "ticket_id"
    assert (keys["started"], keys["promised"], keys["ended"]) == ("created", "due_date", "closed")
    assert keys["facets"] == {"team": "team"}
    assert keys["rating"] == "stars"


def test_days_at_midnight_seem_to_be_days(desk: Desk) -> None:
    text = draft(desk, AMBIGUOUS.replace("/04/2026 09:00", "/04/2026 00:00"))
    assert yaml.safe_load(text)["kept"] == {"compare": "day"}
    assert yaml.safe_load(draft(desk, AMBIGUOUS))["kept"] == {"compare": "instant"}


def test_several_rows_of_a_case_are_asked_about(desk: Desk) -> None:
    text = draft(desk, AMBIGUOUS + AMBIGUOUS.partition("\n")[2])
    assert "case: ticket_id  # 11 ids in 22 rows\nlast-by:  # ASK" in text


def test_other_delimiters_and_nulls_are_seen(desk: Desk) -> None:
    keys = yaml.safe_load(draft(desk, AMBIGUOUS.replace(",web", ",?").replace(",", ";")))
    assert keys["delimiter"] == ";"
    assert keys["nulls"] == ["", "?"]


def test_odd_names_are_quoted(desk: Desk) -> None:
    text = draft(desk, AMBIGUOUS.replace("team", "no: #1").replace("closed", "closed on"))
    keys = yaml.safe_load(text)
    assert keys["ended"] == "closed on"
    assert keys["facets"] == {"no_1": "no: #1"}


def test_parquet_timestamps_need_no_format(desk: Desk) -> None:
    path = desk.folder / "tickets.pq"
    stamps = pa.array([1, 2], pa.timestamp("us"))
    pq.write_table(pa.table({"id": ["a", "b"], "opened": stamps}), path)
    keys = yaml.safe_load(propose(path))
    assert keys["started"] == "opened"
    assert "dates" not in keys


def test_what_cannot_be_read_is_refused(desk: Desk) -> None:
    with pytest.raises(BadSourceError, match="is empty"):
        draft(desk, "")


@pytest.mark.parametrize(
    ("name", "file", "expected"),
    [
        ("boston311", "cases_2015_jan_aug.csv.gz", '"%Y-%m-%d %H:%M:%S"'),
        ("uci_incident", "events_opened_before_2016_05.csv.gz", '"%d/%m/%Y %H:%M"'),
        ("olist", "olist_orders_dataset.csv", '"%Y-%m-%d %H:%M:%S"'),
    ],
)
def test_reference_data(shared: Callable[[str], Path], name: str, file: str, expected: str) -> None:
    text = propose(shared(name) / file)
    assert f"dates: {expected}" in text
    assert yaml.safe_load(text)["zone"] is None


@pytest.mark.parametrize("name", ["\nzone: UTC", "a\u2028zone: UTC", "# b", "'", "\u0085zone: UTC"])
def test_no_name_breaks_out_of_its_line(desk: Desk, name: str) -> None:
    header = HEADER.replace("due_date", f'"due{name}"').replace("team", f'"{name}"')
    text = draft(desk, header + AMBIGUOUS.partition("\n")[2])
    keys = yaml.safe_load(text)
    assert keys["zone"] is None
    assert keys["promised"] == f"due{name}"


def test_names_that_become_one_facet(desk: Desk) -> None:
    text = draft(desk, AMBIGUOUS.replace("team,stars", "Team,TEAM"))
    assert yaml.safe_load(text)["facets"] == {"team": "Team"}


def test_dates_are_told_where_no_name_gives_a_role(desk: Desk) -> None:
    path = desk.file(
        "tickets.csv", "Vorgang,Eingang,Note\nA,13.11.2026 09:00,1\nB,14.11.2026 09:00,1\n"
    )
    drafted = propose(path)
    assert 'dates: "%d.%m.%Y %H:%M"' in drafted
    assert "case: Note" not in drafted
