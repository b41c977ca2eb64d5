"""Terms on the calendars on which they count, each made once; and why some cannot be counted."""

from troth.clock import Calendar, NeverOpenError
from troth.errors import TrothError
from troth.playbook import Playbook
from troth.terms import Held, Horizon, Kind, Term, due_function


class Counting:
    """The calendars of one playbook, over one horizon."""

    def __init__(self, playbook: Playbook, horizon: Horizon) -> None:
        self._playbook = playbook
        self._horizon = horizon
        self._held: dict[tuple[Term, str | None], Held | None] = {}
        self._reasons: dict[tuple[Term, str | None], TrothError] = {}

    def calendar(self, calendar_id: str | None) -> Calendar | None:
        """The calendar of that id; None for no id, and for one that is never open (TR109)."""
        if calendar_id is None:
            return None
        try:
            return self._playbook.calendar(calendar_id)
        except NeverOpenError:
            return None

    def on(self, term: Term, calendar_id: str | None) -> Held | None:
        """One object for each term on a calendar; None where it cannot be counted on it."""
        key = term, calendar_id if term.needs_calendar else None
        if key not in self._held:
            self._held[key] = self._made(*key)
        return self._held[key]

    def why_not(self, term: Term, calendar_id: str | None) -> TrothError | None:
        """Why a term cannot be counted on a calendar that is open (TR112); None if it can."""
        self.on(term, calendar_id)
        return self._reasons.get((term, calendar_id))

    def _made(self, term: Term, calendar_id: str | None) -> Held | None:
        calendar = self.calendar(calendar_id)
        if calendar_id is not None and calendar is None:
            return None
        try:
            held = term.on(calendar)
            if term.kind is Kind.DURATION:
                due_function(held, self._horizon)
        except TrothError as error:
            self._reasons[term, calendar_id] = error
            return None
        return held
