"""From what went wrong to the problem that says so."""

import errno
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja.errors import HttpError, ValidationError

from troth.errors import TrothError
from troth.operations.errors import (
    BeyondAuthorityError,
    NotFoundError,
    NotNowError,
    NotYoursError,
    TooLargeError,
    UnfitError,
)
from troth.playbook.problems import InvalidPlaybookError
from troth.promises.fold import JournalError
from troth.promises.journal import ErasedPersonError
from troth.promises.sealing import SealError
from troth.promises.store import (
    BadCursorError,
    ConflictError,
    DuplicateIdError,
    KeyReusedError,
)
from troth.said import and_more, joined, said
from troth_web.api.problems import KINDS, Problem, RefusedError, log
from troth_web.api.sentences import sentence
from troth_web.ledger.errors import BusyError
from troth_web.people.errors import CapReachedError, PeopleError

#: Seconds after which it is worth to ask again when the database does not answer.
RETRY_SECONDS = 2


def refuse(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer to a request that went wrong in this way."""
    return problem_of(error, matched="If-Match" in request.headers).response()


def problem_of(error: Exception, *, matched: bool = False) -> Problem:
    """The problem that an exception stands for.

    Args:
        error: whatever was raised.
        matched: whether the request named the state that it was made for.
    """
    for kind, make in _MAKERS:
        if isinstance(error, kind):
            return make(error)
    if isinstance(error, ConflictError):
        return Problem(code="changed" if matched else "conflict", detail=str(error))
    if isinstance(error, TrothError):
        return Problem(code="unfit", detail=str(error))
    return _failed(error)


def _plain(code: str) -> Callable[[Any], Problem]:
    return lambda error: Problem(code=code, detail=str(error))


def _unfit(error: UnfitError) -> Problem:
    detail = joined((error.where, str(error)), ": ")
    return Problem(code="unfit", detail=detail, errors=(_error(error.where, str(error)),))


def _beyond(error: BeyondAuthorityError) -> Problem:
    more = {"allowed": error.allowed, "left": list(error.left)}
    return Problem(code="beyond-authority", detail=str(error), more=more)


def _busy(error: BusyError) -> Problem:
    return Problem(code="unavailable", detail=str(error), headers={"Retry-After": "1"})


def _cursor(error: BadCursorError) -> Problem:
    return Problem(code="unfit", detail=str(error), errors=(_error("after", str(error)),))


def _playbook(error: InvalidPlaybookError) -> Problem:
    errors = [
        {
            "where": problem.place.path or problem.place.file,
            "message": joined((problem.wrong, problem.right), "; "),
            "line": problem.place.line,
            "column": problem.place.column,
        }
        for problem in error.problems
    ]
    return Problem(code="invalid-playbook", detail=str(error), errors=errors)


def _people(error: PeopleError) -> Problem:
    code = error.code if error.code in KINDS else _code_of(error.status)
    # What people gets to see has the right form already.
    code = "unfit" if code == "not-valid" else code
    headers = {}
    if isinstance(error, CapReachedError):
        headers["Retry-After"] = str(error.retry_after)
    if error.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="troth"'
    errors = (_error(error.where, str(error)),) if error.where else ()
    return Problem(code=code, detail=str(error), errors=errors, headers=headers)


def _http(error: HttpError) -> Problem:
    # What the parser refuses comes wrapped.
    if isinstance(error.__cause__, RefusedError | RequestDataTooBig):
        return problem_of(error.__cause__)
    return Problem(code=_code_of(error.status_code), detail=str(error))


def _code_of(status: int) -> str:
    return next((code for code, kind in KINDS.items() if kind.status == status), "failed")


def _form(error: ValidationError) -> Problem:
    errors = [_error(where(each["loc"]), sentence(each)) for each in error.errors]
    first = joined((errors[0]["where"], errors[0]["message"]), ": ")
    detail = and_more(first, len(errors) - 1)
    return Problem(code="not-valid", detail=detail, errors=errors)


def where(loc: Sequence[Any]) -> str:
    """`options.0.term`: a place in the body, or the name of a parameter."""
    # The first part says which part of the request, for a body the second how the view calls it.
    parts = loc[2:] if loc[0] == "body" else loc[1:]
    return ".".join(map(str, parts)) or str(loc[0])


def _error(place: str, message: str) -> dict[str, str]:
    return {"where": place, "message": message}


def _database(error: DatabaseError | InterfaceError) -> Problem:
    if _full(error):
        return _without_room(error)
    log.error("the database does not answer: %s", type(error).__name__)
    return Problem(
        code="unavailable",
        detail=said("the ledger cannot be reached or is busy; nothing was lost, try again"),
        headers={"Retry-After": str(RETRY_SECONDS)},
    )


def _without_room(error: Exception) -> Problem:
    log.critical("no room left to write: %s", type(error).__name__)
    detail = said("the server's disk is full; nothing of this request was kept, try again later")
    return Problem(code="full", detail=detail, headers={"Retry-After": "60"})


def _full(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            return True
        # Class 53, "disk_full", of PostgreSQL.
        if getattr(cause, "sqlstate", None) == "53100":
            return True
        cause = cause.__cause__
    return False


def _system(error: OSError) -> Problem:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _without_room(error)
    if error.errno in {errno.EMFILE, errno.ENFILE}:
        return _without_handles(error)
    return _failed(error)


def _without_handles(error: OSError) -> Problem:
    log.critical("no file handles left: %s", type(error).__name__)
    return Problem(
        code="unavailable",
        detail=said(
            "the server is at the limit of what it can hold open; nothing was lost, try again"
        ),
        headers={"Retry-After": str(RETRY_SECONDS)},
    )


def _failed(error: Exception) -> Problem:
    # The exception's own text stays out: it may hold what a customer said.
    log.error("the server made a mistake: %s", type(error).__name__, exc_info=frames(error))
    return Problem(
        code="failed",
        detail=said("the server made a mistake; it is in its log, and nothing was written"),
    )


def frames(error: Exception) -> tuple[type[Exception], Exception, Any]:
    """Where an error arose, for the log, without its own text."""
    hidden = Exception(type(error).__name__).with_traceback(error.__traceback__)
    return (Exception, hidden, error.__traceback__)


def _too_big(_: RequestDataTooBig) -> Problem:
    return Problem(code="too-large", detail=said("the body is too large; send less at once"))


def _malformed(_: Exception) -> Problem:
    return Problem(code="malformed", detail=said("the form in the body cannot be read"))


def _refused(error: RefusedError) -> Problem:
    return error.problem


#: The first that fits decides; what is more special stands before what is more general.
_MAKERS: tuple[tuple[type[Exception], Callable[[Any], Problem]], ...] = (
    (RefusedError, _refused),
    (ValidationError, _form),
    (HttpError, _http),
    (Http404, _plain("not-found")),
    (RequestDataTooBig, _too_big),
    (PeopleError, _people),
    (NotFoundError, _plain("not-found")),
    (NotNowError, _plain("not-now")),
    (NotYoursError, _plain("not-yours")),
    (BeyondAuthorityError, _beyond),
    (BusyError, _busy),
    (UnfitError, _unfit),
    (TooLargeError, _plain("too-large")),
    (MultiPartParserError, _malformed),
    (SuspiciousOperation, _malformed),
    (ErasedPersonError, _plain("erased")),
    (DuplicateIdError, _plain("exists")),
    (KeyReusedError, _plain("key-reused")),
    (BadCursorError, _cursor),
    (InvalidPlaybookError, _playbook),
    # Neither is the caller's to mend.
    (SealError, _failed),
    (JournalError, _failed),
    (OperationalError, _database),
    (InterfaceError, _database),
    (OSError, _system),
)
