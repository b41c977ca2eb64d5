"""The port to open promises: what somebody who leaves still holds."""

from typing import Protocol


class Finder(Protocol):
    """What finds the open promises of a person or service account."""

    def __call__(self, holder: str) -> list[str]:
        """The ids of open promises that are held by `holder`, such as `person:ID`."""


_finder: Finder | None = None


def bind(finder: Finder | None) -> None:
    """Let `finder` find them from now on; the ledger does so when it starts."""
    global _finder  # noqa: PLW0603 - one process has one ledger
    _finder = finder


def open_promises(holder: str) -> list[str]:
    """The ids of open promises of `person:ID`, to be handed over. None without a ledger."""
    return _finder(holder) if _finder else []
