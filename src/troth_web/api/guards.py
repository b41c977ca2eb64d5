"""Who may come in: rate limits, then who it is, then the permission. All before a body is read."""

import time

from django.conf import settings
from django.http import HttpRequest

from troth_web.api.limits import Buckets
from troth_web.api.parsing import check_length
from troth_web.api.problems import refused
from troth_web.people.errors import NotSignedInError
from troth_web.people.needs import principal_of
from troth_web.people.networks import client_ip
from troth_web.people.permissions import require
from troth_web.people.principals import NOBODY, Principal

_by_caller = Buckets(settings.API_REQUESTS_PER_MINUTE)
_by_failure = Buckets(settings.API_FAILURES_PER_MINUTE)


class Guard:
    """Stands before an operation."""

    #: Names that may stand in the query string; a misspelt filter is refused, not passed over.
    parameters: frozenset[str] = frozenset()

    def __call__(self, request: HttpRequest) -> Principal:
        """Whoever asks, if they may.

        Raises:
            RefusedError: they ask too often, or for what there is not.
            PeopleError: nobody known, or without the permission.
        """
        principal = self.let_in(request)
        check_length(request)
        for name in request.GET:
            if name not in self.parameters:
                known = ", ".join(sorted(self.parameters)) or "none"
                raise refused(
                    "not-valid", f"there is no parameter {name!r}; there is {known}", where=name
                )
        return principal

    def let_in(self, request: HttpRequest) -> Principal:
        """Whoever asks, if they may."""
        raise NotImplementedError


class Open(Guard):
    """For anybody, within the limit of their address."""

    def let_in(self, request: HttpRequest) -> Principal:
        """Nobody in particular."""
        _spend(_by_caller, client_ip(request))
        return NOBODY


class Known(Guard):
    """For whoever is signed in."""

    def let_in(self, request: HttpRequest) -> Principal:
        """The principal; an address that failed too often is not even looked at."""
        address = client_ip(request)
        _spend(_by_failure, address, cost=0.0)
        try:
            principal = principal_of(request)
        except NotSignedInError:
            _by_failure.wait(address, time.monotonic())
            raise
        _spend(_by_caller, principal.key or principal.id)
        return principal


class Needs(Known):
    """For those who have a permission."""

    def __init__(self, name: str) -> None:
        self.name = name

    def let_in(self, request: HttpRequest) -> Principal:
        """The principal, who has the permission."""
        principal = super().let_in(request)
        require(principal, self.name)
        return principal


def _spend(buckets: Buckets, name: str, cost: float = 1.0) -> None:
    seconds = buckets.wait(name, time.monotonic(), cost)
    if seconds:
        raise refused(
            "too-often",
            f"too many requests; try again in {seconds} seconds",
            retry_after=str(seconds),
        )
