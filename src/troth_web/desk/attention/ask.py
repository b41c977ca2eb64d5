"""One thing beside promises that waits for somebody's word."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing that somebody waits for."""

    label: str
    title: str
    why: str
    url: str
    #: Since when; None where that is not known.
    since: datetime | None = None
    #: Where it is said that it was read; empty where that is not enough.
    read: str = ""
    #: How many entries of it stand on the page.
    seen: int = 0
