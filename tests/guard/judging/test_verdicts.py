"""One verdict on each promise: what it rests on, its witness, the true term and date."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.guard.judging.books import AT, airline, checked, context, language, verdict
from troth.guard import scan
from troth.guard.book import Book
from troth.guard.judging import judge
from troth.guard.judging.ruled import VERDICTS
from troth.playbook import load
from troth.playbook.schema.words import Role, VerdictKind

FLEX = {"fare": "flex"}


@pytest.mark.parametrize(
    ("text", "kind", "rests_on"),
    [
        ("We will refund you.", "backed", "standards.refund"),
        ("We'll answer you within 2 business days.", "backed", "standards.first-reply"),
        ("We'll answer you within two business days.", "backed", "standards.first-reply"),
        ("Your money will be on your card within a month.", "backed", "standards.refund"),
        ("You won't have to tell us twice.", "backed", "standards.told-once"),
        ("We'll send you at most one newsletter a month.", "tighter", "standards.newsletters"),
        ("We'll send you at most two newsletters a month.", "backed", "standards.newsletters"),
        ("Your money will be on your card by Friday.", "tighter", "standards.refund"),
        ("Your money will be on your card within 30 seconds.", "tighter", "standards.refund"),
        ("Refunds: 2-3 days", "tighter", "standards.refund"),
        ("We answer every request within 24 hours.", "tighter", "standards.first-reply"),
        ("We guarantee that your bag is back within 3 days.", "tighter", "standards.bag-returned"),
        ("Your bag will be with you within 3 days.", "backed", "standards.bag-returned"),
        ("Your flight will arrive on time.", "tighter", "standards.on-time-newark"),
        ("We will plant a tree for your order.", "unbacked", None),
        ("You will win your claim in court.", "never-promise", "never-promise"),
        ("We'll give you 20% off your next booking.", "beyond-authority", None),
        ("I'll waive the change fee.", "beyond-authority", "standards.change-fee"),
        ("You can change for EUR 30.", "backed", "standards.change-fee"),
        ("Changes with Flex: never more than EUR 30.", "backed", "standards.change-fee"),
        ("Groups: your offer in one hour.", "tighter", "standards.group-offer"),
        ("In Business you know of a delay within half an hour.", "backed", None),
        ("Your seat is always free of charge.", "unbacked", None),
        ("A colleague will look into it.", "unbacked", None),
        (
            "Our help desk is open Monday to Saturday, 8 am to 8 pm.",
            "backed",
            "calendars.help-desk",
        ),
        ("Our help desk is open Mo-Fr 09:00-18:00.", "backed", "calendars.help-desk"),
        ("We are open weekdays from 9:30 to 18:30.", "backed", "calendars.kolkata-office"),
        ("Our help desk is open Mo-Sa 07:00-20:00.", "unbacked", None),
        ("We are open every day from 8 to 20.", "unbacked", None),
        ("We are open 24/7.", "unbacked", None),
        ("Our help desk is open Mo-Sa 08:00-20:00, also on holidays.", "unbacked", None),
    ],
)
def test_each_promise_has_the_verdict_that_a_careful_colleague_gives(
    text: str, kind: str, rests_on: str | None
) -> None:
    found = verdict(text)
    assert found.verdict == kind
    assert rests_on is None or rests_on in found.rests_on
    assert found.because.count(".") >= 1
    assert found.because[0].isupper()


def test_a_reply_is_weighed_for_the_very_instant_at_which_it_is_said() -> None:
    """Within a day is late enough on a Thursday, and too early before a weekend."""
    said = "We will answer you within 24 hours."
    thursday = verdict(said, role=Role.SALES)
    assert thursday.verdict is VerdictKind.BACKED
    assert "Fri 4 Dec 2026 12:00 (Europe/Berlin)" in thursday.because
    saturday = verdict(said, role=Role.SALES, at=datetime(2026, 12, 5, 15, tzinfo=UTC))
    assert saturday.verdict is VerdictKind.TIGHTER
    assert saturday.witness is not None
    assert saturday.witness.as_json() == {
        "arrival": "2026-12-05T15:00:00Z",
        "first": {"id": "draft", "due": "2026-12-06T15:00:00Z"},
        "second": {"id": "first-reply", "due": "2026-12-07T11:00:00Z"},
        "extent_seconds": 72_000,
        "share": 1.0,
    }


def test_a_text_that_stands_is_weighed_as_the_checks_weigh_a_claim() -> None:
    """The figures are those of TR201 on the playbook's own claim in these words."""
    from troth import checks

    book = language()
    report = checks.run(book.playbook, book.horizon.start, book.horizon)
    of_claim = next(each.finding for each in report.waived if each.finding.code == "TR201")
    found = verdict("We answer every request within 24 hours", book, at=None)
    assert found.verdict is VerdictKind.TIGHTER
    assert of_claim.witness is not None
    assert found.witness is not None
    said, known = found.witness.as_json(), of_claim.witness.as_json()
    assert said["arrival"] == known["arrival"]
    assert said["second"] == known["second"]
    assert said["extent_seconds"] == known["extent_seconds"]
    assert said["share"] == pytest.approx(known["share"])


