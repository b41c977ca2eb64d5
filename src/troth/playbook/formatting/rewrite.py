"""Rewriting the files of a playbook, after proof that nothing but their look changes."""

import os
import re
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from troth.errors import TrothError
from troth.playbook.files import Source, read
from troth.playbook.formatting.canonical import canonical_text
from troth.playbook.load import loads
from troth.playbook.problems import Problems

_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#.*$")


#: A line costs far more to put into form than to read.
MOST_LINES = 1_000_000


class TooManyLinesError(TrothError):
    """A playbook of so many lines, mostly empty or comments, that formatting would take minutes."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} has more than {MOST_LINES:,} lines; remove empty lines first")


class UnfaithfulTextError(TrothError):
    """The canonical text would say something else than the file, which therefore stays as it is."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} cannot be put into canonical form without loss and was left as it is; "
            "write unusual YAML (comments within brackets, several lines within quotes) plainly"
        )


@dataclass(frozen=True)
class Rewritten:
    """A file of a playbook, and its canonical text."""

    name: str
    before: str
    after: str

    @property
    def changes(self) -> bool:
        """Whether the file is not yet canonical."""
        return self.before != self.after


def rewritten(path: Path) -> list[Rewritten]:
    """Each file of the playbook at `path` with its canonical text; nothing is written yet.

    Raises:
        InvalidPlaybookError: for a playbook whose form is wrong.
        TooManyLinesError: for a playbook of more than `MOST_LINES`.
        UnfaithfulTextError: where meaning or a comment would be lost.
    """
    problems = Problems()
    sources = read(path, problems)
    before = loads(sources, path, problems)
    if sum(source.text.count("\n") for source in sources) > MOST_LINES:
        raise TooManyLinesError(path)
    files = [Rewritten(source.name, source.text, canonical_text(source.text)) for source in sources]
    for file in files:
        if _comments(file.before) != _comments(file.after):
            raise UnfaithfulTextError(file.name)
    try:
        after = loads([Source(file.name, file.after) for file in files], path)
    except TrothError:
        raise UnfaithfulTextError(str(path)) from None
    if dict(before) != dict(after):
        raise UnfaithfulTextError(str(path))
    return files


def save(file: Rewritten) -> None:
    """Put the canonical text in the file's place, at once or not at all."""
    target = Path(file.name).resolve()
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".troth-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as opened:
                opened.write(file.after)
            shutil.copymode(target, name)
            Path(name).replace(target)
        finally:
            # Gone already when it took its place.
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise UnwritableFileError(file.name, error) from error


def _comments(text: str) -> Counter[str]:
    return Counter(comment.rstrip() for comment in _COMMENT.findall(text))


class UnwritableFileError(TrothError):
    """A file that cannot be written."""

    def __init__(self, name: str, error: OSError) -> None:
        super().__init__(f"{name} cannot be written ({error.strerror}); check its rights")
