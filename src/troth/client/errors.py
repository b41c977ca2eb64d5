"""What a ledger elsewhere refuses: problems as exceptions that own their sentence."""

from collections.abc import Mapping
from typing import Any

from troth.errors import TrothError


class UnreachableError(TrothError):
    """No answer, or none that could be understood."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what} cannot be reached: {why}; check the address and the connection")


class ProblemError(TrothError):
    """A refusal of the server."""

    def __init__(self, problem: Mapping[str, Any], retry_after: float | None = None) -> None:
        super().__init__(str(problem.get("detail") or problem.get("title") or "refused"))
        #: The status of HTTP.
        self.status = int(problem.get("status", 0))
        #: `not-found`, `unfit`, ...: the API's documentation lists them.
        self.code = str(problem.get("code", ""))
        #: What is wrong with the request, each with the place `where` and a `message`.
        self.errors: list[dict[str, Any]] = list(problem.get("errors", ()))
        #: The whole problem.
        self.problem = problem
        #: Seconds until it is worth to ask again.
        self.retry_after = retry_after


class NotSignedInError(ProblemError):
    """The key is not known, or opens nothing now."""


class NotAllowedError(ProblemError):
    """Known, but without the right."""


class NotFoundError(ProblemError):
    """No such thing, or none that one may know of."""


class ConflictError(ProblemError):
    """It does not fit what became of it."""


class ChangedError(ConflictError):
    """Somebody else was first: read it again."""


class RefusedRequestError(ProblemError):
    """Something in the request is not right; `errors` says what and where."""


class TooOftenError(ProblemError):
    """Too many requests, or a cap is reached; `retry_after` says how long to wait."""


_BY_STATUS: Mapping[int, type[ProblemError]] = {
    400: RefusedRequestError,
    401: NotSignedInError,
    403: NotAllowedError,
    404: NotFoundError,
    409: ConflictError,
    410: NotFoundError,
    412: ChangedError,
    413: RefusedRequestError,
    415: RefusedRequestError,
    422: RefusedRequestError,
    429: TooOftenError,
}


def error_of(problem: Mapping[str, Any], retry_after: float | None = None) -> ProblemError:
    """The exception that a problem stands for."""
    return _BY_STATUS.get(int(problem.get("status", 0)), ProblemError)(problem, retry_after)
