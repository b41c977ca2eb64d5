"""The example by which the language is fixed: each of its keys means what it says."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from troth.playbook import Playbook, load
from troth.playbook.compose import compose
from troth.playbook.files import Source
from troth.playbook.problems import Problems
from troth.playbook.schema.words import Force, Role, Strength, VerdictKind
from troth.terms import parse

EXAMPLE = Path(__file__).resolve().parents[2] / "../shared/playbook.yaml"
pytestmark = pytest.mark.skipif(not EXAMPLE.exists(), reason="no ../shared/playbook.yaml")


@pytest.fixture(scope="module")
def example() -> Playbook:
    return load(EXAMPLE)


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every scalar."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from leaves(below, (*path, key))
    elif isinstance(value, list):
        for position, below in enumerate(value):
            yield from leaves(below, (*path, position))
    else:
        yield path


def step(value: object, key: str | int) -> object:
    """The value one step below, in the playbook as it was loaded."""
    if isinstance(value, dict):
        return {str(known): below for known, below in value.items()}[str(key)]
    if isinstance(value, tuple):
        return value[int(key)]
    names = {field.alias: name for name, field in type(value).model_fields.items()}  # type: ignore[attr-defined]
    return getattr(value, names[key])


def test_every_key_is_read(example: Playbook) -> None:
    (root,) = compose([Source("playbook.yaml", EXAMPLE.read_text("utf-8"))], Problems())
    paths = list(leaves(root))
    assert len(paths) > 200
    for path in paths:
        value: object = example
        for key in path:
            value = step(value, key)
        assert value not in (None, "", (), {}), path


def test_terms_are_parsed(example: Playbook) -> None:
    assert example.claims["pricing-page-24h"].term == parse("within 24 hours")
    expectation = example.touchpoints["ask-for-help"].expectations[0]
    assert expectation.silence == parse("at most 1 business day")


def test_dates_are_dates(example: Playbook) -> None:
    assert example.claims["pricing-page-24h"].agreed == {"support": date(2026, 10, 2)}
    assert example.calendars["berlin-desk"].exceptions[date(2026, 12, 31)] == "closed"


def test_money_and_frequencies_and_hours_are_read(example: Playbook) -> None:
    limit = example.amends["voucher-20"].limits[1]
    assert (limit.amount, limit.party, limit.period) == (Decimal(200), "agent", "month")
    value = example.amends["refund-fee"].value
    assert value is not None
    assert value.at_most
    email = example.touchpoints["ask-for-help"].channels["email"]
    assert (email.times, email.every, email.unit) == (3, 1, "trip")
    assert example.notices.quiet_hours is not None
    assert example.notices.quiet_hours.end == time(7)


def test_what_is_left_out_has_its_default(example: Playbook) -> None:
    assert example.standards["refund"].strength is Strength.GUARANTEE
    assert example.standards["refund"].scope == {}


def test_stages_stay_in_their_order(example: Playbook) -> None:
    assert [stage.id for stage in example.stages] == ["attract", "convert", "service"]
    assert example.stage("service").tertiary == "sales"
    with pytest.raises(KeyError):
        example.stage("leverage")


def test_policies_speak_of_closed_lists(example: Playbook) -> None:
    policy = example.policies[0]
    assert (policy.role, policy.decision) == (Role.AGENT, Force.ADVISE)
    assert policy.stop[0] is VerdictKind.NEVER_PROMISE


@pytest.mark.parametrize("calendar_id", ["berlin-desk", "denver-desk", "help", "always"])
def test_every_calendar_can_be_built(example: Playbook, calendar_id: str) -> None:
    assert example.calendar(calendar_id).version


def test_places_point_into_the_file(example: Playbook) -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    term = example.place("claims", "pricing-page-24h", "term")
    assert lines[term.line - 1][term.column - 1 :] == "within 24 hours"
    claim = example.place("claims", "pricing-page-24h")
    assert lines[claim.line - 1][claim.column - 1 :] == "pricing-page-24h:"


def test_what_is_not_written_stands_where_it_would_be(example: Playbook) -> None:
    claim = example.place("claims", "pricing-page-24h")
    missing = example.place("claims", "pricing-page-24h", "rank")
    assert (missing.line, missing.column) == (claim.line, claim.column)
    assert missing.path == "claims.pricing-page-24h.rank"
