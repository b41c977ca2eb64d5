"""What is wrong with the form of a playbook: problems, and the error that carries all of them.

A problem is not a finding: a playbook with problems is invalid and is not checked at all.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from unicodedata import category

from troth.errors import TrothError
from troth.findings import Place
from troth.said import Said, joined, said, said_of

#: Lines printed; the rest is counted.
PRINTED = 100
#: Problems looked for; whoever has more mends some first.
MOST_PROBLEMS = 500
#: Ids that a near miss is looked for among; more take too long.
_MOST_KNOWN = 20_000
_MOST_NEAR = 200
#: Characters of a path, or of what is wrong; an id may be as long as its file.
_MOST_QUOTED = 400


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
        path = f"{_short(place.path)}: " if place.path else ""
        return one_line(f"{where}{path}{_short(self.wrong)}; {self.right}")

    @property
    def told(self) -> str:
        """The same as a sentence, where nothing in it has to be cut or spelled out."""
        whole = str(self)
        told = joined((whole.removesuffix(f"{self.wrong}; {self.right}"), self.wrong), "")
        found = joined((told, self.right), "; ")
        return found if found == whole else whole

    @property
    def order(self) -> tuple[str, int, int, str]:
        """By file, then by line."""
        return self.place.file, self.place.line, self.place.column, self.wrong


def file_problem(file: str, wrong: str, right: str, *, line: int = 1, column: int = 1) -> Problem:
    """A problem of a file rather than of anything that the playbook says."""
    place = Place(file=file, line=line, column=column, path="")
    return Problem(place=place, wrong=wrong, right=right)


class Problems:
    """Problems as they are found, up to a number that somebody can mend."""

    def __init__(self) -> None:
        self.found: list[Problem] = []
        #: Whether there are more than were noted.
        self.more = False

    def add(self, problem: Problem) -> None:
        """Note a problem."""
        if len(self.found) < MOST_PROBLEMS:
            self.found.append(problem)
        else:
            self.more = True

    def add_all(self, problems: Iterable[Problem]) -> None:
        """Note problems, of which no more are looked for than can be noted."""
        for problem in problems:
            self.add(problem)
            if self.more:
                return

    def __bool__(self) -> bool:
        return bool(self.found)


class InvalidPlaybookError(TrothError):
    """A playbook whose form is wrong; `problems` holds every one, sorted by file and line."""

    def __init__(self, name: str, problems: Problems) -> None:
        self.problems = tuple(sorted(set(problems.found), key=lambda problem: problem.order))
        super().__init__(_text(name, self.problems, more=problems.more))


def _text(name: str, problems: tuple[Problem, ...], *, more: bool) -> Said:
    count = len(problems)
    lines: list[str] = [_head(name, count, more=more)]
    lines += [problem.told for problem in problems[:PRINTED]]
    if count > PRINTED:
        left = str(count - PRINTED)
        lines.append(
            said("... and at least {n} more", n=left) if more else said("... and {n} more", n=left)
        )
    return joined(lines)


def _head(name: str, count: int, *, more: bool) -> Said:
    facts = {"name": name, "n": str(count)}
    if more:
        return said("{name} is not a valid playbook: at least {n} problems", **facts)
    return said_of(
        count,
        "{name} is not a valid playbook: {n} problem",
        "{name} is not a valid playbook: {n} problems",
        **facts,
    )


def one_line(text: str) -> str:
    """The text with line ends and characters that nobody sees spelled out."""
    if text.isprintable():
        return text
    return "".join(
        char
        if char.isprintable() or category(char) == "Zs"
        else char.encode("unicode_escape").decode()
        for char in text
    )


def _short(text: str) -> str:
    return text if len(text) <= _MOST_QUOTED else f"{text[: _MOST_QUOTED - 3]}..."


def suggestion(word: str, known: Collection[str]) -> str:
    """`did you mean 'standards'?`, or nothing when no known word is near."""
    from difflib import get_close_matches

    if len(known) > _MOST_KNOWN:
        return ""
    # What is near shares most letters; this is a hundred times as fast as looking for the order.
    letters = set(word)
    alike = (other for other in known if len(letters.symmetric_difference(other)) <= 4)
    near = get_close_matches(word, list(islice(alike, _MOST_NEAR)), n=1)
    return said("did you mean '{word}'?", word=near[0]) if near else ""
