"""What the metadata of a history's file say about it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from troth.clock.instants import instant, moment
from troth.history.errors import NotAHistoryError
from troth.history.outcome import KeptRule

#: The key in the file's metadata.
KEY = "troth"
#: Raised when an older troth would misread a file.
FORMAT = 1


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
    #: Names of the files whose rows it holds.
    sources: tuple[str, ...]
    #: The latest start or ending, UTC microseconds.
    latest_us: int
    rows_read: int
    cases: int
    #: How many rows were rejected, by reason.
    rejects: dict[str, int]
    #: How many cases look wrong, by kind.
    anomalies: dict[str, int]

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
                "sources": self.sources,
                "latest": moment(self.latest_us, UTC).isoformat(),
                "rows_read": self.rows_read,
                "cases": self.cases,
                "rejects": self.rejects,
                "anomalies": self.anomalies,
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
            grace = timedelta(seconds=said["grace_seconds"])
            return cls(
                metric=said["metric"],
                rule=KeptRule(said["compare"], grace, said["zone"]),
                facets=tuple(said["facets"]),
                has_withdrawn=said["has_withdrawn"],
                calendar_version=said["calendar_version"],
                sources=tuple(said["sources"]),
                latest_us=instant(datetime.fromisoformat(said["latest"])),
                rows_read=said["rows_read"],
                cases=said["cases"],
                rejects=said["rejects"],
                anomalies=said["anomalies"],
            )
        except (KeyError, TypeError, ValueError) as error:
            raise NotAHistoryError(f"{name}: its metadata are damaged ({error!r})") from None
