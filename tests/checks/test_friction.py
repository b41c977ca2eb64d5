"""Which of many terms lets a promise down most, and which never apply."""

from datetime import timedelta

from tests.checks.conftest import Find
from troth.findings import Severity


def test_the_standard_that_is_latest_is_named(find: Find) -> None:
    (finding,) = find(
        "TR201",
        """
        standards:
          day: {metric: first-reply, team: support, term: within 1 business day}
          week: {metric: first-reply, team: support, term: within 5 business days}
          two-days: {metric: first-reply, team: support, term: within 2 business days}
        claims:
          page: {team: sales, metric: first-reply, term: within 24 hours}
        """,
    )
    assert finding.about == ("page", "week")


def test_of_equals_the_first_in_the_file_is_named(find: Find) -> None:
    (finding,) = find(
        "TR201",
        """
        standards:
          b: {metric: first-reply, team: support, term: within 2 business days}
          a: {metric: first-reply, team: sales, term: within 2 business days}
        claims:
          page: {team: sales, metric: first-reply, term: within 24 hours}
        """,
    )
    assert finding.about == ("page", "b")


def test_a_standard_that_better_ranked_ones_cover_together_does_not_apply(find: Find) -> None:
    found = find(
        "TR201",
        """
        standards:
          basic:
            {metric: refund, team: support, term: within 8 hours, scope: {fare: [basic]}, rank: 1}
          flex:
            {metric: refund, team: support, term: within 8 hours, scope: {fare: [flex]}, rank: 2}
          others: {metric: refund, team: support, term: within 5 business days, rank: 3}
        claims:
          covered:
            {team: sales, metric: refund, term: within 24 hours, scope: {fare: [basic, flex]}}
          not-covered:
            {team: sales, metric: refund, term: within 24 hours, scope: {fare: [flex, business]}}
        """,
    )
    assert [finding.about for finding in found] == [("not-covered", "others")]


def test_without_an_explicit_rank_none_is_left_out(find: Find) -> None:
    (finding,) = find(
        "TR201",
        """
        standards:
          first: {metric: first-reply, team: support, term: within 8 hours, rank: 1}
          unranked: {metric: first-reply, team: support, term: within 5 business days}
        claims:
          page: {team: sales, metric: first-reply, term: within 24 hours}
        """,
    )
    assert finding.about == ("page", "unranked")


def test_a_larger_share_is_found_though_the_bound_holds(find: Find) -> None:
    (finding,) = find(
        "TR201",
        """
        standards:
          reply: {metric: first-reply, team: support, term: within 8 hours in 95 % of cases}
        claims:
          page: {team: sales, metric: first-reply, term: within 24 hours in 99 % of cases}
        """,
    )
    assert finding.witness is None
    assert "99 % of cases, and can be kept in 95 % of cases" in finding.message


def test_every_case_is_another_check_than_a_larger_share(find: Find) -> None:
    sections = """
        standards:
          reply: {metric: first-reply, team: support, term: within 8 hours in 95 % of cases}
          rarer: {metric: first-reply, team: sales, term: within 8 hours in 90 % of cases}
        claims:
          page: {team: sales, metric: first-reply, term: within 24 hours}
        """
    assert not find("TR201", sections)
    (finding,) = find("TR211", sections)
    assert finding.about == ("page", "rarer")


def test_plain_orders_need_no_calendar(find: Find) -> None:
    found = find(
        "TR201",
        """
        standards:
          punctual: {metric: on-time, team: support, term: at least 80 %}
          fee: {metric: change-fee, team: sales, term: at most EUR 30}
          once: {metric: told-once, team: support, term: never}
        claims:
          punctual-page: {team: sales, metric: on-time, term: at least 90 %}
          modest-page: {team: sales, metric: on-time, term: at least 70 %}
          fee-page: {team: sales, metric: change-fee, term: EUR 25}
          dear-page: {team: sales, metric: change-fee, term: EUR 40}
          once-page: {team: sales, metric: told-once, term: always}
        """,
    )
    assert [finding.about for finding in found] == [
        ("punctual-page", "punctual"),
        ("fee-page", "fee"),
        ("once-page", "once"),
    ]
    assert not any(finding.witness for finding in found)


def test_an_aim_is_only_warned_of(find: Find) -> None:
    (finding,) = find(
        "TR201",
        """
        standards:
          reply: {metric: first-reply, team: support, term: within 2 business days}
        claims:
          page: {team: sales, metric: first-reply, term: within 24 hours, strength: aim}
        """,
    )
    assert finding.severity is Severity.WARNING


def test_business_time_of_nobody_is_not_compared(find: Find) -> None:
    sections = """
        standards: {reply: {metric: first-reply, team: finance, term: within 4 business hours}}
        claims: {page: {metric: first-reply, term: within 3 business hours}}
        """
    assert not find("TR201", sections)
    (finding,) = find("TR112", sections)
    assert finding.place.path == "claims.page.term"


def test_a_competitor_counts_on_our_calendar(find: Find) -> None:
    (finding,) = find(
        "TR208",
        """
        standards: {reply: {metric: first-reply, team: finance, term: within 4 business hours}}
        competitors:
          skyhop: {claims: [{metric: first-reply, term: within 3 business hours}]}
        """,
    )
    assert finding.witness
    # Nights in Denver: theirs would end at 06:00, ours an hour into the next night.
    assert finding.witness.extent == timedelta(hours=17)


def test_hours_are_offered_as_a_fix_only_where_they_would_do(find: Find) -> None:
    standard = "reply: {metric: first-reply, team: support, term: within 8 business hours}"
    claim = "page: {team: sales, metric: first-reply, term: within %s}"
    fixes = [
        find("TR201", f"standards:\n  {standard}\nclaims:\n  {claim % term}\n")[0].fix
        for term in ("72 hours", "24 hours", "2 hours", "8 business hours")
        if term != "8 business hours"
    ]
    say = 'say "within 8 business hours"'
    assert fixes == [
        # Four closed days at Easter are more than 72 hours, two over a weekend less.
        f"{say} or staff Saturdays and Sundays 09:00-17:30",
        # The night on which clocks are set back has 25 hours: 8.5 hours a day would not do.
        f"{say} or staff every day 08:00-17:30, holidays too",
        say,
    ]
