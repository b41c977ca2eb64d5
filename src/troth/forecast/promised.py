"""Which promise each case has: how long it lasts, and by what ending it is kept.

A history says it (`promised_at`), or a term does, or it can only be read off the source's verdicts:
where a history holds labels and no promises, the time limit is the one that best divides the cases
called kept from those called broken, for each value of the facet that divides them best.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from troth.forecast.fit import Basis
from troth.forecast.model import Coded
from troth.forecast.scale import Bins
from troth.forecast.spells import Spells
from troth.history import MISSING, History
from troth.history.arrays import Flags, Instants, Numbers

#: Fewer verdicts of either kind give no limit.
FEWEST = 30
#: A limit must get so many of the verdicts right that would be wrong without one.
LEAST_GAIN = 0.5
#: An ending that fewer cases have is not the one that a label is about.
MOST_HAVE = 0.5


@dataclass(frozen=True, kw_only=True, eq=False)
class Promised:
    """The promise of each case of a history."""

    #: In how many seconds of the clock each must have ended; NaN where nothing was promised.
    seconds: Numbers
    #: The cases with the ending by which the promise is kept.
    spells: Spells
    #: How the promises are known, as a phrase.
    known_by: str
    #: Whether the source's verdict, not the ending, says what was kept.
    by_label: bool = False
    #: The facet that promises differ by, with the codes of all cases.
    facets: Mapping[str, Coded] = field(default_factory=dict)


def known_promises(basis: Basis) -> Promised:
    """What was promised; where a history goes by labels, what they tell as known at the instant."""
    plain = stated_promises(basis.history, basis.spells)
    if np.isfinite(plain.seconds).any() or basis.history.rule.compare != "label":
        return plain
    facets = {name: basis.history.facet(name) for name in basis.history.facets}
    own = {name: one for name, one in facets.items() if name not in basis.left_out}
    return inferred_promises(basis.history, basis.spells, basis.known, own) or plain


def stated_promises(history: History, spells: Spells) -> Promised:
    """What the history says was promised."""
    due = history.rule.due(history.cases().promised_us)
    seconds = np.full(len(spells), np.nan)
    has = due != MISSING
    seconds[has] = spells.clock.readings(due[has]) - spells.start[has]
    seconds[~(seconds > 0)] = np.nan
    return Promised(seconds=seconds, spells=spells, known_by="what was promised to each case")


def inferred_promises(
    history: History, spells: Spells, rows: Bins, facets: Mapping[str, Coded]
) -> Promised | None:
    """The limits that the verdicts of some cases tell; None where they tell none.

    Args:
        history: with labels.
        spells: of all its cases.
        rows: the cases whose verdicts are known.
        facets: that may have limits of their own.
    """
    label = history.cases().label
    judged = rows[label[rows] >= 0]
    best: tuple[float, str, str, Numbers, Spells] | None = None
    for ending, ended in _endings(history, spells).items():
        took = ended.end[judged] - ended.start[judged]
        for name, (_, codes) in facets.items():
            limits, right = _limits(took, label[judged] == 1, codes[judged])
            if np.isfinite(limits).any() and (best is None or right > best[0]):
                unknown = np.append(limits, np.full(int(codes.max()) + 1, np.nan))
                best = right, ending, name, unknown[codes], ended
    if best is None:
        return None
    right, ending, name, seconds, ended = best
    return Promised(
        seconds=seconds,
        spells=ended,
        known_by=f"limits by {name} from start to {ending}, read off the source's verdicts "
        f"({100 * right:.1f} % of them fit)",
        by_label=True,
        facets={name: facets[name]},
    )


def _endings(history: History, spells: Spells) -> dict[str, Spells]:
    """The recorded ending, and the last event of each kind that most cases have."""
    found = {"ending": spells}
    events = history.events()
    if events is None:
        return found
    for code, kind in enumerate(events.kinds):
        last = np.full(len(spells), MISSING)
        chosen = events.kind == code
        # Events are in the order of time, so the last one stays.
        last[events.case_row[chosen]] = events.at_us[chosen]
        if (last != MISSING).mean() >= MOST_HAVE:
            found[kind] = _ending_at(spells, last)
    return found


def _ending_at(spells: Spells, ended_us: Instants) -> Spells:
    end = np.full(len(spells), np.inf)
    has = ended_us != MISSING
    end[has] = spells.clock.readings(ended_us[has])
    return replace(spells, ended_us=ended_us, end=end)


def _limits(took: Numbers, kept: Flags, codes: Bins) -> tuple[Numbers, float]:
    """For each code the limit that divides best, NaN where none does; and the share that fits."""
    limits = np.full(int(codes.max(initial=0)) + 1, np.nan)
    fits = 0
    for code in np.unique(codes):
        own = codes == code
        limit, right = _limit(took[own], kept[own])
        limits[code] = limit
        fits += right
    return limits, fits / max(len(codes), 1)


def _limit(took: Numbers, kept: Flags) -> tuple[float, int]:
    """The best limit of one group, and how many verdicts fit; NaN where it gains too little."""
    order = np.argsort(took, kind="stable")
    right = np.cumsum(kept[order]) + (~kept).sum() - np.cumsum(~kept[order])
    most = int(max(kept.sum(), (~kept).sum()))
    if min(kept.sum(), (~kept).sum()) < FEWEST or not right.size:
        return np.nan, most
    place = int(right.argmax())
    gained = right[place] - most
    if gained < LEAST_GAIN * (len(kept) - most) or not np.isfinite(took[order][place]):
        return np.nan, most
    return float(took[order][place]), int(right[place])
