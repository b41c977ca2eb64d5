"""The reference data, as tests of histories find them."""

from tests.history.conftest import shared

__all__ = ["shared"]
