"""Which cases teach nothing, and the sentence that says why."""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from troth.clock.instants import instant
from troth.errors import counted
from troth.forecast.errors import UnfitHistoryError
from troth.forecast.scale import DAY_SECONDS, Bins, Unit
from troth.forecast.spells import DONE, Spells

#: Of the cases that ended, more than this share before their start is no slip of a clock.
MOST_BACKWARD = 0.05
#: Of no case.
NO_START = int(np.iinfo(np.int64).max)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """How many cases there are, and what is known of them at an instant."""

    cases: int
    #: The first start of all, UTC microseconds.
    first_us: int
    #: Of those within the scope: how many had started, and how many of these had ended.
    started: int
    done: int
    #: Of the ended ones: how many ended before they started, and the least and most seconds.
    backward: int
    least: float
    most: float
    unit: Unit

    @property
    def least_text(self) -> str:
        """What the quickest took, in words."""
        if self.unit == "days":
            return counted(round(self.least / DAY_SECONDS), "day")
        return counted(round(self.least), "second")


def check(spells: Spells, rows: Bins, at: datetime) -> None:
    """Refuse cases from which nothing can be learned, with a sentence that says why.

    Raises:
        UnfitHistoryError: without a case or an ending, and where endings make no sense.
    """
    refuse(_seen(spells, rows, instant(at)), at)


def _seen(spells: Spells, rows: Bins, at_us: int) -> Seen:
    known = spells.known(at_us, rows)
    done = known.kinds == DONE
    chosen, seconds = rows[done], known.seconds[done]
    return Seen(
        cases=len(spells),
        first_us=int(spells.started_us.min(initial=NO_START)),
        started=rows.size,
        done=chosen.size,
        backward=int((spells.ended_us[chosen] < spells.started_us[chosen]).sum()),
        least=float(seconds.min(initial=np.inf)),
        most=float(seconds.max(initial=-np.inf)),
        unit=spells.clock.scale.unit,
    )


def refuse(seen: Seen, at: datetime) -> None:
    """Raise UnfitHistoryError where nothing can be learned from what is known at an instant."""
    when = at.astimezone(UTC).isoformat(timespec="minutes")
    if not seen.cases:
        raise UnfitHistoryError("the history has no case; right would be 30 that have ended")
    if seen.first_us > instant(at):
        all_start = "the only case starts" if seen.cases == 1 else f"all {seen.cases:,} cases start"
        raise UnfitHistoryError(f"{all_start} after {when}; ask for what is known later")
    if not seen.started:
        raise UnfitHistoryError(
            f"the scope selects none of {counted(seen.cases, 'case')}; right would be "
            "values that they have"
        )
    if not seen.done:
        raise UnfitHistoryError(
            f"of {counted(seen.started, 'case')} none had ended by {when}: nothing says how "
            "long they take; ask for what is known later"
        )
    if seen.backward > MOST_BACKWARD * seen.done:
        end = "ends before it starts" if seen.backward == 1 else "end before they start"
        raise UnfitHistoryError(
            f"{seen.backward:,} of {counted(seen.done, 'case')} {end}; look at which columns the "
            "mapping takes for start and end"
        )
    if seen.done > 1 and seen.least == seen.most:
        raise UnfitHistoryError(
            f"all {seen.done:,} cases that ended took the same, {seen.least_text}; a "
            "source that rounds or fills in endings says nothing about how long cases take"
        )
