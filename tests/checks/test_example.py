"""The example of the language at 1 December 2026: what is found, each with its reason.

All figures are worked out by hand, on paper calendars; none is copied from a run.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from troth import checks, playbook
from troth.findings import Finding, Severity, instant_text

EXAMPLE = Path(__file__).resolve().parents[2] / "../shared/playbook.yaml"
AT = datetime(2026, 12, 1, tzinfo=UTC)

if not EXAMPLE.is_file():
    pytest.skip("the example of the language is not beside this checkout", allow_module_level=True)


@pytest.fixture(scope="module")
def report() -> checks.Report:
    """Two years from 1 December 2026, without history."""
    return checks.run(playbook.load(EXAMPLE), AT, checks.horizon_from(AT))


def finding(report: checks.Report, code: str) -> Finding:
    """The only finding with a code, waived or not."""
    everything = [*report.findings, *(waived.finding for waived in report.waived)]
    (found,) = [finding for finding in everything if finding.code == code]
    return found


def test_nothing_else_is_found(report: checks.Report) -> None:
    assert [finding.code for finding in report.findings] == ["TR304", "TR211", "TR208"]
    assert [waived.finding.code for waived in report.waived] == ["TR201"]


def test_the_pricing_page_claims_24_hours_which_eight_business_hours_are_not(
    report: checks.Report,
) -> None:
    """Berlin is closed from Wed 30 Dec 17:30 to Mon 4 Jan 09:00: 31 Dec, New Year's Day, weekend.

    Whoever comes after 09:30 on the 30th needs some of the eight hours on 4 January. Up to the
    close each minute later costs a minute more then, and moves the claim on by a minute as well,
    so that all of them wait for 4 days less 30 minutes longer than the claim says: 3 d 23.5 h.
    Easter closes as long, Thursday to Tuesday; but in 2027 the clocks lose an hour in it, and the
    Easter of 2028 comes later: the earliest of equals is named.
    """
    found = finding(report, "TR201")
    assert found.about == ("pricing-page-24h", "first-reply")
    assert found.severity is Severity.ERROR  # claims are guarantees, and this one says so
    assert found.place.path == "claims.pricing-page-24h.term"
    assert found.witness
    assert found.witness.extent.total_seconds() == 3 * 86_400 + 23.5 * 3600
    # The first whole minute after 09:30 in Berlin, an hour ahead of UTC.
    assert instant_text(found.witness.arrival) == "2026-12-30T08:31:00Z"
    assert instant_text(found.witness.first.due) == "2026-12-31T08:31:00Z"
    assert instant_text(found.witness.second.due) == "2027-01-04T08:01:00Z"
    assert "31 Dec" in found.message
    assert "New Year's Day" in found.message


def test_the_soonest_such_arrival_is_on_the_first_friday(report: checks.Report) -> None:
    """1 December 2026 is a Tuesday; on each day before Friday the next day has enough hours."""
    found = finding(report, "TR201")
    assert found.next
    # After 09:30 on Friday 4 December a part of the eight hours is left for Monday.
    assert instant_text(found.next.arrival) == "2026-12-04T08:31:00Z"


def test_the_finding_is_waived_until_the_page_is_rewritten(report: checks.Report) -> None:
    (waived,) = report.waived
    assert waived.reason == "page is being rewritten"
    assert waived.until == date(2026, 12, 31)


def test_the_claim_speaks_of_every_case_and_the_standard_of_95_in_100(
    report: checks.Report,
) -> None:
    found = finding(report, "TR211")
    assert found.about == ("pricing-page-24h", "first-reply")
    assert found.severity is Severity.WARNING
    assert found.witness is None


def test_the_claim_does_not_say_that_a_booking_reference_is_needed(report: checks.Report) -> None:
    """`first-reply` needs it, and its scope holds the claim's business fare."""
    found = finding(report, "TR304")
    assert found.about == ("pricing-page-24h", "first-reply", "booking-reference")
    assert found.severity is Severity.WARNING


def test_skyhop_refunds_in_24_hours_where_we_take_seven_business_days(
    report: checks.Report,
) -> None:
    """Seven business days take longest from Fri 18 Dec 2026 17:30, which counts as Mon 21 Dec.

    22, 23, 24 (a short day), 28, 29, 30 Dec; not 25 (holiday) and 31 (closed), not 1 Jan: the
    seventh is Mon 4 Jan, due at its close. That is 17 days; SkyHop takes one.
    """
    found = finding(report, "TR208")
    assert found.about == ("skyhop", "refund")
    assert found.severity is Severity.WARNING
    assert found.witness
    assert instant_text(found.witness.arrival) == "2026-12-18T16:30:00Z"
    assert instant_text(found.witness.first.due) == "2026-12-19T16:30:00Z"
    assert instant_text(found.witness.second.due) == "2027-01-04T16:30:00Z"
    assert found.witness.share == 1  # no business day in Berlin is reached within a day of arrival


def test_its_innocent_neighbours_are_left_alone(report: checks.Report) -> None:
    """What looks like friction in the example, and is none.

    TR203: six business hours can be done, eight are set, both in 95 % of cases.
    TR205: the legs are 1 + 2 + 3 business days on one calendar, the standard says 7.
    TR206: support agreed on 2 October, and its standard covers the business fare.
    TR207: eight business hours never end after the close of the second business day, which is at
    least 11.5 hours away even across the short 24 December (3 + 8.5).
    TR210: updates every business day, silence borne for one.
    """
    about = {id_ for finding in report.findings for id_ in finding.about}
    assert about.isdisjoint({"support-first-reply", "refund-chain", "ask-for-help", "on-time"})
