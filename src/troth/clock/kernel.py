"""Which code answers rows: numpy's, or that compiled by numba where it is installed and pays.

The variable TROTH_KERNEL decides otherwise: "off" or "on".
"""

import os
import sys
from importlib.util import find_spec
from typing import Protocol

from troth.clock import rows
from troth.clock.durations import Boundary
from troth.clock.errors import CalendarError
from troth.clock.timeline import Timeline
from troth.clock.zones import Instants

#: To import numba and to compile takes a second or two, in which numpy answers so many rows.
ROWS_WORTH_COMPILING = 100_000_000
#: Once that is done.
ROWS_WORTH_CALLING = 1_000

COMPILED = "troth.clock.compiled_rows"


class Answering(Protocol):
    """What both modules offer."""

    def due(
        self, timeline: Timeline, starts: Instants, after: Instants, unit: str, boundary: Boundary
    ) -> Instants:
        """See `rows.due`."""

    def elapsed(self, timeline: Timeline, starts: Instants, ends: Instants, unit: str) -> Instants:
        """See `rows.elapsed`."""


def answering(count: int) -> Answering:
    """The module, `rows` or `compiled_rows`, that answers so many rows.

    Raises:
        CalendarError: for another value of the variable, and for "on" without numba.
    """
    choice = os.environ.get("TROTH_KERNEL", "")
    if choice not in {"", "on", "off"}:
        raise CalendarError(f"TROTH_KERNEL is {choice!r}; right would be on, off or nothing")
    if choice == "off" or (not choice and count < _rows_worth_it()):
        return rows
    if not is_installed():
        if choice:
            raise CalendarError("TROTH_KERNEL is on without numba: pip install 'troth[fast]'")
        return rows
    from troth.clock import compiled_rows

    return compiled_rows


def is_installed() -> bool:
    """Whether numba is there."""
    return find_spec("numba") is not None


def _rows_worth_it() -> int:
    return ROWS_WORTH_CALLING if COMPILED in sys.modules else ROWS_WORTH_COMPILING
