"""The streams of the command line: closed, full, or a terminal that obeys escape sequences."""

import os
import re
import sys
from collections.abc import Iterable
from shutil import get_terminal_size
from textwrap import wrap

# Line ends and tabs stay; a terminal would obey the others or turn what follows around, and lone
# surrogates cannot be written.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

#: Letters of a value; the longest that people write are much shorter.
MOST = 60


def printable(text: str) -> str:
    """The text with its control characters spelled out."""
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def printable_lines(lines: Iterable[str]) -> str:
    """Lines with their control characters spelled out, so that no value begins one of its own."""
    return "\n".join(printable(line).replace("\n", "\\n").replace("\t", "\\t") for line in lines)


def short(value: str) -> str:
    """A name or value of somebody's file, no longer than a table can hold."""
    return value if len(value) <= MOST else f"{value[: MOST - 1]}…"


def printable_json(text: str) -> str:
    """The text of a JSON document with the control characters of its strings spelled out."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def fitted(text: str, width: int) -> str:
    """The text with no line wider than a terminal: what is broken off stands further in."""
    return "\n".join(part for line in text.split("\n") for part in _broken(line, width))


def say(text: str) -> None:
    """Print a text, fitted where it is read on a terminal."""
    if sys.stdout.isatty():
        text = fitted(text, get_terminal_size().columns)
    print(text)  # noqa: T201


def _broken(line: str, width: int) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()) + 4)
    return wrap(line, max(width, 40), subsequent_indent=indent, break_on_hyphens=False) or [""]


def open_closed_streams() -> None:
    """Let what is written to a closed stream be lost, so that the exit code still tells."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # Opened for as long as the program runs.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def complain(text: str) -> None:
    """Print an error, if there is somewhere to print it."""
    try:
        print(f"troth: {printable(text)}", file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        _lose("stderr")


def lose_output() -> None:
    """Forget what could not be written, which Python would try to write again when it leaves."""
    try:
        sys.stdout.flush()
    except OSError:
        _lose("stdout")


def _lose(name: str) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), getattr(sys, name).fileno())
