"""The odds that a history gives to new cases, fitted once for each scope and clock.

Older cases weigh as much as recent ones: a standing promise is held against all that is known, as
counting does; see docs/decisions/010-checks-use-odds.md. A fit is so quick that nothing is kept
between runs.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from troth.clock import Calendar
from troth.clock.instants import instant
from troth.errors import TrothError
from troth.forecast import Answer, Odds, fit
from troth.history import History
from troth.playbook.stated import Stated
from troth.terms import Held, Kind

Key = tuple[tuple[tuple[str, tuple[str, ...]], ...], Calendar | None]


class Foretelling:
    """What a history says of the cases to come, as known at an instant."""

    def __init__(self, history: History, at: datetime) -> None:
        self._history = history
        self._at = at if instant(at) <= history.latest_us else None
        self._fitted: dict[Key, Odds | None] = {}

    def kept(self, term: Stated, held: Held) -> Answer[float] | None:
        """The odds that a new case in the scope of a term keeps it.

        None where it has to be counted: for what is not about time, where the history goes by
        its source's label, and where a fit refuses, because the history is too thin, has drifted,
        or says nothing about how long cases take.
        """
        if term.term.kind is not Kind.DURATION or self._history.rule.compare == "label":
            return None
        scope = {facet: term.scope[facet] for facet in term.scope if facet in self._history.facets}
        odds = self._odds(scope, self._clock_of(held))
        found = odds.kept(held) if odds else None
        return found if found and found.value is not None else None

    def _clock_of(self, held: Held) -> Calendar | None:
        """Business time where that is promised; a history that compares days stays with days."""
        counts = held.term.needs_calendar and self._history.rule.compare == "instant"
        return held.calendar if counts else None

    def _odds(self, scope: Mapping[str, Sequence[str]], calendar: Calendar | None) -> Odds | None:
        key = tuple((facet, tuple(values)) for facet, values in sorted(scope.items())), calendar
        if key not in self._fitted:
            self._fitted[key] = self._fit(scope, calendar)
        return self._fitted[key]

    def _fit(self, scope: Mapping[str, Sequence[str]], calendar: Calendar | None) -> Odds | None:
        try:
            return fit(
                self._history,
                calendar=calendar,
                as_of=self._at,
                facets=(),
                scope=scope,
                half_life_days=None,
            )
        except TrothError:
            return None
