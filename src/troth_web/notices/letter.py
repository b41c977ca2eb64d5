"""A letter: what a message says, apart from how a channel sets it.

Words of customers and colleagues stand in `quotes` alone; everything else is ours.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody else said, in their words."""

    #: `the customer`, `Ann`.
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to know."""

    kind: str
    #: Short plain sentences.
    text: str
    #: Where to find it; empty for customers, who have no key.
    link: str = ""
    quotes: tuple[Quote, ...] = ()
    #: Id of the promise.
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Things of one kind: the first of them, and how many more there are."""

    heading: str
    items: tuple[Item, ...]
    more: int = 0
    #: What holds of many of them and is said once: that they come late.
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Off:
    """Where one stops being told of something."""

    heading: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a message says."""

    subject: str
    greeting: str
    sections: tuple[Section, ...]
    closing: str
    #: Where to stop being told of each kind that can be stopped.
    off: tuple[Off, ...] = ()
    #: Where one request stops all of these: RFC 8058; empty where none can be stopped.
    off_all: str = ""
