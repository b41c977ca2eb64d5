"""A term, and a term on somebody's calendar."""

from dataclasses import dataclass
from decimal import Decimal

from troth.clock import Calendar
from troth.errors import TrothError
from troth.said import Said, joined, quoted, said
from troth.terms.content import Content, Kind
from troth.terms.measures import check_percent, number_text


class UncountableError(TrothError):
    """A term that cannot be counted on a calendar."""

    def __init__(self, wrong: Said, right: Said) -> None:
        super().__init__(joined((wrong, right), "; "))
        #: What is wrong, in a few words.
        self.wrong = wrong
        #: What would be right, in a few words.
        self.right = right


class MissingCalendarError(UncountableError):
    """Business time of nobody in particular."""

    def __init__(self, term: "Term | Content") -> None:
        super().__init__(
            said("{term} counts business time", term=quoted(term)),
            said("name the calendar that it counts on"),
        )


@dataclass(frozen=True)
class Term:
    """The measurable content of a promise, without the metric.

    Printed, it is canonical text: `parse(str(term)) == term`.
    """

    content: Content
    #: Percent of cases for which the content holds, above 0 and at most 100; None is every case.
    share: Decimal | None = None

    def __post_init__(self) -> None:
        if self.share is not None:
            check_percent(self.share)

    @property
    def kind(self) -> Kind:
        """The kind of metric that the term fits."""
        return self.content.kind

    @property
    def needs_calendar(self) -> bool:
        """Whether business time is counted."""
        return self.content.needs_calendar

    def on(self, calendar: Calendar | None) -> "Held":
        """The term as kept by somebody who is open in these hours.

        Raises:
            MissingCalendarError: without calendar, where the term counts business time.
        """
        return Held(self, calendar)

    def __str__(self) -> str:
        cases = f" in {number_text(self.share)} % of cases" if self.share is not None else ""
        return f"{self.content}{cases}"


@dataclass(frozen=True)
class Held:
    """A term on the calendar of whoever keeps it."""

    term: Term
    calendar: Calendar | None

    def __post_init__(self) -> None:
        if self.calendar is None and self.term.needs_calendar:
            raise MissingCalendarError(self.term)
