"""The methods of a calendar that answer whole columns at once."""

from numpy.typing import ArrayLike

from troth.clock import bulk
from troth.clock.columns import Durations, Moments
from troth.clock.days import Cutoff, DueAt
from troth.clock.durations import Boundary
from troth.clock.pause_lists import Pauses
from troth.clock.timeline import Timeline


class ColumnAnswers:
    """Instants are numpy datetime64 in UTC, durations timedelta64, in any unit; NaT stays NaT."""

    _timeline: Timeline

    def due_many(
        self,
        starts: ArrayLike,
        after: ArrayLike,
        pauses: Pauses | None = None,
        boundary: Boundary = "end",
    ) -> Moments:
        """`due` for columns. A row that a lasting pause holds up becomes NaT.

        Args:
            starts: and `after`, of any shapes that numpy can broadcast.
            after: as in `due`.
            pauses: `(starts, ends, offsets)`, where row n has the pauses from `offsets[n]` up to
                `offsets[n + 1]`; an end is NaT while the pause lasts.
            boundary: as in `due`.

        Returns:
            datetime64 in the finest unit of all, in seconds at the coarsest.
        """
        return bulk.ask_one(bulk.due_question(starts, after, pauses, boundary), self._timeline)

    def elapsed_many(
        self, starts: ArrayLike, ends: ArrayLike, pauses: Pauses | None = None
    ) -> Durations:
        """`elapsed` for columns, which are as in `due_many`.

        Returns:
            timedelta64 in the finest unit of all, in seconds at the coarsest.
        """
        return bulk.ask_one(bulk.elapsed_question(starts, ends, pauses), self._timeline)

    def due_days_many(
        self, starts: ArrayLike, days: ArrayLike, cutoff: Cutoff = None, due: DueAt = "close"
    ) -> Moments:
        """`due_days` for columns, of which `days` holds whole numbers.

        Returns:
            datetime64 in the unit of the starts, in seconds at the coarsest.
        """
        return bulk.due_days_many(self._timeline, starts, days, cutoff, due)
