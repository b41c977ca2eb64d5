"""What tests of commands share with those of histories."""

from tests.history.conftest import shared

__all__ = ["shared"]
