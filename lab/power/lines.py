"""Reading what strace wrote: one finished system call after another."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_HEAD = re.compile(r"(\d+) +(\d+\.\d+) (.*)")
_RESUMED = re.compile(r"<\.\.\. (\w+) resumed>(.*)")
_RESULT = re.compile(r"\s*= (-?\d+)(?:<([^>]*)>)?(?: .*)? <([\d.]+)>\s*$")
_UNFINISHED = " <unfinished ...>"


@dataclass(frozen=True, slots=True)
class Call:
    """A system call that came to its end."""

    pid: int
    name: str
    #: Everything between the parentheses, as strace prints it.
    arguments: str
    #: What it returned; -1 for an error.
    result: int
    #: The path of the file that it opened, as strace prints it; empty for other calls.
    opened: str
    #: Seconds since 1970 at which it was called, and at which it returned.
    start: float
    end: float


def calls(lines: Iterable[str]) -> Iterator[Call]:
    """Calls in the order in which they ended, from lines of `strace -f -ttt -T -y -xx`."""
    begun: dict[int, tuple[float, str]] = {}
    for line in lines:
        head = _HEAD.match(line)
        if head is None:
            continue
        pid, moment, text = int(head[1]), float(head[2]), head[3]
        if text.endswith(_UNFINISHED):
            begun[pid] = moment, text.removesuffix(_UNFINISHED)
            continue
        resumed = _RESUMED.match(text)
        if resumed is not None:
            if pid not in begun:
                continue
            start, before = begun.pop(pid)
            call = _call(pid, start, before + resumed[2], moment)
        else:
            call = _call(pid, moment, text, None)
        if call is not None:
            yield call


def _call(pid: int, start: float, text: str, ended: float | None) -> Call | None:
    """A call from its text; None for signals and exits, which are none.

    A resumed line is stamped when the call returned; any other when it was called.
    """
    found = _RESULT.search(text)
    name, parenthesis, _ = text.partition("(")
    if found is None or not parenthesis or not name.isidentifier():
        return None
    arguments = text[len(name) + 1 : found.start()].rstrip().removesuffix(")")
    end = start + float(found[3]) if ended is None else ended
    return Call(pid, name, arguments, int(found[1]), found[2] or "", start, end)
