"""What can be wrong with a mapping, a source or a history."""

from collections.abc import Iterable, Sequence

from troth.errors import TrothError

#: Characters of a name; a header may be of any length.
_MOST_QUOTED = 80


class InvalidMappingError(TrothError):
    """A mapping whose form is wrong; the text names every problem with its place."""

    def __init__(self, name: str, problems: Sequence[object]) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(str(problem) for problem in self.problems)
        super().__init__(f"{name} is not a valid mapping:\n{lines}")


class BadSourceError(TrothError):
    """A source that cannot be imported as a whole; nothing is written."""


class BadOutputError(TrothError):
    """An output that cannot be written where it was asked for."""


class NotAHistoryError(TrothError):
    """A file that `troth history import` did not write."""


def listed(names: Iterable[str], most: int = 30) -> str:
    """Names in quotes, the first `most` of them."""
    known = list(names)
    more = f" and {len(known) - most} more" if len(known) > most else ""
    return ", ".join(f"'{_short(name)}'" for name in known[:most]) + more


def _short(name: str) -> str:
    return name if len(name) <= _MOST_QUOTED else f"{name[: _MOST_QUOTED - 3]}..."


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence that names the known word nearest to `word`, or nothing."""
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), by_lower, n=1)
    return f" Did you mean '{by_lower[near[0]]}'?" if near else ""
