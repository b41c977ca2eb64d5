"""The company of the tests of the API."""

from tests.web.api.conftest import _stopped_clock, people, programs, world

__all__ = ["_stopped_clock", "people", "programs", "world"]
