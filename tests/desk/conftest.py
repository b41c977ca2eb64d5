"""The company, without a browser: everything is undone after each test."""

from collections.abc import Iterator

import pytest

from tests.desk.company import Company, company_at
from tests.desk.lived import lived_in
from troth_web import clock
from troth_web.ledger import current_store


@pytest.fixture
def company(db: None) -> Iterator[Company]:
    """A small company on a Tuesday morning, its clock stopped."""
    current_store.cache_clear()
    made = company_at()
    with clock.stopped(made.now):
        yield made
    current_store.cache_clear()


@pytest.fixture
def lived(company: Company) -> Company:
    """The company with something on every page."""
    return lived_in(company)
