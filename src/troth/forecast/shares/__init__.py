"""Odds of promises that are kept or not, whatever they took: which share was kept, by group.

from troth.forecast import shares
odds = shares.fit(history, as_of=...)
odds.kept({"carrier": "UA", "origin": "EWR"}, start=...)

For histories whose durations say little, such as flights, whose time is mostly that in the air, and
for those that are judged by the source's own label.
"""

from troth.forecast.shares.learning import fit
from troth.forecast.shares.odds import Shares
from troth.forecast.shares.replay import Said, replay
from troth.forecast.shares.verdicts import Verdicts, verdicts

__all__ = ["Said", "Shares", "Verdicts", "fit", "replay", "verdicts"]
