"""The odds of open cases, as they were known at any instant of a backtest."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from troth.forecast import learned, model, progress
from troth.forecast.fit import Basis
from troth.forecast.learned import Learned
from troth.forecast.model import Coded
from troth.forecast.progress import Outlook, Progress
from troth.forecast.promised import Promised
from troth.forecast.scale import Bins
from troth.forecast.spells import started_by
from troth.history.arrays import Instants, Numbers


class Outlooks:
    """What would have been said of open cases, each time by the latest refit."""

    def __init__(self, basis: Basis, promised: Promised, models: Sequence[Learned]) -> None:
        self.basis, self.promised = basis, promised
        self.at_us = np.array([one.at_us for one in models])
        # Promises may be kept by another ending than the history's, which curves are then of.
        same = promised.spells is basis.spells
        self._models = [one if same else self._learn(one.at_us) for one in models]

    @property
    def has_progress(self) -> bool:
        """Whether the history has events."""
        return self.basis.history.events() is not None

    def by_odds(self, rows: Bins, at_us: Instants, passed: Numbers, rest: Numbers) -> Numbers:
        """How likely open cases end in time, by what was known of them at their start."""

        def ask(number: int, part: Bins) -> Numbers:
            one = self._models[number]
            codes = model.codes_of(self.basis.facets, self.basis.settings, rows[part])
            whom = one.whom(codes, self.promised.spells.started_us[rows[part]])
            return one.left(whom, passed[part], passed[part] + rest[part])

        return self._by_refit(at_us, ask)

    def by_progress(self, rows: Bins, at_us: Instants, passed: Numbers, rest: Numbers) -> Numbers:
        """The same, by what had happened to them until they were looked at."""
        plain = self.by_odds(rows, at_us, passed, rest)

        def ask(number: int, part: Bins) -> Numbers:
            one = self._progress[number]
            return plain[part] if one is None else one.kept(rows[part], at_us[part], rest[part])

        return self._by_refit(at_us, ask)

    def _by_refit(self, at_us: Instants, ask: Callable[[int, Bins], Numbers]) -> Numbers:
        found = np.empty(len(at_us))
        refit = np.clip(np.searchsorted(self.at_us, at_us, side="right") - 1, 0, None)
        for number in np.unique(refit):
            part = np.flatnonzero(refit == number)
            found[part] = ask(int(number), part)
        return found

    def _learn(self, at_us: int) -> Learned:
        known = started_by(self.promised.spells, at_us, self.basis.within)
        return learned.learn(
            self.promised.spells, known, self.basis.facets, at_us, self.basis.settings
        )

    @cached_property
    def _progress(self) -> list[Outlook | None]:
        """What looks at open cases taught, by each refit; without events nothing."""
        events = self.basis.history.events()
        if events is None:
            return [None] * len(self.at_us)
        happened = Progress(events=events, started_us=self.basis.spells.started_us)
        facets: dict[str, Coded] = {**self.basis.facets, **self.promised.facets}
        taught = progress.looks(self.promised.spells, happened, facets)
        order: tuple[str, ...] = ()
        found = []
        for at_us in self.at_us.tolist():
            settings = replace(self.basis.settings, facets=order)
            one = progress.learn(taught, happened, facets, at_us, settings)
            # Chosen once, as known at the first refit.
            order = one.taught.model.groups.facets if one else ()
            found.append(one)
        return found
