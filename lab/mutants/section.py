"""The section "Mutants" of `docs/reliability.md`."""

from collections.abc import Mapping, Sequence
from math import sqrt

from lab.mutants.results import Read, Run, Tried, known

#: How many standard deviations hold 19 of 20.
_NORMAL = 1.96


def section(runs: Sequence[Run], read: Sequence[Read]) -> str:
    """The section as text."""
    return "\n".join([_HEAD, *(_told(run, known(run.tried, read)) for run in runs)])


def between(hits: int, tries: int) -> tuple[float, float]:
    """The shares that so many hits speak for, 19 times out of 20 (Wilson's interval)."""
    share, squared = hits / tries, _NORMAL**2 / tries
    middle = (share + squared / 2) / (1 + squared)
    reach = _NORMAL * sqrt((share * (1 - share) + squared / 4) / tries) / (1 + squared)
    return middle - reach, middle + reach


def _told(run: Run, read: Mapping[str, Read]) -> str:
    return "\n".join(
        [
            f"### Seed {run.seed}\n",
            _shares(run.tried, read),
            "| | made | tried | killed | survived | of these equivalent | killed since |",
            "|---|---|---|---|---|---|---|",
            *_rows(run, read),
            "",
            f"`{run.command}`, commit `{run.commit}`, {run.date}.\n",
            *_survivors(run.tried, read),
        ]
    )


def _shares(tried: Sequence[Tried], read: Mapping[str, Read]) -> str:
    """What was killed, and what of it is left when equivalent ones are left out."""
    seen = sum(each.seen for each in tried)
    told = f"Killed: {_share(seen, len(tried))}"
    same = sum(each.equivalent for each in read.values())
    if not same:
        return f"{told}.\n"
    return f"{told}. Without those that are equivalent: {_share(seen, len(tried) - same)}.\n"


def _share(hits: int, tries: int) -> str:
    low, high = between(hits, tries)
    share = f"{hits} of {tries}, {hits / tries:.1%}"
    return f"{share}; of all there are, {low:.1%} to {high:.1%}, 19 times out of 20"


def _rows(run: Run, read: Mapping[str, Read]) -> list[str]:
    """A row for each part, then for each of its packages; all at the end."""
    rows = []
    for part, made in run.made.items():
        own = [each for each in run.tried if each.part == part]
        rows.append(_row(part, f"{made:,}", own, read))
        for package in sorted({each.package for each in own}):
            some = [each for each in own if each.package == package]
            rows.append(_row(f"in `{package}`", "", some, read))
    return [*rows, _row("all", f"{sum(run.made.values()):,}", run.tried, read)]


def _row(title: str, made: str, tried: Sequence[Tried], read: Mapping[str, Read]) -> str:
    seen = sum(each.seen for each in tried)
    found = [read[each.name].equivalent for each in tried if each.name in read]
    cells = (title, made, len(tried), seen, len(tried) - seen, sum(found), found.count(False))
    return f"| {' | '.join(map(str, cells))} |"


def _survivors(tried: Sequence[Tried], read: Mapping[str, Read]) -> list[str]:
    """What survived: what is left, what tests see since, and what no test can see."""
    kinds: dict[str, list[str]] = {"Survived": [], "Killed since": [], "Equivalent": []}
    for each in tried:
        found = read.get(each.name)
        if not each.seen:
            kinds[_kind(found)].append(_line(each, found))
    return [text for title, lines in kinds.items() if lines for text in (f"{title}:\n", *lines, "")]


def _kind(found: Read | None) -> str:
    if found is None:
        return "Survived"
    return "Equivalent" if found.equivalent else "Killed since"


def _line(each: Tried, read: Read | None) -> str:
    place = each.function.replace(".xǁ", ".").replace("ǁ", ".").replace(".x_", ".")
    change = f"`{each.was}` -> `{each.became}`"
    return f"- `{place}`: {change}{f'; {read.says}' if read else ''}"


_HEAD = """## Mutants

`python -m lab mutants` makes small mistakes, one at a time, in a copy of the code of the ledger, of
what falls due and of the outbox, and runs the tests: a mistake that no test sees is a test that is
missing. It draws so many with a seed, each as likely as any other, for all would take days; what
they say of all is given as an interval. The tests are those that `lab/mutants/parts.py` names, in
one process and on SQLite. So what is PostgreSQL's own, what processes of their own call and what
runs while a module is imported counts as surviving, whatever other tests see. A mistake by which a
test never ends is killed. Not in it: copies and transfers (`backup`, `transfer`), migrations, the
words of messages, and, as with all of mutmut, functions with a decorator and values of a module.

It uses [mutmut](https://mutmut.readthedocs.io) 3.8.1, which is not among the locked dependencies:
`.venv/bin/python -m pip install mutmut==3.8.1`.

Tests are written for what a sample leaves. Its figures are those from before, for afterwards it
says nothing of the others any more; *killed since* are those that such a test sees.
"""
