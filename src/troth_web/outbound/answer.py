"""What came back of a call."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: Nobody waits longer because an answer says so.
LONGEST_WAIT = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer of a server."""

    status: int
    #: By their names in small letters.
    headers: Mapping[str, str]
    #: As much of it as was read.
    body: bytes
    #: Whether the body came to its end; it may be long, slow, or break off.
    whole: bool
    #: When it was called.
    at: datetime

    @property
    def good(self) -> bool:
        """Whether the server took it: 2xx alone."""
        return 200 <= self.status < 300

    @property
    def retry_at(self) -> datetime | None:
        """When it says to come again, in 24 hours at most; None where it does not say."""
        said = self.headers.get("retry-after", "").strip()
        if said.isascii() and said.isdigit():
            return self.at + min(timedelta(seconds=int(said[:9])), LONGEST_WAIT)
        try:
            when = parsedate_to_datetime(said)
            when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
        except (ValueError, OverflowError):
            return None
        return min(max(when, self.at), self.at + LONGEST_WAIT)
