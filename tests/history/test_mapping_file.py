"""Mappings: every problem with its place, and the built-in ones in order."""

import pytest

from tests.history.desk import Desk
from troth.history.errors import InvalidMappingError
from troth.history.mapping_file import built_in, load

START = """\
metric: resolution
zone: Europe/Berlin
case: id
dates: "%d/%m/%Y"
started: opened
kept: {compare: instant}
"""


def problems(desk: Desk, text: str) -> list[str]:
    """What is said of a mapping, without the name of its file."""
    path = desk.file("m.yaml", text)
    with pytest.raises(InvalidMappingError) as caught:
        load(str(path))
    return [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems]


def test_it_works(desk: Desk) -> None:
    mapping = load(str(desk.file("m.yaml", START)))
    assert mapping.columns == {"id", "opened"}


@pytest.mark.parametrize("name", built_in())
def test_built_in_mappings_are_valid(name: str) -> None:
    assert load(name).metric in {"delivery", "resolution", "on-time"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("zone: Europe/Berlin", "zone:", "2:6: zone: is blank, and troth does not guess it; write"),
        ('dates: "%d/%m/%Y"', "dates:", "4:7: dates: is blank, and troth does not guess it; write"),
        ("zone: Europe/Berlin", "zone: Europe/Berlyn", "2:7: zone: unknown timezone 'Europe/Berly"),
        (
            "zone: Europe/Berlin",
            "zone: localtime",
            "2:7: zone: unknown timezone 'localtime'",
        ),
        ("zone: Europe/Berlin\n", "", "1:1: zone: is missing; write 'zone: ...'"),
        ("kept: {compare: instant}\n", "", "1:1: kept: is missing"),
        (
            "case: id",
            "case: id\ncases: id",
            "4:8: cases: unknown key 'cases'; Did you mean",
        ),
        ("%d/%m/%Y", "%d/%m/%Q", "4:8: dates: '%Q' is unknown; known are %Y"),
        ("instant", "hour", "6:17: kept.compare: Input should be 'instant', 'day' or 'label'"),
        ("instant", "instant, grace: soon", "kept.grace: 'soon' is not a span; write '15 minutes'"),
        ("instant", "label", "6:17: kept.compare: there is no label to compare; write 'label:'"),
        (
            "kept: {compare: instant}",
            "label: {column: a, kept: [b], broken: [c]}\nkept: {compare: label, grace: 1 day}",
            "7:31: kept.grace: a label is believed as it is; remove the grace",
        ),
        ("metric: resolution", "metric: Time To Fix", "1:9: metric: String should match pattern"),
        ("started: opened", "started: {column: a, formt: b}", "unknown key 'formt'; Did you mean"),
        ("started: opened", "started: {after: started, hours: h}", "'after' can name nothing here"),
        ("opened", "{column: a, else: []}", "5:22: started.else: Value should have at least 1"),
        ("opened", "{column: a, els: b}", "unknown key 'els'; Did you mean 'else'?"),
        (
            "started: opened",
            "started: opened\nended: {after: started, hours: h, else: b}",
            "6:41: ended.else: unknown key 'else'; known here are 'after', 'days'",
        ),
        (
            "case: id",
            "case: id\nfiles: {a: a.csv}\nended: {column: b, else: a.x}",
            "ended: 'a.x' is not there yet",
        ),
        ("started: opened", "started: opened\nended: {after: started}", "ended: no span is named"),
        (
            "started: opened",
            "started: opened\nended: {after: promised, hours: h}",
            "'promised' is not known before 'ended'; 'after' can name 'started' here",
        ),
        ("opened", "{column: t, format: HHMM}", "'HHMM' is a time of day without a date; add"),
        (
            "started: opened",
            "started: opened\nended: {column: t, not-before: started}",
            "'%d/%m/%Y' has a date, so 'not-before' cannot choose one",
        ),
        ("case: id", "case: id\nevents:", "4:8: events: is blank"),
        ("case: id", "case: id\nevents: []", "4:1: events: Value should have at least 1 item"),
        ("case: id", "case: id\nevents: {}", "4:1: events: Dictionary should have at least 1"),
        ("case: id", "case: id\nevents: soon", "4:9: events: events are kinds with their columns"),
        (
            "case: id",
            "case: id\nevents: [soon]",
            "4:1: events: events are kinds with their columns",
        ),
        ("case: id", "case: id\nevents: {Sent: a}", "4:16: events.Sent: String should match"),
        (
            "case: id",
            "case: id\nevents: {sent: {column: a, formt: b}}",
            "4:35: events.sent.formt: unknown key 'formt'; Did you mean 'format'?",
        ),
        (
            "case: id",
            "case: id\nevents: {sent: {after: ended, hours: a}}",
            "4:24: events.sent.after: Input should be 'started' or 'promised'",
        ),
        (
            "case: id",
            "case: id\nevents: {sent: {after: promised, hours: a}}",
            "4:24: events.sent.after: 'promised' is not known before 'sent'; 'after' can name 'sta",
        ),
        (
            "case: id",
            "case: id\nevents: [{sent: {column: a, format: HHMM}}]",
            "4:11: events.0.sent: 'HHMM' is a time of day without a date",
        ),
        ("case: id", "case: id\nlast-by: n\nevents: {at: a}", "5:1: events.kind: is missing"),
        (
            "case: id",
            "case: id\nlast-by: n\nevents: {kind: sent, when-changed: b}",
            "5:1: events.at: is missing; write 'at: ...'",
        ),
        (
            "case: id",
            "case: id\nlast-by: n\nevents: [{at: a, kind: sent, when-changd: b}]",
            "events.0.when-changd: unknown key 'when-changd'; Did you mean 'when-changed'?",
        ),
        (
            "case: id",
            "case: id\nlast-by: n\nevents: [{at: a, kind: {colum: b}}]",
            "events.0.kind.colum: unknown key 'colum'; Did you mean 'column'?",
        ),
        (
            "case: id",
            "case: id\nevents: {at: a, kind: sent}",
            "4:1: events: each row is a case, so none is an event of its own; write 'last-by:'",
        ),
        (
            "case: id",
            "case: id\nlast-by: n\nevents: {at: {after: started, hours: a}, kind: sent}",
            "5:22: events.at.after: 'started' is not known before 'at'; 'after' can name nothing",
        ),
        (
            "case: id",
            "case: id\nfiles: {a: a.csv}\nlast-by: n\nevents: {at: a.x, kind: sent}",
            "6:1: events: 'a.x' is not there yet",
        ),
        ("case: id", "case: id\nfiles: {a: a.csv}\nevents: {sent: a.x}", "'a.x' is not there"),
        ("case: id", "case: id\nfiles: {a: a.csv, b: b.csv}", "none of them is said to hold"),
        ("case: id", "case: id\nrows: a", "'a' is not among files; name it under files"),
        ("case: id", "case: id\nfiles: {a: a.csv}\nrating: a.x", "'a.x' is not there yet"),
        (
            "case: id",
            "case: id\nfiles: {a: a.csv}\nrows: a\njoin: [{file: b, key: id, take: [x]}]",
            "join.0.file: 'b' is no file to join",
        ),
        ("metric", "metric: a\nmetric", "'metric' stands here"),
        ("case: id", "case: [id", "not YAML"),
        ("case: id", "case:\n", "3:6: case: is blank"),
    ],
)
def test_a_problem_stands_at_its_place(desk: Desk, old: str, new: str, said: str) -> None:
    assert old in START
    found = problems(desk, START.replace(old, new, 1))
    assert any(said in problem for problem in found), found


def test_all_problems_are_reported_at_once(desk: Desk) -> None:
    text = START.replace("Europe/Berlin", "Mars").replace("%d", "%q").replace("id", "")
    assert [line.split(":")[0] for line in problems(desk, text)] == ["2", "3", "4"]


def test_a_name_that_is_neither_file_nor_built_in() -> None:
    with pytest.raises(InvalidMappingError, match=r"one of 'boston311', 'nycflights13', 'olist'"):
        load("oilst")


def test_bytes_that_are_no_text(desk: Desk) -> None:
    path = desk.file("m.yaml", START.replace("opened", "geöffnet").encode("latin-1"))
    with pytest.raises(InvalidMappingError, match=r"m.yaml:5:12: .*not UTF-8"):
        load(str(path))
