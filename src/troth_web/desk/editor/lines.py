"""Two texts line by line: what stands in one and not in the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff

#: Longer texts are not set against each other line by line, as that takes too long.
MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the comparison."""

    #: `add`, `gone`, `same`, or `skip` for what is left out between.
    kind: str
    text: str

    @property
    def sign(self) -> str:
        """What tells it without its colour."""
        return {"add": "+", "gone": "-"}.get(self.kind, " ")


def difference(old: str, new: str) -> list[Line]:
    """What changes from one text to another; empty where nothing does, or they are too long."""
    before, after = old.splitlines(), new.splitlines()
    if max(len(before), len(after)) > MOST_LINES:
        return []
    return list(_lines(before, after))


def _lines(before: list[str], after: list[str]) -> Iterator[Line]:
    for number, line in enumerate(unified_diff(before, after, n=2, lineterm="")):
        if number < 2:
            continue
        if line.startswith("@@"):
            if number > 2:
                yield Line("skip", "⋯")
            continue
        kind = {"+": "add", "-": "gone"}.get(line[:1], "same")
        yield Line(kind, line[1:])
