"""What a check of the doctor says, and running all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from troth.said import said


class State(StrEnum):
    """How something stands."""

    OK = "ok"
    #: Worth a look; nothing is lost yet.
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one check found."""

    state: State
    #: How it stands, in a sentence.
    says: str
    #: What to do about it; empty where there is nothing.
    do: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked at."""

    name: str
    look: Callable[[datetime], Found]
    #: Whether it asks the tables, so that there is no use in it without them.
    needs_tables: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a check of a name found."""

    name: str
    state: State
    says: str
    do: str

    def text(self) -> str:
        """One line for people."""
        advice = f"; {self.do}" if self.do else ""
        return f"{self.state:<4}  {self.name:<10}  {self.says}{advice}"


def ok(says: str) -> Found:
    """All is well."""
    return Found(state=State.OK, says=says)


def warn(says: str, do: str) -> Found:
    """Worth a look."""
    return Found(state=State.WARN, says=says, do=do)


def fail(says: str, do: str) -> Found:
    """Something does not work."""
    return Found(state=State.FAIL, says=says, do=do)


def examined(checks: Sequence[Check], at: datetime, *, tables: bool) -> list[Line]:
    """What each check finds; one that breaks is a finding itself.

    Args:
        checks: in the order of the lines.
        at: now.
        tables: whether the tables can be asked.
    """
    wanted = [check for check in checks if tables or not check.needs_tables]
    return [_line(check, at) for check in wanted]


def _line(check: Check, at: datetime) -> Line:
    try:
        found = check.look(at)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other checks go on
        what = " ".join(f"{type(error).__name__}: {error}".split())
        found = fail(said("cannot be looked at: {what}", what=what), said("see the log"))
    return Line(name=check.name, state=found.state, says=found.says, do=found.do)
