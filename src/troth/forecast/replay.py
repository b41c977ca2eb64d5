"""What would have been promised: refit after refit, each with what was known then.

A replay is how a fit learns at which level to ask its curves and which groups have drifted, and how
a backtest judges. Every promise of it is made before its case has ended.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from troth.clock.instants import DAY
from troth.forecast import learned, level, model
from troth.forecast.alarms import Alarms, judged
from troth.forecast.learned import Learned, Whom
from troth.forecast.level import Levels
from troth.forecast.model import Coded, Settings
from troth.forecast.scale import Bins
from troth.forecast.spells import Spells, started_by
from troth.history.arrays import Flags, Numbers

WEEK = 7 * DAY
#: How many weeks of cases the level is learned from.
LEVEL_WEEKS = 4
#: Fewer cases are no model yet.
FEWEST = 100

LEVELS = (0.5, 0.8, 0.9, 0.95)


@dataclass(frozen=True, kw_only=True, eq=False)
class Round:
    """One refit, and the cases that started before the next."""

    model: Learned
    rows: Bins
    #: What the model knows of them: their narrowest groups, for curves.
    groups: Whom
    #: Of each level: in how many seconds they should have ended; inf where it cannot be said.
    seconds: Mapping[float, Numbers]
    #: Of each level: whether the group had drifted, so that nothing was promised.
    refused: Mapping[float, Flags]


@dataclass(kw_only=True, eq=False)
class Replay:
    """Refits of one history."""

    spells: Spells
    facets: Mapping[str, Coded]
    settings: Settings
    #: Which cases take part; all unless given.
    within: Flags | None = None
    levels: tuple[float, ...] = LEVELS
    rounds: list[Round] = field(default_factory=list)

    def run(
        self, first_us: int, last_us: int, step: int, tick: Callable[[], None] = lambda: None
    ) -> Iterator[Round]:
        """Refit every `step` microseconds from the first instant, up to the last."""
        for at_us in range(first_us, last_us, step):
            known = started_by(self.spells, at_us, self.within)
            rows = started_by(self.spells, min(at_us + step, last_us), self.within)
            rows = rows[self.spells.started_us[rows] > at_us]
            tick()
            if known.size >= FEWEST and rows.size:
                self.rounds.append(self._round(known, rows, at_us))
                yield self.rounds[-1]

    def _round(self, known: Bins, rows: Bins, at_us: int) -> Round:
        fitted = self.model(known, at_us)
        codes = model.codes_of(self.facets, self.settings, rows)
        groups = fitted.whom(codes, self.spells.started_us[rows])
        alarms = self.alarms(at_us)
        top = self.tops(rows)
        return Round(
            model=fitted,
            rows=rows,
            groups=groups,
            seconds=fitted.quantiles_at(groups, self.levels),
            refused={p: alarms.refused(p, top) for p in self.levels},
        )

    def model(self, known: Bins, at_us: int) -> Learned:
        """The model of an instant, with its level."""
        fitted = learned.learn(self.spells, known, self.facets, at_us, self.settings)
        return fitted.at_levels(self.learned_levels(at_us))

    def learned_levels(self, at_us: int) -> Levels:
        """Learned from how the cases of the last weeks went, open ones as far as they have come."""
        recent = [one for one in self.rounds if one.model.at_us >= at_us - LEVEL_WEEKS * WEEK]
        if not recent:
            return Levels()
        known = [self.spells.known(at_us, one.rows).settled for one in recent]
        began, reached = (
            np.concatenate(
                [
                    one.model.positions(one.groups, then.bins - before)
                    for one, then in zip(recent, known, strict=True)
                ]
            )
            for before in (1, 0)
        )
        kinds = np.concatenate([then.kinds for then in known])
        tops = np.concatenate([self.tops(one.rows) for one in recent])
        return level.learn_all(tops, reached, kinds, began)

    def alarms(self, at_us: int) -> Alarms:
        """Which groups kept their promises less often than was said, of those fallen due lately."""
        found = Alarms()
        for p in self.levels:
            for one in self.rounds:
                due = judged(self.spells, one.rows, one.seconds[p], at_us)
                found.add(p, self.tops(one.rows), due)
        return found

    def tops(self, rows: Bins) -> Bins:
        """The code of the first facet of each case: alarms are for its values."""
        return model.tops_of(self.facets, self.settings, rows)
