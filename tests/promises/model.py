"""A second, plain idea of promises, in whole minutes: what the journal's fold is held against.

It shares no code with `troth.promises`. Terms are elapsed minutes; a promise falls due when its
clock has run for that long, and the clock does not run while a pause holds.
"""

from dataclasses import dataclass, field
from itertools import pairwise


@dataclass
class Stretch:
    """A pause; `end` is None while it lasts."""

    start: int
    end: int | None
    reason: str


@dataclass
class Other:
    """Another date: how long the clock has to run from when it was said."""

    at: int
    due: int
    word: str  # none, reported, confirmed, declined
    #: The date that was over when this one was said; None where none was.
    missed: int | None = None


@dataclass
class Model:
    """One promise."""

    start: int
    length: int
    reopening: str = "resumes"
    pauses: list[Stretch] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)
    kept: int | None = None
    withdrawn: int | None = None
    followed: bool = False

    # --- dates ---------------------------------------------------------------------------------

    def clock(self, at: int, since: int) -> int:
        """For how many minutes it ran from `since` to `at`: minute by minute would say the same."""
        ended = [(max(p.start, since), p.end) for p in self.pauses if p.end is not None]
        edges = sorted({since, at, *(e for p in ended for e in p if since < e < at)})
        return sum(
            right - left
            for left, right in pairwise(edges)
            if not any(start <= left and right <= end for start, end in ended if end)
        )

    def reached(self, since: int, length: int) -> int:
        """The first minute at which the clock has run for so long."""
        if length <= 0:
            return since + length
        low, high = since, since + length + sum(p.end - p.start for p in self.pauses if p.end)
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.clock(middle, since) >= length else (middle + 1, high)
        return low

    @property
    def first(self) -> int:
        return self.reached(self.start, self.length)

    def date_of(self, other: Other) -> int:
        return self.reached(other.at, other.due - other.at)

    @property
    def standing(self) -> list[Other]:
        return [other for other in self.others if other.word != "declined"]

    @property
    def due(self) -> int:
        return self.date_of(self.standing[-1]) if self.standing else self.first

    @property
    def agreed(self) -> int | None:
        confirmed = [other for other in self.others if other.word == "confirmed"]
        return self.date_of(confirmed[-1]) if confirmed else None

    # --- what became of it ---------------------------------------------------------------------

    @property
    def closed(self) -> bool:
        return self.kept is not None or self.withdrawn is not None

    def stopped(self, at: int) -> int:
        """How far time has come for this promise."""
        if self.kept is not None:
            return self.kept
        if self.withdrawn is not None:
            return self.withdrawn
        return min([at, *(p.start for p in self.pauses if p.end is None)])

    @property
    def missed(self) -> int | None:
        return next((other.missed for other in self.others if other.missed is not None), None)

    def outcome(self, at: int) -> str:
        now = self.stopped(at)
        by_agreement = max(self.first, self.agreed if self.agreed is not None else self.first)
        if self.kept is not None and self.kept <= self.first:
            return "kept"
        if self.missed is not None and now > self.missed:
            return "broken"
        if self.kept is not None and self.agreed is not None and self.kept <= self.agreed:
            return "kept-as-agreed"
        if now > max(by_agreement, self.due) or (self.kept is not None and now > self.due):
            return "broken"
        if self.kept is not None or now > by_agreement:
            return "moved"
        return "open" if self.withdrawn is None else "withdrawn"

    # --- what is done ---------------------------------------------------------------------------

    def over(self, since: int, now: int) -> bool:
        """Whether one of its dates lies between: nothing may be dated back over it."""
        dates = [self.first, self.due, self.agreed, self.missed]
        return any(date is not None and since <= date < self.stopped(now) for date in dates)

    def pause(self, at: int, now: int, reason: str) -> bool:
        lasting = any(p.end is None and p.reason == reason for p in self.pauses)
        if self.closed or at < self.start or self.over(at, now) or lasting:
            return False
        self.pauses.append(Stretch(at, None, reason))
        return True

    def resume(self, at: int, reason: str) -> bool:
        mine = [p for p in self.pauses if p.end is None and p.reason == reason]
        if self.closed or not mine or at < mine[0].start:
            return False
        mine[0].end = at
        return True

    def change(self, at: int, due: int, word: str) -> bool:
        if self.closed or due <= at:
            return False
        over = self.stopped(at) > self.due
        self.others.append(Other(at, due, word, self.due if over else None))
        return True

    def answer(self, word: str) -> bool:
        if not self.others or self.others[-1].word in {"confirmed", "declined"}:
            return False
        self.others[-1].word = word
        return True

    def keep(self, at: int) -> bool:
        if self.closed or at < self.start:
            return False
        self._stop(at)
        self.kept = at
        return True

    def withdraw(self, at: int) -> bool:
        if self.closed:
            return False
        self._stop(at)
        self.withdrawn = at
        return True

    def reopen(self, at: int) -> bool:
        if self.kept is None or self.followed:
            return False
        if self.reopening == "restarts":
            self.followed = True
            return True
        if self.reopening == "resumes":
            self.pauses.append(Stretch(self.kept, at, "closed"))
        self.kept = None
        return True

    def _stop(self, at: int) -> None:
        for pause in self.pauses:
            if pause.end is None:
                pause.end = max(at, pause.start)
