"""What every model can be asked, whether it knows cases by their group or one by one."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from troth.forecast import boost, model
from troth.forecast.curves import Curves
from troth.forecast.level import Levels
from troth.forecast.model import Coded, Settings
from troth.forecast.scale import Bins, Scale
from troth.forecast.spells import Spells
from troth.history.arrays import Instants, Numbers

#: What a model knows of cases, a row for each: only itself can read it.
Whom = np.ndarray[tuple[int, ...], np.dtype[Any]]


class Learned(Protocol):
    """What is learned from the cases known at one instant."""

    @property
    def at_us(self) -> int:
        """The instant, UTC microseconds."""

    @property
    def scale(self) -> Scale:
        """How it counts durations."""

    @property
    def levels(self) -> Levels:
        """At which its curves are asked."""

    def at_levels(self, levels: Levels, /) -> "Learned":
        """The same, asked at other levels."""

    def whom(self, codes: Sequence[Bins], started_us: Instants, /) -> Whom:
        """What it knows of cases: by codes of the facets of its settings, and starts."""

    def curves(self, whom: Whom, /) -> Curves:
        """A row for each case, adapted."""

    def quantiles(self, whom: Whom, p: float, /) -> Numbers:
        """In how many seconds each case ends with probability p; inf where none can be named."""

    def quantiles_at(self, whom: Whom, levels: Sequence[float], /) -> dict[float, Numbers]:
        """The quantiles at several levels."""

    def chances(self, whom: Whom, seconds: Numbers, /) -> Numbers:
        """How likely each case ends within so many seconds, unless it is withdrawn."""

    def left(self, whom: Whom, passed: Numbers, seconds: Numbers, /) -> Numbers:
        """How likely each case ends in time, given that it is open after `passed` seconds."""

    def positions(self, whom: Whom, bins: Bins, /) -> Numbers:
        """The share of its own curve, not adapted, that each case has reached; see `level`."""


def learn(
    spells: Spells, rows: Bins, facets: Mapping[str, Coded], at_us: int, settings: Settings
) -> Learned:
    """The model of some cases by the method of the settings; arguments as in `model.learn`."""
    if settings.method == "curves":
        return model.learn(spells, rows, facets, at_us, settings)
    return boost.learn(spells, rows, facets, at_us, settings)
