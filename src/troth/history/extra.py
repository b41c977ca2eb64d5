"""The part of history that reads and writes files needs pyarrow, an extra."""

from importlib.util import find_spec

from troth.errors import MissingExtraError


def require_arrow() -> None:
    """Raise MissingExtraError without the extra `data`."""
    if find_spec("pyarrow") is None:
        raise MissingExtraError("history", "data")
