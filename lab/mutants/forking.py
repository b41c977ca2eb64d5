"""`python -m lab.mutants.forking CHILDREN TESTS...`, run where mutmut has put its mutants.

Imports the tests once, then lets a fork of itself run those of each mutant that it reads: a name in
each line. Prints a line for each that ends, the name and what became of it.
"""

import json
import os
import resource
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

#: A mutant whose tests take longer never ends: seconds of a processor, and of a clock, which is
#: for those that wait, and long, as the machine may be busy.
WORKING, WAITING = 300, 3_600
_OPTIONS = ("-q", "-knot postgresql", "-ptests.clock.quickest_first", "--hypothesis-seed=1")
_BECAME = {0: "survived", 1: "killed", -signal.SIGALRM: "timeout", -signal.SIGXCPU: "timeout"}


def main(children: int, tests: Sequence[str]) -> None:
    """Try every mutant of the standard input, so many at once."""
    measured = json.loads(Path("mutmut-stats.json").read_text())
    known: dict[str, list[str]] = measured["tests_by_mangled_function_name"]
    said = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    pytest.main(["--collect-only", *_OPTIONS, *tests])
    for name, became in _tried(map(str.strip, sys.stdin), known, children):
        os.write(said, f"{name} {became}\n".encode())


def _tried(
    names: Iterable[str], known: Mapping[str, Sequence[str]], children: int
) -> Iterator[tuple[str, str]]:
    running: dict[int, str] = {}
    for name in names:
        tests = known.get(name.rpartition("__mutmut_")[0], ())
        if not tests:
            yield name, "untested"
            continue
        if len(running) == children:
            yield _ended(running)
        running[_begun(name, tests)] = name
    while running:
        yield _ended(running)


def _ended(running: dict[int, str]) -> tuple[str, str]:
    """The first that ends, and what became of it."""
    child, status = os.wait()
    code = os.waitstatus_to_exitcode(status)
    return running.pop(child), _BECAME.get(code, f"unclear-{code}")


def _begun(name: str, tests: Sequence[str]) -> int:
    child = os.fork()
    if child:
        return child
    from mutmut.mutation.trampoline import set_mutant_under_test

    resource.setrlimit(resource.RLIMIT_CPU, (WORKING, WORKING + 1))
    signal.alarm(WAITING)
    _in_a_place_of_its_own()
    set_mutant_under_test(name)
    os._exit(pytest.main(["-x", *_OPTIONS, *tests]))


def _in_a_place_of_its_own() -> None:
    """Let no two forks have one database file."""
    from django.conf import settings

    test = settings.DATABASES["default"]["TEST"]
    test["NAME"] = f"{test['NAME'].removesuffix('.sqlite3')}-{os.getpid()}.sqlite3"


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
