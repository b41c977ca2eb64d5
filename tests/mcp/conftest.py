"""A ledger with a customer who has promises, and texts that would like to be obeyed."""

import pytest

from tests.client.conftest import ledger, new_customer
from tests.client.server import Server

__all__ = ["ledger"]


@pytest.fixture
def customer(ledger: Server) -> str:
    """A customer that no other test has."""
    return new_customer(ledger)
