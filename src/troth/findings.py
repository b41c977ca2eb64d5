"""What any checker returns: a finding, its place, and the witness that proves it.

The JSON keys of `Finding.as_json` are fixed: editors, CI steps and the desk rely on them.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any


class Severity(StrEnum):
    """How much a finding matters; errors make `troth check` exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something stands in a playbook."""

    #: The file as the user named it.
    file: str
    #: Counted from 1.
    line: int
    #: Counted from 1.
    column: int
    #: The dotted key, `claims.pricing-page-24h.term`.
    path: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.path}"


@dataclass(frozen=True, kw_only=True)
class Due:
    """The instant at which somebody's term falls due for one arrival."""

    #: Id of the claim, standard, capability, team of a leg, ...
    id: str
    #: Aware; written in UTC.
    due: datetime

    def as_json(self) -> dict[str, str]:
        """Id and instant, ISO 8601 in UTC."""
        return {"id": self.id, "due": instant_text(self.due)}


@dataclass(frozen=True, kw_only=True)
class Witness:
    """The concrete dated example that proves a finding of feasibility."""

    arrival: datetime
    #: The promise: what falls due too early.
    first: Due
    #: What can be delivered, and when.
    second: Due
    #: Share of arrival instants, uniform over the horizon, for which the first is due too early.
    share: float
    #: The teams of a chain, each with the instant at which it hands over; empty elsewhere.
    legs: tuple[Due, ...] = ()
    #: Of a share that was learned from cases: how many, and its 95 % interval.
    n: int | None = None
    interval: tuple[float, float] | None = None

    @property
    def extent(self) -> timedelta:
        """By how much the second is later than the first, in elapsed time."""
        return self.second.due - self.first.due

    def as_json(self) -> dict[str, Any]:
        """The fixed keys; `legs`, `n` and `interval` only where there are some."""
        witness: dict[str, Any] = {
            "arrival": instant_text(self.arrival),
            "first": self.first.as_json(),
            "second": self.second.as_json(),
            "extent_seconds": seconds_number(self.extent),
            "share": self.share,
        }
        if self.legs:
            witness["legs"] = [leg.as_json() for leg in self.legs]
        if self.n is not None and self.interval is not None:
            witness |= {"n": self.n, "interval": [round(end, 6) for end in self.interval]}
        return witness


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that a check found in a playbook."""

    #: `TR` and three digits; each has a page, `troth rule CODE`.
    code: str
    severity: Severity
    #: Plain sentences; the first says it all.
    message: str
    place: Place
    #: Bare ids of what the finding is about, the promise first.
    about: tuple[str, ...]
    #: The worst arrival in the horizon.
    witness: Witness | None = None
    #: The soonest such arrival after `at`.
    next: Witness | None = None
    #: What would mend it.
    fix: str = ""
    #: Figures beyond the witness, such as measured shares with their n; JSON values only.
    measured: dict[str, Any] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what it is about, not of where it stands: lines move."""
        about = "\n".join((self.code, self.place.path, *self.about))
        return sha256(about.encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """The finding with its fixed keys."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "path": self.place.path,
            "about": list(self.about),
            "witness": self.witness.as_json() if self.witness else None,
            "next": self.next.as_json() if self.next else None,
            "fix": self.fix,
            **({"measured": self.measured} if self.measured else {}),
        }


def instant_text(instant: datetime) -> str:
    """ISO 8601 in UTC with a `Z`, whole seconds where it is one."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def seconds_number(span: timedelta) -> int | float:
    """Seconds, as a whole number where they are one."""
    seconds = span.total_seconds()
    return int(seconds) if seconds.is_integer() else seconds
