"""What a payload says: a case in another system, whose it is, and what happened to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class By(StrEnum):
    """Who did something."""

    CUSTOMER = "customer"
    STAFF = "staff"
    #: A rule, a bot or an AI agent of the other system.
    PROGRAM = "program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a case."""

    #: `created`, `reply`: the slice of each provider lists its own.
    name: str
    #: Names it within its case, the same each time that it is heard of.
    id: str
    #: When it happened by the other system's clock; UTC.
    at: datetime
    #: None where it is not said.
    by: By | None = None
    #: Whether the customer does not see it.
    private: bool = False
    #: Why nobody wrote it; empty where somebody did.
    automatic: str = ""
    #: Ids and addresses of whoever did it at the other system, to know our own account by.
    actors: tuple[str, ...] = ()
    #: What was written; weighed and never kept.
    text: str | None = None
    #: Whether it is how the case stands, rather than something that happened: each later payload
    #: says it again.
    state: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whose case it is."""

    email: str | None = None
    name: str | None = None
    phone: str | None = None
    #: Their id in the other system: `zammad:8`.
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one payload says of one case."""

    #: The case's id in the other system.
    case: str
    #: Of when what it says is: the other system's own version of the case.
    as_of: datetime
    contact: Contact | None
    events: tuple[Event, ...]
    #: The whole payload, for conditions and facets of a mapping.
    payload: Mapping[str, Any] = field(default_factory=dict)
