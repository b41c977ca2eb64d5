"""The files of an import: written beside their places and moved there when all is well."""

import os
from collections.abc import Iterator
from pathlib import Path

from troth.history.beside import events_beside, rejects_beside
from troth.history.errors import BadOutputError
from troth.history.event_file import is_somebody_elses


class Drafts:
    """Where a history, its rejects and its events are written before they are published."""

    def __init__(self, history: Path) -> None:
        self._final = (rejects_beside(history), events_beside(history), history)
        mark = f".{os.getpid()}.part"
        self._drafts = tuple(path.with_name(f".{path.name}{mark}") for path in self._final)
        self.rejects, self.events, self.history = self._drafts

    def __enter__(self) -> "Drafts":
        return self

    def publish(self) -> None:
        """Move all into place; what this import lacks and an earlier one left there goes.

        The history comes last: should this be interrupted, ids tell that events are not its own.
        """
        for draft, final in zip(self._drafts, self._final, strict=True):
            if draft.exists():
                draft.replace(final)
            else:
                final.unlink(missing_ok=True)

    def __exit__(self, *_: object) -> None:
        for draft in self._drafts:
            draft.unlink(missing_ok=True)


def check_output(history: Path, sources: list[Path]) -> None:
    """Refuse an output that cannot be written, or not without the loss of something else.

    Raises:
        BadOutputError: with what is in the way.
    """
    folder = history.parent
    if not folder.is_dir():
        raise BadOutputError(f"{history}: there is no folder '{folder}'; make it first")
    if not os.access(folder, os.W_OK):
        raise BadOutputError(f"{history}: the folder '{folder}' cannot be written to")
    for output in _existing(history):
        if not output.is_file():
            raise BadOutputError(f"{output}: is a folder or a device; name a file")
        if any(output.samefile(source) for source in sources):
            raise BadOutputError(f"{output}: would overwrite the source; name another file")
    events = events_beside(history)
    if is_somebody_elses(events):
        raise BadOutputError(
            f"{events}: is in the place of the history's events and is something else; move it, "
            "or name another file for the history"
        )


def _existing(history: Path) -> Iterator[Path]:
    paths = (history, rejects_beside(history), events_beside(history))
    return (path for path in paths if path.exists())
