"""The browser, and the company that it looks at: people, a playbook, a customer."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.browsing import Desk
from tests.browser.chromium import CHROMIUM, browser
from tests.contracts.stores.databases import emptied
from tests.desk.company import Company, company_at
from troth_web import clock
from troth_web.ledger import current_store


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All stories need Chromium, and a database that a server thread sees too."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.django_db(transaction=True))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="there is no Chromium to look with"))


@pytest.fixture
def company(transactional_db: None) -> Iterator[Company]:
    """A small company on a Tuesday morning, its clock stopped."""
    emptied("default")
    current_store.cache_clear()
    made = company_at()
    with clock.stopped(made.now):
        yield made
    current_store.cache_clear()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for all stories of a file; each seat in it has cookies of its own."""
    # Playwright runs a loop in this thread, in which Django otherwise refuses its database.
    with pytest.MonkeyPatch.context() as patch, browser() as found:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield found


@pytest.fixture
def desk(chromium: Browser, live_server: LiveServer) -> Desk:
    """A browser at a running server."""
    return Desk(chromium, live_server.url)