def test_a_named_day_in_a_text_that_stands_is_asked_of_a_whole_year() -> None:
    found = verdict("Your money will be on your card by Friday.", at=None)
    assert found.verdict is VerdictKind.TIGHTER
    assert found.witness is not None
    # The last minute of a Thursday is the nearest to a Friday.
    arrival = found.witness.arrival.astimezone(context().zone)
    assert (arrival.weekday(), f"{arrival:%H:%M}") == (3, "23:59")
    assert verdict("Same-day delivery of your bag.", at=None).verdict is VerdictKind.TIGHTER


def test_of_a_case_of_which_nothing_is_known_the_least_favourable_term_counts() -> None:
    unknown = verdict("You pay no more than EUR 30 for a change.")
    assert unknown.verdict is VerdictKind.BACKED
    assert "not known of this case" in unknown.because
    known = verdict("You pay no more than EUR 30 for a change.", facets=FLEX)
    assert known.verdict is VerdictKind.BACKED
    assert "not known" not in known.because
    light = verdict("You pay no more than EUR 30 for a change.", facets={"fare": "light"})
    assert light.verdict is VerdictKind.UNBACKED


def test_shares_prices_and_counts_have_their_own_order() -> None:
    assert verdict("At least 90 % of flights will be on time.").verdict is VerdictKind.TIGHTER
    assert verdict("Changing your flight is free.", facets=FLEX).verdict is VerdictKind.TIGHTER


def test_how_often_customers_hear_is_held_to_the_updates_of_the_standard() -> None:
    found = verdict("We'll update you every day about your bag.")
    assert found.verdict is VerdictKind.TIGHTER
    assert '"every 2 days"' in found.because
    rarer = verdict("We'll update you every three days about your bag.")
    assert rarer.verdict is VerdictKind.BACKED


def test_a_right_to_promise_more_backs_what_it_reaches() -> None:
    half_an_hour = "We will call you back within 30 minutes."
    assert verdict(half_an_hour).rests_on == ("authority.call-back",)
    assert verdict("We will call you back within 1 minute.").verdict is VerdictKind.TIGHTER
    assert verdict(half_an_hour, role=Role.MARKETING).verdict is VerdictKind.TIGHTER
    assert verdict(half_an_hour, at=None).verdict is VerdictKind.TIGHTER


def test_what_an_offer_says_backs_it() -> None:
    assert verdict("One change without fee is included.", language()).rests_on == (
        "offers.flex-fare",
    )


@pytest.mark.parametrize(
    ("text", "role", "kind"),
    [
        ("We'll send you a EUR 30 voucher for the trouble.", Role.AGENT, "backed"),
        ("We'll send you a EUR 50 voucher for the trouble.", Role.AGENT, "beyond-authority"),
        ("We'll send you a USD 30 voucher for the trouble.", Role.AGENT, "beyond-authority"),
        ("We'll send you a EUR 30 voucher by Friday.", Role.AGENT, "backed"),
        ("We'll send you a EUR 500 voucher by Friday.", Role.AGENT, "beyond-authority"),
        ("We'll send you a EUR 30 voucher for the trouble.", Role.AI_AGENT, "beyond-authority"),
        ("We'll send you a EUR 30 voucher for the trouble.", Role.MANAGER, "backed"),
        ("We will pay you EUR 250 compensation.", Role.AGENT, "backed"),
        ("We will pay you EUR 251 compensation.", Role.AGENT, "beyond-authority"),
        ("We'll upgrade you for free.", Role.AGENT, "beyond-authority"),
    ],
)
def test_amends_are_weighed_by_role_kind_and_sum(text: str, role: Role, kind: str) -> None:
    """A deadline beside the sum hides it from nobody."""
    assert verdict(text, role=role).verdict == kind


def test_amends_for_cases_that_are_not_so_are_beyond_authority() -> None:
    text = "We'll send you a EUR 30 voucher for the trouble."
    assert verdict(text, cases=frozenset({"broken"})).verdict is VerdictKind.BACKED
    kept = verdict(text, cases=frozenset({"kept"}))
    assert kept.verdict is VerdictKind.BEYOND_AUTHORITY
    assert "broken or moved" in kept.because


def test_money_back_is_weighed_where_a_row_gives_money_for_its_metric() -> None:
    text = "We will refund you EUR 80."
    assert verdict(text, language()).verdict is VerdictKind.BEYOND_AUTHORITY
    assert verdict(text, language(), role=Role.MANAGER).verdict is VerdictKind.BACKED
    assert verdict(text).verdict is VerdictKind.UNBACKED
    assert verdict("We will refund the EUR 80 that you paid.").rests_on == ("standards.refund",)


