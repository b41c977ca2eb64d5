"""Who answers for an endpoint, and what they may know of: their endpoint is told no more."""

from dataclasses import replace

from troth.said import said, said_as
from troth_web.people.authentication import of_session
from troth_web.people.errors import NotFoundError, NotSignedInError
from troth_web.people.models import Team
from troth_web.people.principals import NOBODY, Principal
from troth_web.webhooks.models import Endpoint

_ENDPOINT = said_as("kind", "endpoint")


def owner_of(endpoint: Endpoint) -> Principal:
    """The owner, with their teams of now; who has left sees no restricted team any more."""
    try:
        return of_session(endpoint.owner_id)
    except NotSignedInError:
        closed = Team.objects.filter(restricted=True).values_list("id", flat=True)
        return replace(NOBODY, hidden=frozenset(closed))


def may_know(by: Principal, endpoint: Endpoint) -> bool:
    """Whether an endpoint is there for somebody: not where its owner sees more than they do."""
    return by.hidden <= owner_of(endpoint).hidden


def found(by: Principal, endpoint_id: str) -> Endpoint:
    """The endpoint with an id.

    Raises:
        NotFoundError: there is none, or none that they may know of.
    """
    return _known(by, Endpoint.objects.filter(pk=endpoint_id).first(), endpoint_id)


def held(by: Principal, endpoint_id: str) -> Endpoint:
    """The same, held until the transaction ends.

    Raises:
        NotFoundError: there is none, or none that they may know of.
    """
    rows = Endpoint.objects.select_for_update().filter(pk=endpoint_id)
    return _known(by, rows.first(), endpoint_id)


def _known(by: Principal, endpoint: Endpoint | None, endpoint_id: str) -> Endpoint:
    if endpoint is None or not may_know(by, endpoint):
        raise NotFoundError(
            said("there is no {kind} {subject}", kind=_ENDPOINT, subject=repr(endpoint_id))
        )
    return endpoint
