"""Who says it to whom, when and where, and what is known of them."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from troth.guard.book import Book
from troth.guard.scan import NaiveInstantError
from troth.operations.allowances import Allowance
from troth.playbook.schema.words import Role
from troth.promises.agreements import Agreement
from troth.promises.promise import Promise
from troth.queries.may import Odds

#: How likely what is promised must be, where nobody says otherwise.
WANTED = 0.9


@dataclass(frozen=True, kw_only=True, eq=False)
class Context:
    """What a promise of a draft is weighed against; aware instants.

    Raises:
        NaiveInstantError: for an `at` without zone.
    """

    #: None where the edition is not known: nothing is backed then.
    book: Book | None
    #: When it is said. None: a text that stands, read at any time.
    at: datetime | None = None
    #: The reader's; that of `at`, or of the calendars, if absent.
    zone: ZoneInfo | None = None
    role: Role = Role.AGENT
    channel: str | None = None
    #: What is known of the case.
    facets: Mapping[str, str] = field(default_factory=dict)
    customer: str | None = None
    #: Open promises to this customer.
    promises: tuple[Promise, ...] = ()
    #: With this customer, and with segments.
    agreements: tuple[Agreement, ...] = ()
    #: By metric.
    odds: Mapping[str, Odds] = field(default_factory=dict)
    #: 0 to 1: how likely it must be that what is promised is kept.
    wanted: float = WANTED
    #: What is left of the speaker's limits; a row without one is not limited.
    allowances: tuple[Allowance, ...] = ()
    #: Teams in whose name the speaker promises nothing.
    silent_for: frozenset[str] = frozenset()
    #: What is the case with this customer, in the words of `amends.when`; None where unknown.
    cases: frozenset[str] | None = None
    #: Wordings that were made already.
    kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        if self.at is not None and self.at.tzinfo is None:
            raise NaiveInstantError(self.at)
