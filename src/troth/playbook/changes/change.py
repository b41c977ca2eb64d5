"""One thing that changes for somebody."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from troth.findings import Place, instant_text
from troth.playbook.scope import Scope


class Direction(StrEnum):
    """What happens to what is promised, or for a duty: to what is asked."""

    #: More is promised: sooner, surer, cheaper.
    TIGHTER = "tighter"
    #: Less is promised.
    LOOSER = "looser"
    #: Neither: sooner for some and later for others, or not to be compared.
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    #: Other words for the same promise.
    REWORDED = "reworded"


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One arrival, and when it is due by the old and by the new playbook; aware, in UTC."""

    arrival: datetime
    before: datetime
    after: datetime
    #: Part of the arrivals, uniform over the horizon, which move in the same direction.
    share: float
    #: Of the new calendar, for people to read the instants in.
    zone: ZoneInfo

    def as_json(self) -> dict[str, Any]:
        """Instants in UTC, ISO 8601."""
        return {
            "arrival": instant_text(self.arrival),
            "before": instant_text(self.before),
            "after": instant_text(self.after),
            "share": self.share,
        }


@dataclass(frozen=True, kw_only=True)
class Change:
    """What changes in one key of one entry, and for whom."""

    direction: Direction
    section: str
    #: Empty for what the playbook says as a whole.
    id: str
    #: The key within the entry, `term`; empty where the whole entry is new or gone.
    key: str
    #: For whom; empty means everybody.
    scope: Scope
    #: What was said; None for what is new.
    before: str | None
    #: What is said now; None for what is gone.
    after: str | None
    #: In the new playbook, or in the old one for what is gone.
    place: Place
    #: Dated examples, the worst arrival in each direction; only where due instants move.
    samples: tuple[Sample, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """The change as JSON values."""
        return {
            "direction": self.direction.value,
            "section": self.section,
            "id": self.id,
            "key": self.key,
            "scope": {facet: list(values) for facet, values in self.scope.items()},
            "before": self.before,
            "after": self.after,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "path": self.place.path,
            "samples": [sample.as_json() for sample in self.samples],
        }
