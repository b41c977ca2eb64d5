"""Where a value stands in a payload: `data.ticket.id`, or the JSON pointer `/data/ticket/id`."""

from collections.abc import Mapping, Sequence
from typing import Any

from troth.errors import TrothError
from troth.said import said

#: Steps of one path.
DEEPEST = 20


class PathError(TrothError):
    """A text that is no path."""


def steps(path: str) -> tuple[str, ...]:
    """The names and numbers to follow.

    Raises:
        PathError: an empty step, or too many.
    """
    if path.startswith("/"):
        found = tuple(
            step.replace("~1", "/").replace("~0", "~") for step in path.removeprefix("/").split("/")
        )
    else:
        found = tuple(path.split("."))
    if not all(found) or len(found) > DEEPEST:
        raise PathError(
            said(
                "{path} is no path; write data.ticket.id or /data/ticket/id, {n} steps at most",
                path=repr(path),
                n=DEEPEST,
            )
        )
    return found


def value_at(payload: object, path: str) -> Any:  # noqa: ANN401 - a JSON value
    """What stands there; None where nothing does."""
    found: object = payload
    for step in steps(path):
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, Sequence) and not isinstance(found, str):
            number = int(step) if step.isascii() and step.isdecimal() and len(step) < 7 else -1
            found = found[number] if 0 <= number < len(found) else None
        else:
            return None
    return found
