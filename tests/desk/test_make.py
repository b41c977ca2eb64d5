"""Making a promise: what may be promised, and what is refused, without a browser."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import override_settings

from tests.desk.company import Company
from tests.desk.odds import learned
from tests.web.people.conftest import signed_in


def address(company: Company, metric: str) -> str:
    asked = {"customer": company.customer("Ines Okafor"), "metric": metric}
    return f"/promises/make/?{urlencode(asked)}"


def test_nothing_is_promised_without_a_choice(company: Company) -> None:
    page = signed_in(company.people["ann"]).post(address(company, "refund"), {"once": "a"})
    assert page.status_code == 422
    assert "Choose what you promise." in page.content.decode()


def test_their_part_is_asked_for_with_it(company: Company) -> None:
    said = {"once": "b", "choice": "standing", "ask": "passport"}
    page = signed_in(company.people["ann"]).post(address(company, "refund"), said)
    assert page.status_code == 303
    promise = company.state(page["Location"].rstrip("/").rpartition("/")[2])
    assert company.state(promise.needs[0]).metric == "passport"


def test_a_date_beyond_authority_is_refused_with_the_reason(company: Company) -> None:
    said = {"once": "c", "choice": "own", "due": "2026-12-01T10:30"}
    page = signed_in(company.people["ann"]).post(address(company, "refund"), said)
    assert page.status_code == 422
    assert "This is more than you may promise or give." in page.content.decode()


@pytest.fixture
def odds(tmp_path: Path) -> Path:
    learned(tmp_path, "delivery")
    return tmp_path


def test_dates_stand_beside_each_other_with_their_odds(company: Company, odds: Path) -> None:
    with override_settings(ODDS=odds):
        page = signed_in(company.people["ann"]).get(address(company, "delivery"))
    assert page.status_code == 200, page.content.decode()
    assert "the safest; they wait longer" in page.content.decode()