@pytest.mark.parametrize(
    "text",
    [
        "We'll give you a 50 % refund.",
        "You will get double your money back.",
        "We will reimburse your EUR 300 hotel bill.",
    ],
)
def test_a_standard_of_time_backs_no_sum(text: str) -> None:
    """Refunds come within seven business days; how much is another matter."""
    assert verdict(text).verdict is not VerdictKind.BACKED


def test_what_a_standard_excludes_is_not_backed() -> None:
    assert verdict("We will refund tickets of other airlines.").verdict is VerdictKind.UNBACKED
    found = verdict("We will refund you, even tickets of other airlines.")
    assert found.because == 'The standard refund excludes "tickets of other airlines".'


def test_what_is_said_whatever_happens_is_not_backed() -> None:
    assert verdict("We will refund you, whatever happens.").verdict is VerdictKind.UNBACKED


def test_a_yes_or_no_backs_no_figure_that_it_does_not_speak_of() -> None:
    text = "The first price that you see is the total price for 24 months, we promise."
    assert VerdictKind.BACKED not in {each.verdict for each in checked(text).verdicts}


def test_where_no_team_has_a_standard_a_claim_is_held_to(tmp_path: Path) -> None:
    path = tmp_path / "playbook.yaml"
    path.write_text(
        "troth: 1\ncompany: Larkwind\nteams: {shop: {calendar: open}}\n"
        "calendars: {open: {hours: 24/7, timezone: UTC}}\n"
        "metrics: {delivery: {name: Delivery, kind: duration, to: the parcel is delivered}}\n"
        "claims: {page: {team: shop, metric: delivery, term: within 3 days}}\n"
    )
    book = Book.of(load(path))
    assert verdict("Your parcel will be delivered within 3 days.", book).rests_on == (
        "claims.page",
    )
    assert verdict("Your parcel will be delivered within 1 day.", book).verdict == "tighter"


def test_what_an_ai_agent_says_it_gave_is_weighed_as_a_promise() -> None:
    """A colleague's report of what was done is none."""
    text = "I've added a EUR 60 credit to your account."
    assert verdict(text, role=Role.AI_AGENT).verdict is VerdictKind.BEYOND_AUTHORITY
    assert not checked(text).verdicts


@pytest.mark.parametrize(
    "text",
    [
        "We will refund you immediately.",
        "Your money will be on your card instantly.",
        "We'll refund you right away.",
    ],
)
def test_at_once_is_tighter_than_any_time(text: str) -> None:
    assert verdict(text).verdict is VerdictKind.TIGHTER


@pytest.mark.parametrize(
    "text", ["We will refund you within II hours.", "We will refund you in a twelfth of a day."]
)
def test_a_time_that_nobody_can_read_is_not_backed(text: str) -> None:
    assert VerdictKind.BACKED not in {each.verdict for each in checked(text).verdicts}


def test_judge_asks_nothing_but_what_was_found() -> None:
    found = scan("Hi Ana, we will refund you by Friday.", at=AT)[0]
    judged = judge(found, context())
    assert judged.verdict is VerdictKind.TIGHTER
    assert judged.link.metric == "refund"
    assert judged.as_json().keys() == {
        *("start", "end", "kind", "strength", "quantity", "promiser", "why", "term", "due"),
        *("metric", "confidence", "verdict", "because", "rests_on", "witness", "likelihood"),
        "wording",
    }


def test_every_verdict_has_one_file_and_its_doc() -> None:
    assert {rule.KIND for rule in VERDICTS} == set(VerdictKind)
    for rule in VERDICTS:
        assert "## Example" in (rule.__doc__ or "")


def test_the_claims_of_the_airline_are_found() -> None:
    """Each in its own words, and about the metric that it names."""
    book = airline()
    for name, claim in book.playbook.claims.items():
        if claim.says is None:
            continue
        found = checked(claim.says, book, at=None).verdicts
        assert found, (name, claim.says)
        assert found[0].link.metric == claim.metric, (name, found[0].link)


def test_arrivals_are_those_after_what_is_said() -> None:
    """A book of which nobody said the horizon looks two years ahead of what it is asked."""
    book = Book.of(airline().playbook)
    at = datetime(2031, 3, 14, 12, tzinfo=UTC)
    assert book.horizon_at(at).start == datetime(2031, 3, 1, tzinfo=UTC)
    found = verdict("We answer every request within 24 hours.", book, at=at)
    assert found.witness is not None
    assert at.year <= found.witness.arrival.year <= at.year + 2
    said = Book.of(book.playbook, horizon=book.horizon)
    assert said.horizon_at(at) == book.horizon
