"""Requests that are sent until somebody knows what became of them."""

import random
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx
from pydantic import ValidationError

from troth.answers import Body
from troth.client.errors import ProblemError, UnreachableError, error_of

Answer = TypeVar("Answer", bound=Body)

#: Statuses after which nobody knows whether it was done, or which pass by themselves.
_UNKNOWN = frozenset({502, 503, 504})


@dataclass(frozen=True, kw_only=True)
class Retries:
    """How often and how patiently a request is sent again."""

    #: Tries in all; 1 never sends again.
    tries: int = 5
    #: Seconds before the second try; each later one waits twice as long, more or less.
    first_wait: float = 0.2
    #: Seconds that it waits at most, also where the server asks for more.
    longest_wait: float = 10.0

    def wait(self, tried: int, asked: float | None) -> float:
        """Seconds before the next try, after `tried` of them; not all clients come at once."""
        grown = self.first_wait * 2.0 ** (tried - 1) * random.uniform(0.5, 1.5)  # noqa: S311
        return min(max(grown, asked or 0.0), self.longest_wait)


@dataclass(frozen=True, slots=True)
class Form:
    """A form with a file."""

    fields: Mapping[str, str]
    #: Of the file.
    name: str
    content: bytes


class Transport:
    """One connection to a ledger; every operation goes through `call`."""

    def __init__(self, http: httpx.Client, retries: Retries) -> None:
        self._http = http
        self._retries = retries

    def call(
        self,
        method: str,
        path: str,
        answers: type[Answer],
        *,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        key: str | None = None,
        expected: int | None = None,
        form: Form | None = None,
    ) -> Answer:
        """Send a request until it is answered.

        Args:
            method: of HTTP.
            path: under `/api/v1`.
            answers: the form of the answer.
            body: JSON values.
            query: parameters; those that are None are left out.
            key: the idempotency key of a write; made when absent.
            expected: the sequence that was seen, where the write shall fail if it has changed.
            form: a form with a file, in place of a body.

        Raises:
            ProblemError: it was refused.
            UnreachableError: nobody answered, though it was tried again and again.
        """
        response = self.send(
            method, path, body=body, query=query, key=key, expected=expected, form=form
        )
        try:
            return answers.model_validate_json(response.content)
        except ValidationError:
            raise UnreachableError(
                str(response.request.url), "what answers there is no ledger of this version"
            ) from None

    def send(
        self,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        key: str | None = None,
        expected: int | None = None,
        accept: str = "application/json",
        form: Form | None = None,
    ) -> httpx.Response:
        """The answer as it came; see `call`."""
        headers = {"Accept": accept}
        if method != "GET":
            # Made once: a retry must be the same request.
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        if expected is not None:
            headers["If-Match"] = f'"{expected}"'
        known = {name: value for name, value in (query or {}).items() if value is not None}
        request = self._http.build_request(
            method,
            f"api/v1{path}",
            json=body,
            params=known or None,
            headers=headers,
            data=form.fields if form else None,
            files={"file": (form.name, form.content)} if form else None,
        )
        return self._until_answered(request)

    def _until_answered(self, request: httpx.Request) -> httpx.Response:
        for tried in range(1, self._retries.tries + 1):
            last = tried == self._retries.tries
            asked: float | None = None
            try:
                response = self._http.send(request)
            except httpx.TransportError as error:
                if last:
                    why = str(error) or type(error).__name__
                    raise UnreachableError(str(request.url), why) from None
            else:
                if response.is_success:
                    return response
                refusal = _refusal(response)
                asked = refusal.retry_after
                if last or not _passes(refusal, self._retries):
                    raise refusal
            time.sleep(self._retries.wait(tried, asked))
        raise AssertionError("a last try answers or raises")


def _passes(refusal: ProblemError, retries: Retries) -> bool:
    """Whether it is worth to send the same again."""
    if refusal.status in _UNKNOWN:
        return True
    soon = refusal.retry_after is not None and refusal.retry_after <= retries.longest_wait
    return refusal.status == 429 and soon


def _refusal(response: httpx.Response) -> ProblemError:
    try:
        problem = response.json()
    except ValueError:
        problem = None
    status = response.status_code
    if not isinstance(problem, dict) or not isinstance(problem.get("code"), str):
        # A proxy answers in its own way.
        problem = {"detail": f"HTTP {status}"}
    errors = problem.get("errors")
    known = {"status": status, "errors": errors if isinstance(errors, list) else []}
    return error_of(problem | known, _seconds(response.headers.get("Retry-After")))


def _seconds(text: str | None) -> float | None:
    return float(text) if text and text.isascii() and text.isdecimal() else None
