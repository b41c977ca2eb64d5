"""What is too seldom kept, by odds that were learned from a history."""

from math import exp

import numpy as np
import pytest

from tests.forecast.world import HOUR, learned, world
from tests.guard.judging.books import checked, context, verdict
from troth.forecast import Odds
from troth.guard.checking import check
from troth.guard.decide import Decision
from troth.playbook.schema.words import Role, VerdictKind


@pytest.fixture(scope="module")
def odds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Odds]:
    """Of new seats, which take 8 hours on average: half of them are there within 6."""
    took = np.random.default_rng(7).exponential(8 * HOUR, 4_000)
    return {"rebooking": learned(tmp_path_factory.mktemp("seats"), world(took, days=300))}


def test_what_is_backed_and_too_seldom_kept_is_unlikely(odds: dict[str, Odds]) -> None:
    found = verdict("You will have a new seat within 6 hours.", odds=odds, role=Role.SALES)
    assert found.verdict is VerdictKind.UNLIKELY
    assert found.likelihood is not None
    assert found.likelihood.value == pytest.approx(1 - exp(-6 / 8), abs=0.03)
    assert found.likelihood.n > 1_000
    assert f"{found.likelihood.n:,} cases" in found.because
    assert found.as_json()["likelihood"]["n"] == found.likelihood.n


def test_what_is_likely_enough_is_backed(odds: dict[str, Odds]) -> None:
    text = "You will have a new seat within 6 hours."
    assert verdict(text, odds=odds, wanted=0.4, role=Role.SALES).verdict is VerdictKind.BACKED
    later = verdict("You will have a new seat within 2 days.", odds=odds, role=Role.SALES)
    assert later.verdict is VerdictKind.BACKED
    assert later.likelihood is not None


def test_a_hedged_promise_must_be_likelier_than_not(odds: dict[str, Odds]) -> None:
    text = "You should have a new seat within 6 hours."
    assert verdict(text, odds=odds, role=Role.SALES).verdict is VerdictKind.BACKED


def test_a_date_is_asked_for_as_long_as_it_is_away(odds: dict[str, Odds]) -> None:
    found = verdict("You will have a new seat by tomorrow noon.", odds=odds, role=Role.SALES)
    assert found.likelihood is not None
    assert found.likelihood.value == pytest.approx(1 - exp(-20 / 8), abs=0.03)


def test_the_wording_is_likely_enough_or_names_no_date(odds: dict[str, Odds]) -> None:
    where = context(odds=odds, role=Role.AI_AGENT)
    outcome = check("You will have a new seat within 6 hours.", where)
    assert (outcome.decision, outcome.ask) == (Decision.ASK, "support")
    wording = outcome.verdicts[0].wording
    assert wording is not None
    assert check(wording, where).decision is Decision.ALLOW


def test_odds_of_other_metrics_say_nothing(odds: dict[str, Odds]) -> None:
    assert checked("We will refund you.", odds=odds).verdicts[0].likelihood is None


def test_odds_on_elapsed_time_say_nothing_of_business_time(odds: dict[str, Odds]) -> None:
    """They were learned without a calendar: the term is weighed, and no likelihood is named."""
    text = "You will have a new seat within 9 business hours."
    found = verdict(text, odds=odds, role=Role.SALES)
    assert found.likelihood is None
