"""Problems: the one shape of every refusal (RFC 9457), and the one place that chooses its status.

{"type": "/api/v1/docs#not-found", "title": "There is no such thing", "status": 404,
 "detail": "there is no promise 7", "code": "not-found", "errors": []}
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from pydantic_core import to_json

DOCS = "/api/v1/docs"
MEDIA_TYPE = "application/problem+json"

log = logging.getLogger("troth.api")


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to fail: its code, its status and what it means, in a few words."""

    code: str
    status: int
    title: str


#: Every way in which the API refuses, by its code.
KINDS: Mapping[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("malformed", 400, "The request cannot be read"),
        Kind("not-signed-in", 401, "Nobody known asks"),
        Kind("key-refused", 401, "This key does not open anything now"),
        Kind("not-allowed", 403, "You may not do this"),
        Kind("forged", 403, "Another site made this request"),
        Kind("not-yours", 403, "Only the other side can say this"),
        Kind("stopped", 403, "The guard does not let this out"),
        Kind("beyond-authority", 403, "This is more than you may promise or give"),
        Kind("not-found", 404, "There is no such thing"),
        Kind("wrong-method", 405, "This address does not take that method"),
        Kind("conflict", 409, "This does not fit what happened meanwhile"),
        Kind("not-now", 409, "This does not fit what became of it"),
        Kind("exists", 409, "There is one already"),
        Kind("erased", 410, "This person was erased"),
        Kind("changed", 412, "It has changed since you read it"),
        Kind("too-large", 413, "The request is too large"),
        Kind("wrong-type", 415, "The body is of a type that is not taken here"),
        Kind("not-valid", 422, "The form of the request is not right"),
        Kind("unfit", 422, "This does not fit the playbook, or itself"),
        Kind("key-reused", 422, "The idempotency key was used for something else"),
        Kind("invalid-playbook", 422, "The playbook has mistakes of form"),
        Kind("findings", 422, "The playbook promises what cannot be kept"),
        Kind("cap-reached", 429, "This key has written as often as it may"),
        Kind("too-often", 429, "Too many requests"),
        Kind("failed", 500, "The server made a mistake"),
        Kind("unavailable", 503, "The ledger cannot be reached now"),
        Kind("unwell", 503, "The server answers, and does not do all of its work"),
        Kind("full", 507, "There is no room left to write"),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One refusal."""

    code: str
    #: What went wrong, where, and what would be right.
    detail: str
    #: What is wrong with the request, each with the place where.
    errors: Sequence[Mapping[str, Any]] = ()
    #: Headers that go with it.
    headers: Mapping[str, str] = field(default_factory=dict)
    #: What else a program can use.
    more: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        kind = KINDS[self.code]
        return {
            "type": f"{DOCS}#{kind.code}",
            "title": kind.title,
            "status": kind.status,
            "detail": self.detail,
            "code": kind.code,
            "errors": list(self.errors),
            **self.more,
        }

    def response(self) -> HttpResponse:
        """The answer."""
        status = KINDS[self.code].status
        return HttpResponse(
            to_json(self.as_json()), status=status, content_type=MEDIA_TYPE, headers=self.headers
        )


class RefusedError(Exception):
    """A refusal that the API itself decides."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def refused(code: str, detail: str, *, where: str = "", **headers: str) -> RefusedError:
    """A refusal; `where` names the part of the request that is at fault."""
    errors = ({"where": where, "message": detail},) if where else ()
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    return RefusedError(Problem(code=code, detail=detail, errors=errors, headers=named))
