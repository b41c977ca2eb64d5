"""What the metadata of a history's file say about it."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from troth.clock import zones
from troth.clock.errors import CalendarError
from troth.clock.instants import instant, moment
from troth.history.arrays import EARLIEST, LATEST
from troth.history.errors import NotAHistoryError
from troth.history.outcome import KeptRule

#: The key in the file's metadata.
KEY = "troth"
#: Raised when an older troth would misread a file.
FORMAT = 1
#: The column of `business_reading` at the start.
STARTED_BUSINESS = "started_business_seconds"
#: More than any mapping can say.
_MOST_GRACE = timedelta(days=1_000_000)


@dataclass(frozen=True, kw_only=True)
class EventFacts:
    """What a history says of the events beside it."""

    #: Also in the metadata of the events, so that those of another history are told apart.
    id: str
    #: How many there are, by kind.
    kinds: dict[str, int]

    @property
    def count(self) -> int:
        """How many there are in all."""
        return sum(self.kinds.values())


@dataclass(frozen=True, kw_only=True)
class Facts:
    """How a history was made, and what there is in it."""

    metric: str
    rule: KeptRule
    facets: tuple[str, ...]
    #: Whether the source says which cases were withdrawn.
    has_withdrawn: bool
    #: Of the calendar that `elapsed_business_seconds` counts on, if there is one.
    calendar_version: str | None
    #: Its rules, as `Calendar.to_mapping` tells them; histories of earlier versions lack them.
    calendar: dict[str, Any] | None = None
    #: Names of the files whose rows it holds.
    sources: tuple[str, ...]
    #: The latest start or ending, UTC microseconds.
    latest_us: int
    rows_read: int
    cases: int
    #: How many rows were rejected, by reason.
    rejects: dict[str, int]
    #: How many cases, or events of cases, look wrong, by kind.
    anomalies: dict[str, int]
    #: None where the mapping has no events.
    events: EventFacts | None = None

    def as_json(self) -> str:
        """The text that `from_json` reads."""
        return json.dumps(
            {
                "format": FORMAT,
                "metric": self.metric,
                "zone": self.rule.zone,
                "compare": self.rule.compare,
                "grace_seconds": self.rule.grace.total_seconds(),
                "facets": self.facets,
                "has_withdrawn": self.has_withdrawn,
                "calendar_version": self.calendar_version,
                "calendar": self.calendar,
                "sources": self.sources,
                "latest": moment(self.latest_us, UTC).isoformat(),
                "rows_read": self.rows_read,
                "cases": self.cases,
                "rejects": self.rejects,
                "anomalies": self.anomalies,
                "events": asdict(self.events) if self.events else None,
            }
        )

    @classmethod
    def from_json(cls, text: str | bytes, name: str) -> "Facts":
        """Read the metadata of the file called `name`; refuse those of a later format."""
        try:
            said: dict[str, Any] = json.loads(text)
            if said["format"] != FORMAT:
                raise NotAHistoryError(
                    f"{name}: was written by another version of troth (format {said['format']}, "
                    f"this one reads {FORMAT}); import the source again"
                )
            return _checked(cls, said)
        except (KeyError, TypeError, ValueError, ArithmeticError, RecursionError, CalendarError):
            raise NotAHistoryError(
                f"{name}: its metadata are damaged; import the source again"
            ) from None


def _checked(kind: type[Facts], said: dict[str, Any]) -> Facts:
    from pydantic import TypeAdapter

    latest = instant(datetime.fromisoformat(said["latest"]))
    rule = {"compare": said["compare"], "grace": said["grace_seconds"], "zone": said["zone"]}
    facts = TypeAdapter(kind).validate_python(said | {"rule": rule, "latest_us": latest})
    zones.load(facts.rule.zone)
    if abs(facts.rule.grace) > _MOST_GRACE or not EARLIEST <= latest < LATEST:
        raise ValueError
    return facts
