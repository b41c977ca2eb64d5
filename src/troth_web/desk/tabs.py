"""Tabs: links to parts of a page, of which one is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One of them."""

    label: str
    url: str
    current: bool
    #: How many are behind it; None where nobody counted.
    count: int | None = None
