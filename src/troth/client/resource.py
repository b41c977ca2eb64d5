"""What the operations on one kind of thing share."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from troth.answers import Body, ListBody
from troth.client.transport import Transport
from troth.operations.commands import Command

Answer = TypeVar("Answer", bound=Body)
Item = TypeVar("Item", bound=Body)


class Resource:
    """Operations that go through one transport."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def _get(self, path: str, answers: type[Answer], **query: Any) -> Answer:
        return self._transport.call("GET", path, answers, query=query)

    def _write(
        self,
        path: str,
        said: Command | Mapping[str, Any] | None,
        answers: type[Answer],
        *,
        method: str = "POST",
        key: str | None = None,
        expected: int | None = None,
    ) -> Answer:
        return self._transport.call(
            method, path, answers, body=_values(said), key=key, expected=expected
        )

    def _all(
        self, path: str, answers: type[ListBody[Item]], limit: int, **query: Any
    ) -> Iterator[Item]:
        """Every item of a list, a page at a time."""
        after: str | None = None
        while True:
            page = self._get(path, answers, after=after, limit=limit, **query)
            yield from page.items
            after = page.next
            if after is None:
                return


def named(**values: Any) -> dict[str, Any]:
    """What was said; what was not stays as it is."""
    return {name: value for name, value in values.items() if value is not None}


def _values(said: Command | Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    if isinstance(said, BaseModel):
        return said.model_dump(mode="json", exclude_unset=True)
    return said
