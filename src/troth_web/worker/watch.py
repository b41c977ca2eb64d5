"""Whether the clock can be believed, so that no promise is marked early because of it.

Promises are marked up to the earlier of two clocks: this machine's, and that of PostgreSQL. Where
that moment is ahead of the time that has passed, it is believed only once it has been so for a
quarter of an hour: by then the clock was put right, or it was wrong before, or the machine slept.
Until then promises are marked by the time that passed; where the clock is far ahead nothing is
marked at all, and that is said. A clock that goes back marks nothing anew, as what was marked is on
record.

Between two lives of a process no time passes that it could count. What the one before believed says
at least whether the clock went back, or so far ahead that nobody can have been away for so long.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from troth.said import said

#: By so little clocks drift apart between two looks.
DRIFT = timedelta(seconds=1)
#: Ahead by more is said, as promises are marked so much later.
SAID = timedelta(minutes=1)
#: Clocks that differ by more are not believed at once, and nothing is marked.
MOST = timedelta(minutes=15)
#: For so long a jump must last to be believed.
CONFIRMED = timedelta(minutes=15)
#: That no worker was here for longer is not believed at once either.
AWAY = timedelta(days=7)


_AWAY = said(
    "no worker was here for {ahead} by the clock; nothing is marked for {length}, until that is "
    "certain",
    ahead="",
    length="",
)
_FAR_AHEAD = said(
    "the clock jumped ahead by {ahead}; nothing is marked for {length}, until that is certain",
    ahead="",
    length="",
)
_AHEAD = said(
    "the clock jumped ahead by {ahead}; promises are marked by the time that passed for {length}, "
    "until that is certain",
    ahead="",
    length="",
)
_BEHIND = said(
    "the clock is {length} behind what is on record; promises are marked too late, unless it was "
    "wrong before",
    length="",
)
_APART = said(
    "the clocks of this machine and of the database are {length} apart; the earlier one counts",
    length="",
)
#: What is wrong with clocks, as tables hold it: in English.
NOTES = (_AWAY, _FAR_AHEAD, _AHEAD, _BEHIND, _APART)


class Watch:
    """What one process has seen of the clock."""

    def __init__(self, passed: Callable[[], float] = time.monotonic) -> None:
        """A watch.

        Args:
            passed: seconds that never jump.
        """
        self._passed = passed
        #: An instant that was believed, and when; the last that was seen, and when.
        self._believed: tuple[datetime, float] | None = None
        self._seen: tuple[datetime, float] | None = None
        #: Since when the clock runs steadily ahead of the time that passed.
        self._ahead_since: float | None = None
        self._away = False
        #: What is on record, and until when a clock that is behind it is worth a word.
        self._recorded: tuple[datetime, float] | None = None
        #: Why nothing is marked, or what is wrong with the clocks; empty where all is well.
        self.note = ""

    @property
    def fresh(self) -> bool:
        """Whether it was never read: then it may be told what is known from before."""
        return self._seen is None

    def recall(self, own: datetime, believed: datetime | None, recorded: datetime | None) -> None:
        """What is known from before this process began.

        Args:
            own: this moment by the clock of this machine.
            believed: the last instant that another watch believed.
            recorded: the last instant at which something was put on record.
        """
        passed = self._passed()
        known = [each for each in (believed, recorded) if each is not None]
        if known:
            self._recorded = max(known), passed + CONFIRMED.total_seconds()
        self._away = believed is not None and own - believed > AWAY
        if self._away and believed is not None:
            self._believed = believed, passed

    def read(self, own: datetime, shared: datetime) -> datetime | None:
        """The instant up to which promises may be marked; None while the clock is not believed.

        Args:
            own: this moment by the clock of this machine.
            shared: by that of the database; the same where there is no other.
        """
        at, passed = min(own, shared), self._passed()
        right = _after(self._believed, passed) or at
        steady = abs(at - (_after(self._seen, passed) or at)) <= DRIFT
        self._seen = at, passed
        borne = AWAY if self._away else DRIFT
        if at - right <= borne or self._lasted(passed, steady=steady):
            self._believed, self._ahead_since, self._away = (at, passed), None, False
            self.note = self._behind(at, passed) or _apart(own, shared)
            return at
        self.note = self._doubt(at - right)
        return right if at - right <= MOST else None

    def _lasted(self, passed: float, *, steady: bool) -> bool:
        """Whether the clock has been ahead, and steadily so, for long enough."""
        if self._ahead_since is None or not steady:
            self._ahead_since = passed
        return passed - self._ahead_since >= CONFIRMED.total_seconds()

    def _doubt(self, ahead: timedelta) -> str:
        lengths = {"ahead": _text(ahead), "length": _text(CONFIRMED)}
        if self._away:
            return _AWAY.of(**lengths)
        if ahead > MOST:
            return _FAR_AHEAD.of(**lengths)
        return _AHEAD.of(**lengths) if ahead > SAID else ""

    def _behind(self, at: datetime, passed: float) -> str:
        if self._recorded is None:
            return ""
        recorded, until = self._recorded
        if recorded - at <= MOST or passed >= until:
            self._recorded = None
            return ""
        return _BEHIND.of(length=_text(recorded - at))


def _after(known: tuple[datetime, float] | None, passed: float) -> datetime | None:
    """A known instant, and the time that has passed since."""
    return known and known[0] + timedelta(seconds=passed - known[1])


def _apart(own: datetime, shared: datetime) -> str:
    apart = abs(own - shared)
    if apart <= MOST:
        return ""
    return _APART.of(length=_text(apart))


def _text(length: timedelta) -> str:
    return str(timedelta(seconds=round(length.total_seconds())))
