"""The example by which the language is fixed: each of its keys means what it says."""

from datetime import date
from pathlib import Path

import pytest

from troth.playbook import Playbook, load
from troth.terms import parse

EXAMPLE = Path(__file__).resolve().parents[2] / "../shared/playbook.yaml"
pytestmark = pytest.mark.skipif(not EXAMPLE.exists(), reason="no ../shared/playbook.yaml")


@pytest.fixture(scope="module")
def example() -> Playbook:
    return load(EXAMPLE)


def test_terms_are_parsed(example: Playbook) -> None:
    assert example.claims["pricing-page-24h"].term == parse("within 24 hours")


def test_dates_are_dates(example: Playbook) -> None:
    assert example.claims["pricing-page-24h"].agreed == {"support": date(2026, 10, 2)}


def test_places_point_into_the_file(example: Playbook) -> None:
    place = example.place("claims", "pricing-page-24h", "term")
    line = EXAMPLE.read_text().splitlines()[place.line - 1]
    assert line[place.column - 1 :] == "within 24 hours"
