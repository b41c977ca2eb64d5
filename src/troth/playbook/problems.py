"""What is wrong with the form of a playbook: problems, and the error that carries all of them.

A problem is not a finding: a playbook with problems is invalid and is not checked at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from troth.errors import TrothError
from troth.findings import Place

#: More lines than this help nobody; the rest is counted.
PRINTED = 100


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One mistake of form, printed as `file:line:col: path: what is wrong; what would be right`."""

    place: Place
    #: A phrase without a full stop, naming what was found.
    wrong: str
    #: What the user can write instead.
    right: str

    def __str__(self) -> str:
        place = self.place
        where = f"{place.file}:{place.line}:{place.column}: "
        path = f"{place.path}: " if place.path else ""
        return f"{where}{path}{self.wrong}; {self.right}"

    @property
    def order(self) -> tuple[str, int, int, str]:
        """By file, then by line."""
        return self.place.file, self.place.line, self.place.column, self.wrong


class InvalidPlaybookError(TrothError):
    """A playbook whose form is wrong; `problems` holds every one, sorted by file and line."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=lambda problem: problem.order))
        super().__init__(_text(name, self.problems))


def _text(name: str, problems: tuple[Problem, ...]) -> str:
    count = "1 problem" if len(problems) == 1 else f"{len(problems):,} problems"
    lines = [f"{name} is not a valid playbook: {count}"]
    lines += [str(problem) for problem in problems[:PRINTED]]
    if len(problems) > PRINTED:
        lines.append(f"... and {len(problems) - PRINTED:,} more")
    return "\n".join(lines)


def suggestion(word: str, known: Iterable[str]) -> str:
    """`did you mean 'standards'?`, or nothing when no known word is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1)
    return f"did you mean '{near[0]}'?" if near else ""
