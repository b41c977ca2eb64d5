"""The airline holds each kind of friction once; what stands beside it is innocent."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from troth.checks import Report, horizon_from, run
from troth.findings import Severity
from troth.history import History
from troth.playbook import load

AIRLINE = Path(__file__).resolve().parents[2] / "examples/airline"
AT = datetime(2026, 12, 1, tzinfo=UTC)

#: Code, what it is about, severity; each with its reason.
EXPECTED = {
    # 24 elapsed hours run through Sundays and holidays; eight hours of the desk do not.
    ("TR201", ("answer-page", "first-reply"), Severity.ERROR),
    # One group reads both. Keeping the tighter keeps both, so it is a warning.
    ("TR202", ("group-form", "group-brochure"), Severity.WARNING),
    # Six elapsed hours against five hours of the desk.
    ("TR203", ("rebooking", "rebooking-by-hand"), Severity.ERROR),
    # 87,157 of 120,835 is 72.1 %; the standard is an estimate of 75 %.
    ("TR204", ("on-time-newark",), Severity.WARNING),
    # 1 + 3 + 3 business days, but on three calendars.
    ("TR205", ("refund", "refund-chain"), Severity.ERROR),
    # Operations has a standard for Flex and Business, the page speaks to Light too.
    ("TR206", ("delay-page", "operations"), Severity.ERROR),
    # Two days are accepted, five business days are the standard.
    ("TR207", ("points", "points-credited"), Severity.WARNING),
    # 48 hours against seven business days.
    ("TR208", ("aerolume", "refund"), Severity.WARNING),
    # 99 %; the best group of 30 flights or more had 89.7 %, at most 94.9 %.
    ("TR209", ("aerolume",), Severity.WARNING),
    # News every two days, silence is borne for one.
    ("TR210", ("lost-bag", "bag-returned"), Severity.ERROR),
    # The standard is for 90 % of bags, the page names no share.
    ("TR211", ("bag-page", "bag-returned"), Severity.WARNING),
}


@pytest.fixture(scope="module")
def report(flights: History) -> Report:
    playbook = load(AIRLINE / "playbook")
    return run(playbook, AT, horizon_from(AT, "2y"), flights)


def test_each_friction_is_found_once_and_nothing_else(report: Report) -> None:
    found = [(finding.code, finding.about, finding.severity) for finding in report.findings]
    assert sorted(found) == sorted(EXPECTED)


def test_one_is_waived(report: Report) -> None:
    assert [(waived.finding.code, waived.finding.about) for waived in report.waived] == [
        ("TR208", ("coastal-hop", "first-reply"))
    ]


def test_newark_is_measured(report: Report) -> None:
    (finding,) = (found for found in report.findings if found.code == "TR204")
    assert finding.measured["kept"] == 87_157
    assert finding.measured["cases"] == 120_835


def test_the_chain_crosses_three_zones(report: Report) -> None:
    (finding,) = (found for found in report.findings if found.code == "TR205")
    assert finding.witness is not None
    assert [leg.id for leg in finding.witness.legs] == ["support", "refunds", "acquirer"]
    assert finding.witness.legs[-1].due == finding.witness.second.due


def test_without_the_flights_only_what_needs_them_is_missing() -> None:
    playbook = load(AIRLINE / "playbook")
    codes = {finding.code for finding in run(playbook, AT, horizon_from(AT, "2y")).findings}
    assert {code for code, _, _ in EXPECTED} - codes == {"TR204", "TR209"}


def test_the_comments_name_each_culprit() -> None:
    text = "".join(file.read_text() for file in sorted((AIRLINE / "playbook").glob("*.yaml")))
    readme = (AIRLINE / "README.md").read_text()
    for code, _, _ in EXPECTED:
        assert f"# {code}" in text
        assert f"| {code} |" in readme
