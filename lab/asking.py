"""A client that knows what it does not know: an answer, a refusal, or no answer."""

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class NoAnswerError(Exception):
    """The request was sent, or half of it, and nobody knows what became of it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the server."""

    status: int
    #: By their names in small letters.
    headers: Mapping[str, str]
    body: Any

    @property
    def done(self) -> bool:
        """Whether what was asked is done."""
        return 200 <= self.status < 300


class Caller:
    """One connection to a server, kept open; not for several threads at once."""

    def __init__(self, port: int, key: str, seconds: float = 30) -> None:
        self._port = port
        self._key = key
        self._seconds = seconds
        self._connection: http.client.HTTPConnection | None = None

    def post(self, path: str, body: Any, key: str | None = None) -> Reply:  # noqa: ANN401 - JSON
        """Ask for a write, with an idempotency key.

        Raises:
            NoAnswerError: no answer came, or not all of it.
        """
        headers = {"Content-Type": "application/json"}
        if key is not None:
            headers["Idempotency-Key"] = key
        return self._ask("POST", path, json.dumps(body), headers)

    def get(self, path: str) -> Reply:
        """Read something.

        Raises:
            NoAnswerError: no answer came, or not all of it.
        """
        return self._ask("GET", path, None, {})

    def delete(self, path: str, key: str) -> Reply:
        """Ask for something to be deleted, with an idempotency key.

        Raises:
            NoAnswerError: no answer came, or not all of it.
        """
        return self._ask("DELETE", path, None, {"Idempotency-Key": key})

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Reply:
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection(
                    "127.0.0.1", self._port, timeout=self._seconds
                )
            headers["Authorization"] = f"Bearer {self._key}"
            self._connection.request(method, f"/api/v1{path}", body, headers)
            answer = self._connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise NoAnswerError(f"{method} {path}: {error!r}") from error
        if answer.will_close:
            self.close()
        return Reply(
            answer.status, {name.lower(): value for name, value in answer.getheaders()}, _json(text)
        )


def _json(text: bytes) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(text)
    except ValueError:
        return text.decode(errors="replace")
