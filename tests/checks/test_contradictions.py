"""Two claims to one customer: what they differ in, and from which of several most."""

from datetime import timedelta

from tests.checks.conftest import Find
from troth.findings import Severity


def test_the_one_that_differs_most_is_named_whichever_is_the_later(find: Find) -> None:
    (second, third) = find(
        "TR202",
        """
        claims:
          hours: {team: sales, metric: first-reply, term: within 4 hours}
          day: {team: sales, metric: first-reply, term: within 24 hours}
          week: {team: sales, metric: first-reply, term: within 7 days}
        """,
    )
    assert second.about == ("day", "hours")
    assert third.about == ("week", "hours")
    assert third.witness
    assert third.witness.first.id == "hours"
    assert third.witness.extent == timedelta(days=7, hours=-4)
    assert third.severity is Severity.WARNING


def test_windows_that_do_not_meet_cannot_both_hold(find: Find) -> None:
    (finding,) = find(
        "TR202",
        """
        claims:
          page: {team: sales, metric: refund, term: between 5 and 7 business days}
          mail: {team: sales, metric: refund, term: within 3 business days}
        """,
    )
    assert finding.severity is Severity.ERROR
    assert "Nothing can keep both." in finding.message
    assert finding.witness
    assert (finding.witness.first.id, finding.witness.second.id) == ("mail", "page")


def test_windows_that_meet_can_both_hold(find: Find) -> None:
    (finding,) = find(
        "TR202",
        """
        claims:
          page: {team: sales, metric: refund, term: between 5 and 7 business days}
          mail: {team: sales, metric: refund, term: within 6 business days}
        """,
    )
    assert finding.severity is Severity.WARNING
    assert finding.witness
    assert finding.witness.first.id == "mail"


def test_an_exclusive_claim_goes_before_one_that_differs_more(find: Find) -> None:
    (_, finding) = find(
        "TR202",
        """
        claims:
          always: {team: sales, metric: told-once, term: always in 99 % of cases}
          mostly: {team: sales, metric: told-once, term: always in 80 % of cases}
          never: {team: sales, metric: told-once, term: never}
        """,
    )
    assert finding.about == ("never", "always")
    assert finding.severity is Severity.ERROR


def test_another_share_of_cases_is_another_claim(find: Find) -> None:
    (finding,) = find(
        "TR202",
        """
        claims:
          page: {team: sales, metric: first-reply, term: within 24 hours}
          mail: {team: sales, metric: first-reply, term: within 1 day in 90 % of cases}
        """,
    )
    assert finding.severity is Severity.WARNING
    assert finding.witness is None
    assert "90 % of cases, the other of every case" in finding.message


def test_ranks_that_differ_decide_between_claims(find: Find) -> None:
    assert not find(
        "TR202",
        """
        claims:
          everybody: {team: sales, metric: first-reply, term: within 24 hours, rank: 2}
          business:
            team: sales
            metric: first-reply
            term: within 4 hours
            scope: {fare: [business]}
            rank: 1
        """,
    )
