"""Chains over several calendars: what they are compared with, and every hand-over."""

from datetime import UTC, datetime, timedelta

from tests.checks.conftest import Find
from troth.findings import instant_text

CHAIN = """
        chains:
          refunding:
            metric: refund
            legs:
              - {team: support, term: within 1 business day}
              - {team: finance, term: within 4 business hours}
"""


def test_every_hand_over_is_in_the_witness(find: Find) -> None:
    """Support, in Berlin, hands over at 17:30; finance, in Denver, opens at 22:00 there."""
    (finding,) = find(
        "TR205",
        """
        standards:
          refund: {metric: refund, team: support, term: within 1 business day, chain: refunding}
        """
        + CHAIN,
    )
    assert finding.about == ("refund", "refunding")
    assert finding.next
    assert [leg.id for leg in finding.next.legs] == ["support", "finance"]
    # Until the close of Tue 1 Dec counts as received then, and is handed over on Wed 2 Dec 17:30.
    assert finding.next.arrival == datetime(2026, 12, 1, tzinfo=UTC)
    assert instant_text(finding.next.first.due) == "2026-12-02T16:30:00Z"
    # 22:00 in Denver is 05:00 UTC on the next day; four hours later it is 09:00.
    assert instant_text(finding.next.legs[-1].due) == "2026-12-03T09:00:00Z"
    assert finding.next.extent == timedelta(hours=16.5)


def test_claims_to_the_customers_of_its_standard_are_compared_too(find: Find) -> None:
    found = find(
        "TR205",
        """
        standards:
          refund:
            metric: refund
            team: support
            term: within 9 business days
            chain: refunding
            scope: {fare: [flex]}
        claims:
          to-flex: {team: sales, metric: refund, term: within 12 hours, scope: {fare: [flex]}}
          to-basic: {team: sales, metric: refund, term: within 12 hours, scope: {fare: [basic]}}
        """
        + CHAIN,
    )
    assert [finding.about for finding in found] == [("to-flex", "refunding")]


def test_without_a_standard_that_names_it_all_on_its_metric_are_compared(find: Find) -> None:
    found = find(
        "TR205",
        """
        standards:
          refund: {metric: refund, team: support, term: within 1 business day}
          reply: {metric: first-reply, team: support, term: within 1 business day}
        claims:
          page: {team: sales, metric: refund, term: within 12 hours}
        """
        + CHAIN,
    )
    assert [finding.about[0] for finding in found] == ["refund", "page"]


def test_a_leg_that_is_not_known_makes_no_sum(find: Find) -> None:
    assert not find(
        "TR205",
        """
        standards:
          refund: {metric: refund, team: support, term: within 1 hour}
        chains:
          refunding: {metric: refund, legs: [{team: support}, {team: finance, term: within 2 days}]}
        """,
    )


def test_a_claim_without_any_standard_is_compared_with_the_chain_on_its_metric(find: Find) -> None:
    claims = """
        claims:
          page: {team: sales, metric: refund, term: within 12 hours}
          later: {team: sales, metric: refund, term: within 30 days}
        """
    assert [finding.about for finding in find("TR205", claims + CHAIN)] == [("page", "refunding")]


def test_a_standard_of_another_chain_is_left_to_that_one(find: Find) -> None:
    assert not find(
        "TR205",
        """
        standards: {refund: {metric: refund, team: support, term: within 1 hour, chain: at-once}}
        """
        + CHAIN
        + "          at-once: {legs: [{team: support, term: within 1 hour}]}\n",
    )
