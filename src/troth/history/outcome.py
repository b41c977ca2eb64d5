"""When a promise counts as kept: the one place that decides it."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

import numpy as np

from troth.clock import zones
from troth.clock.instants import DAY, micros
from troth.history.arrays import MISSING, Codes, Flags, Instants


@dataclass(frozen=True)
class KeptRule:
    """How a promise is compared with what happened."""

    #: Instants or calendar days are compared, or the source's label is believed.
    compare: Literal["instant", "day", "label"]
    #: How much later than promised still counts as kept.
    grace: timedelta
    #: Whose days are compared.
    zone: str

    def due(self, promised_us: Instants) -> Instants:
        """The last instant at which each promise is still kept, `MISSING` where there is none."""
        present = promised_us != MISSING
        due = np.full(len(promised_us), MISSING)
        due[present] = self._last_instants(promised_us[present]) + micros(self.grace)
        return due

    def _last_instants(self, promised_us: Instants) -> Instants:
        if self.compare != "day":
            return promised_us
        zone = zones.load(self.zone)
        midnight = zones.to_local(promised_us, zone) // DAY * DAY
        return zones.to_utc(midnight + DAY, zone) - 1


@dataclass(frozen=True)
class Cases:
    """Cases as arrays of one length, times in UTC microseconds."""

    started_us: Instants
    #: `MISSING` where nothing was promised.
    promised_us: Instants
    #: `MISSING` where no ending is recorded.
    ended_us: Instants
    #: Ended by another event than the promised one.
    withdrawn: Flags
    #: The source's own verdict: 1 kept, 0 broken, -1 none.
    label: np.ndarray[tuple[int, ...], np.dtype[np.int8]]

    def __len__(self) -> int:
        return len(self.started_us)

    def where(self, chosen: Flags | Codes) -> "Cases":
        """The cases of some flags, or at some positions."""
        return Cases(
            self.started_us[chosen],
            self.promised_us[chosen],
            self.ended_us[chosen],
            self.withdrawn[chosen],
            self.label[chosen],
        )

    def as_of(self, us: int) -> "Cases":
        """What was known at an instant: later cases are not there, later endings not yet.

        A source rarely says when a case was withdrawn: without an ending it counts as withdrawn
        from its start.
        """
        known = self.where(self.started_us <= us)
        ahead = known.ended_us > us
        return replace(
            known,
            ended_us=np.where(ahead, MISSING, known.ended_us),
            withdrawn=known.withdrawn & ~ahead,
            label=np.where(ahead, -1, known.label).astype(np.int8),
        )


@dataclass(frozen=True)
class Outcomes:
    """One flag per case; each promised case is kept, broken, pending or withdrawn."""

    promised: Flags
    kept: Flags
    broken: Flags
    pending: Flags
    withdrawn: Flags
    #: No ending is recorded; overlaps the others.
    never_ended: Flags


def outcomes(cases: Cases, rule: KeptRule, as_of_us: int) -> Outcomes:
    """What became of each case as far as known at an instant.

    Kept: ended no later than due, which is promised plus grace, or the end of the promised day
    plus grace. Broken: ended later, or not ended and due has passed. Pending: neither. Where the
    rule believes the label, a case with a verdict or a promised instant has a promise, and it is
    pending until the verdict.
    """
    known = cases.as_of(as_of_us)
    if rule.compare == "label":
        return _by_label(cases.where(cases.started_us <= as_of_us), known)
    promised = known.promised_us != MISSING
    due = rule.due(known.promised_us)
    live = promised & ~known.withdrawn
    ended = known.ended_us != MISSING
    kept = live & ended & (known.ended_us <= due)
    broken = live & (np.where(ended, known.ended_us, as_of_us) > due)
    return Outcomes(
        promised=promised,
        kept=kept,
        broken=broken,
        pending=live & ~kept & ~broken,
        withdrawn=promised & known.withdrawn,
        never_ended=~ended & ~known.withdrawn,
    )


def _by_label(whole: Cases, known: Cases) -> Outcomes:
    promised = (whole.label >= 0) | (whole.promised_us != MISSING)
    live = promised & ~known.withdrawn
    return Outcomes(
        promised=promised,
        kept=live & (known.label == 1),
        broken=live & (known.label == 0),
        pending=live & (known.label < 0),
        withdrawn=promised & known.withdrawn,
        never_ended=(known.ended_us == MISSING) & ~known.withdrawn,
    )
