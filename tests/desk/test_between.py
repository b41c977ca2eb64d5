"""What is open with a customer stays in sight, however much was promised and kept since."""

from datetime import timedelta

import pytest

from tests.desk.company import Company
from tests.web.people.conftest import signed_in
from troth import operations
from troth_web.desk import between

#: More than a page of a list.
SINCE = 55


@pytest.fixture
def busy(company: Company) -> Company:
    """A refund that is still open, and many replies since that were kept at once."""
    company.promise("refund", "Ines Okafor", timedelta(days=2))
    for number in range(SINCE):
        made = company.promise("first-reply", "Ines Okafor", timedelta(minutes=90 - number))
        company.by(
            "ann",
            made.made_at,
            lambda work, made=made: operations.keep(work, made.id, operations.Keep()),
        )
    return company


def test_say_begins_with_what_waits(busy: Company) -> None:
    customer = busy.customers["Ines Okafor"]
    shown = signed_in(busy.people["ann"]).get(f"/say/?customer={customer}").content.decode()
    topics = shown[shown.index('class="topics"') :]
    assert topics.index("Refund") < topics.index("Bag returned")


def test_their_page_has_it_however_few_are_looked_at(
    busy: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(between, "MOST", 20)
    customer = busy.customers["Ines Okafor"]
    shown = signed_in(busy.people["ann"]).get(f"/customers/{customer}/").content.decode()
    assert "One promise to them is open, and it is not late." in shown


@pytest.mark.parametrize("page", ["/panel/?customer=%s", "/customers/%s/hand-over/"])
def test_only_what_is_open_stands_where_that_is_asked(busy: Company, page: str) -> None:
    customer = busy.customers["Ines Okafor"]
    shown = signed_in(busy.people["ann"]).get(page % customer).content.decode()
    assert "Refund" in shown
    assert "First reply" not in shown
