"""Promises and competitors' claims against what really happened."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest

from tests.checks.conftest import AT, Find
from tests.checks.histories import HOUR, MONDAY, Case, replies, write
from troth.checks.foretold import Foretelling
from troth.clock import Calendar
from troth.findings import Severity, instant_text
from troth.playbook.stated import Stated
from troth.said import said
from troth.terms import parse

STANDARD = "standards: {{reply: {{metric: first-reply, team: support, term: {term}}}}}\n"


def on_time(kept: int, broken: int, **changes: object) -> list[Case]:
    """Cases promised within an hour, so many of which ended late."""
    case = Case(started=MONDAY, promised=MONDAY + HOUR, ended=MONDAY + HOUR)
    late = replace(case, **{"ended": MONDAY + 3 * HOUR, **changes})  # type: ignore[arg-type]
    return [case] * kept + [late] * broken


def test_a_term_is_put_on_every_case_over_its_calendar(find: Find, tmp_path: Path) -> None:
    history = replies(tmp_path / "replies.parquet")
    (finding,) = find("TR204", STANDARD.format(term="within 8 business hours"), history)
    assert finding.about == ("reply",)
    assert finding.severity is Severity.ERROR
    assert finding.measured == {
        "cases": 70,
        "kept": 60,
        "share": 0.857143,
        # Wilson's interval for 60 of 70 by the textbook formula with z = 1.96.
        "low": pytest.approx(0.7566, abs=5e-5),
        "high": pytest.approx(0.9205, abs=5e-5),
        "from": "2026-06-01T07:00:00Z",
        "to": "2026-06-01T07:00:00Z",
        # Every case has ended, so that the odds of new ones are what was counted.
        "odds": 0.857143,
        "odds_low": pytest.approx(0.7566, abs=5e-5),
        "odds_high": pytest.approx(0.9205, abs=5e-5),
        "odds_cases": 70,
    }
    assert finding.witness
    assert finding.witness.share == pytest.approx(1 / 7)
    # Received Monday 09:00 in Berlin, eight hours of that day later, and Thursday noon.
    assert instant_text(finding.witness.first.due) == "2026-06-01T15:00:00Z"
    assert instant_text(finding.witness.second.due) == "2026-06-04T10:00:00Z"
    assert finding.witness.second.id == "history"
    told = finding.witness.as_json()
    low, high = told["interval"]
    assert told["n"] == finding.measured["cases"]
    assert low < told["share"] < high
    assert 'say "within 8 business hours in 75 % of cases"' in finding.fix


def test_bad_luck_in_a_small_sample_is_not_called_a_broken_promise(
    find: Find, tmp_path: Path
) -> None:
    history = replies(tmp_path / "replies.parquet")
    assert not find("TR204", STANDARD.format(term="within 8 hours in 90 % of cases"), history)
    assert find("TR204", STANDARD.format(term="within 8 hours in 93 % of cases"), history)


def test_fewer_than_thirty_cases_say_nothing(find: Find, tmp_path: Path) -> None:
    history = write(tmp_path / "h.parquet", on_time(0, 29), metric="on-time")
    sections = "standards: {punctual: {metric: on-time, team: support, term: at least 80 %}}\n"
    assert not find("TR204", sections, history)
    history = write(tmp_path / "h.parquet", on_time(0, 30), metric="on-time")
    assert find("TR204", sections, history)


def test_a_share_is_measured_by_the_rule_of_the_history(find: Find, tmp_path: Path) -> None:
    history = write(tmp_path / "h.parquet", on_time(700, 300), metric="on-time")
    sections = """
        standards:
          bold: {metric: on-time, team: support, term: at least 80 %, strength: aim}
          modest: {metric: on-time, team: support, term: at least 70 %}
        """
    (finding,) = find("TR204", sections, history)
    assert finding.about == ("bold",)
    assert finding.severity is Severity.WARNING
    assert finding.measured["share"] == 0.7
    assert 'say "at least 67 %"' in finding.fix  # the lower end of the interval, rounded down


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({"ending": "withdrawn"}, False),  # taken back by the customer
        ({"ended": None}, True),  # the latest instant known is after the due: nobody replied
        ({"started": MONDAY + 2 * HOUR, "promised": MONDAY + 9 * HOUR, "ended": None}, False),
    ],
)
def test_what_is_withdrawn_or_not_yet_due_is_no_broken_promise(
    find: Find, tmp_path: Path, changes: dict[str, object], broken: bool
) -> None:
    cases = [*on_time(100, 50, **changes), *on_time(1, 1)]
    history = write(tmp_path / "h.parquet", cases, metric="on-time")
    sections = "standards: {punctual: {metric: on-time, team: support, term: at least 80 %}}\n"
    found = find("TR204", sections, history)
    assert bool(found) is broken


def test_a_history_of_withdrawn_cases_says_nothing(find: Find, tmp_path: Path) -> None:
    cases = on_time(0, 50, ending="withdrawn")
    history = write(tmp_path / "h.parquet", cases, metric="on-time")
    sections = "standards: {punctual: {metric: on-time, team: support, term: at least 80 %}}\n"
    assert not find("TR204", sections, history)


def test_every_case_is_contradicted_by_one_and_says_so(find: Find, tmp_path: Path) -> None:
    quick = Case(started=MONDAY, ended=MONDAY + HOUR)
    cases = [quick] * 9_999 + [replace(quick, ended=MONDAY + 50 * HOUR)]
    history = write(tmp_path / "h.parquet", cases, metric="first-reply")
    (finding,) = find("TR204", STANDARD.format(term="within 24 hours"), history)
    assert "more than 99.9 % kept it" in finding.message
    history = write(tmp_path / "h.parquet", [quick] * 10_000, metric="first-reply")
    assert not find("TR204", STANDARD.format(term="within 24 hours"), history)


def test_facets_that_the_history_knows_select_and_others_are_named(
    find: Find, tmp_path: Path
) -> None:
    sections = """
        standards:
          reply:
            {metric: first-reply, team: support, term: within 8 hours, scope: {fare: [business]}}
        """
    assert not find("TR204", sections, replies(tmp_path / "replies.parquet"))
    cases = [Case(started=MONDAY, ended=MONDAY + 50 * HOUR)] * 40
    (finding,) = find("TR204", sections, write(tmp_path / "h.parquet", cases, metric="first-reply"))
    assert "The history does not tell fare apart" in finding.message


def test_cases_after_the_check_are_not_known_yet(find: Find, tmp_path: Path) -> None:
    history = replies(tmp_path / "replies.parquet")
    term = STANDARD.format(term="within 30 minutes")
    assert find("TR204", term, history, at=datetime(2026, 7, 1, tzinfo=UTC))
    assert not find("TR204", term, history, at=datetime(2026, 5, 1, tzinfo=UTC))


def half_seen(kept: int) -> list[Case]:
    """Four cases an hour for two days: so many of ten end within the hour, others never."""
    return [
        Case(
            started=(start := MONDAY + number * HOUR / 4),
            ended=start + (1 + number % 7) * HOUR / 7 if number % 10 < kept else None,
        )
        for number in range(192)
    ]


def test_open_cases_count_for_as_long_as_they_have_been_seen(find: Find, tmp_path: Path) -> None:
    """Of the second day only what was kept is known: to count that says 75 % where 60 % will be."""
    history = write(tmp_path / "h.parquet", half_seen(6), metric="first-reply")
    (finding,) = find("TR204", STANDARD.format(term="within 24 hours in 72 % of cases"), history)
    assert finding.measured["share"] == pytest.approx(0.75, abs=0.01)
    assert finding.measured["odds"] == pytest.approx(0.60, abs=0.03)
    assert finding.measured["odds_high"] < 0.72 < finding.measured["high"]
    assert finding.measured["odds_cases"] == 192
    assert "The odds that a new case keeps it are" in finding.message
    low = int(100 * finding.measured["odds_low"])
    assert f'say "within 24 hours in {low} % of cases"' in finding.fix


def test_better_odds_than_a_count_find_nothing(find: Find, tmp_path: Path) -> None:
    history = write(tmp_path / "h.parquet", half_seen(6), metric="first-reply")
    assert not find("TR204", STANDARD.format(term="within 24 hours in 60 % of cases"), history)


@pytest.mark.parametrize("compare", ["label", "instant"])
def test_where_odds_say_nothing_it_is_counted(
    find: Find, tmp_path: Path, compare: Literal["label", "instant"]
) -> None:
    """By a label there is no duration to learn; endings that are all alike teach nothing."""
    hours = [2, 3] if compare == "label" else [2]
    cases = [
        Case(started=MONDAY, ended=MONDAY + hours[number % len(hours)] * HOUR)
        for number in range(40)
    ]
    history = write(tmp_path / "h.parquet", cases, metric="first-reply", compare=compare)
    (finding,) = find("TR204", STANDARD.format(term="within 1 hour in 90 % of cases"), history)
    assert finding.measured["share"] == 0.0
    assert "odds" not in finding.measured


def test_a_scope_is_fitted_once_for_each_clock(tmp_path: Path) -> None:
    history = replies(tmp_path / "replies.parquet")
    foretelling = Foretelling(history, AT)
    terms = ["within 1 hour", "within 2 hours", "within 1 business hour", "within 1 business day"]
    for text in terms:
        stated = first_reply(text)
        found = foretelling.kept(stated, stated.term.on(DESK))
        assert found is not None
        assert found.n == 70
    assert len(foretelling._fitted) == 2


DESK = Calendar.from_hours("Mo-Fr 09:00-17:30", timezone="Europe/Berlin")


def first_reply(text: str) -> Stated:
    return Stated(
        id="reply",
        path=(),
        metric="first-reply",
        term=parse(text),
        scope={},
        calendar=None,
        sentence=said(""),
        noun=said(""),
    )


def test_a_competitor_is_believed_in_what_our_new_cases_can_do(find: Find, tmp_path: Path) -> None:
    """The best group had 60 %, and so have the odds; 95 % within a day is beyond both."""
    history = write(tmp_path / "h.parquet", half_seen(6), metric="first-reply")
    sections = """
        competitors:
          skyhop: {claims: [{metric: first-reply, term: within 24 hours in 95 % of cases}]}
        """
    (finding,) = find("TR209", sections, history)
    assert finding.measured["odds"] == pytest.approx(0.60, abs=0.03)
    assert finding.measured["group"]
    assert "The odds that a new case of ours keeps it are" in finding.message


def test_a_competitor_is_measured_by_our_best_group(find: Find, tmp_path: Path) -> None:
    """May 50 % and June 90 % were kept; 99 % is beyond both, 92 % is not beyond June."""
    may = [replace(case, started=case.started - timedelta(days=14)) for case in on_time(100, 100)]
    history = write(tmp_path / "h.parquet", [*may, *on_time(180, 20)], metric="on-time")
    sections = """
        competitors:
          skyhop:
            claims:
              - {says: Nearly all on time, metric: on-time, term: at least 99 %}
              - {says: Most on time, metric: on-time, term: at least 92 %}
        """
    (finding,) = find("TR209", sections, history)
    assert finding.witness
    assert finding.witness.second.id == "history"
    assert finding.witness.n
    assert finding.place.path == "competitors.skyhop.claims.0.term"
    assert finding.measured["group"] == "the month 2026-06"
    assert finding.measured["share"] == 0.9
    assert "Our inference" in finding.message


def test_with_a_history_a_witness_says_how_many_customers_it_stands_for(
    find: Find, tmp_path: Path
) -> None:
    """All of ours came on Mondays between nine and ten, and there are 104 Mondays in two years.

    Six of them are holidays in Berlin: 8 March, Easter and Whit Monday 2027, Easter and Whit
    Monday and 1 May 2028. Before Tue 3 Oct 2028 those after half past nine are affected too.
    """
    (finding,) = find(
        "TR201",
        """
        standards: {reply: {metric: first-reply, team: support, term: within 8 business hours}}
        claims: {page: {team: sales, metric: first-reply, term: within 24 hours}}
        """,
        replies(tmp_path / "replies.parquet"),
    )
    assert finding.measured["cases"] == 70
    assert finding.measured["share_by_cases"] == pytest.approx(6.5 / 104)
    assert "6.2 % by when 70 cases came" in finding.message


@pytest.mark.parametrize(
    ("code", "sections"),
    [
        (
            "TR202",
            """
            claims:
              page: {team: sales, metric: first-reply, term: within 8 business hours}
              mail: {team: sales, metric: first-reply, term: within 24 hours}
            """,
        ),
        (
            "TR205",
            """
            claims: {page: {team: sales, metric: first-reply, term: within 24 hours}}
            chains:
              help:
                metric: first-reply
                legs:
                  - {team: support, term: within 7 business hours}
                  - {team: sales, term: within 1 business hour}
            """,
        ),
    ],
)
def test_so_do_those_of_two_claims_and_of_a_chain(
    find: Find, tmp_path: Path, code: str, sections: str
) -> None:
    """The later side is the same eight hours."""
    (finding,) = find(code, sections, replies(tmp_path / "replies.parquet"))
    assert finding.measured["cases"] == 70
    assert finding.measured["share_by_cases"] == pytest.approx(6.5 / 104)
