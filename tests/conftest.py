"""What all tests share."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

pytest_plugins = ["tests.contracts.stores.fixtures"]

# How long one example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("troth", deadline=None)
settings.load_profile("troth")


@pytest.fixture(autouse=True)
def _left_empty(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test of whole transactions Django empties its own tables, and not the ledger's."""
    mark = request.node.get_closest_marker("django_db")
    asked = mark is not None and mark.kwargs.get("transaction")
    if not asked and "transactional_db" not in request.fixturenames:
        yield
        return
    from tests.contracts.stores.databases import emptied

    blocker = request.getfixturevalue("django_db_blocker")
    yield
    with blocker.unblock():
        emptied("default")
