"""All that a company promises in its texts, put in order."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from troth.inventory.backing import Backs
from troth.inventory.contradictions import Contradiction, contradictions
from troth.inventory.measuring import Measuring
from troth.inventory.promise import Backing, Promise
from troth.inventory.taking import Taken
from troth.playbook import Playbook


@dataclass(frozen=True, kw_only=True)
class Inventory:
    """Every promise, by what it is about."""

    taken: Taken
    #: Metric, or kind and topic, with its promises.
    groups: dict[str, tuple[Promise, ...]]
    contradictions: tuple[Contradiction, ...]
    #: By id of promise; empty without a playbook, and nothing for promises of others.
    backings: dict[str, Backing] = field(default_factory=dict)

    @property
    def promises(self) -> tuple[Promise, ...]:
        """Of all groups, in their order."""
        return tuple(one for group in self.groups.values() for one in group)

    def title(self, group: str, playbook: Playbook | None) -> str:
        """The name of a group as people read it."""
        metric = playbook.metrics.get(group) if playbook else None
        return (metric and metric.name) or f"{group[:1].upper()}{group[1:]}"


def inventory_of(taken: Taken, playbook: Playbook | None, at: datetime) -> Inventory:
    """The inventory of what was taken in.

    Args:
        taken: what was read.
        playbook: that promises are held against; None groups by kind and topic.
        at: from when on terms are compared, aware.
    """
    measuring = Measuring(playbook, at)
    promises = list(taken.promises.values())
    backs = Backs(playbook, measuring) if playbook else None
    return Inventory(
        taken=taken,
        groups=_grouped(promises, playbook),
        contradictions=tuple(contradictions(promises, measuring)),
        backings={one.id: backs(one) for one in promises if one.is_ours} if backs else {},
    )


def _grouped(promises: list[Promise], playbook: Playbook | None) -> dict[str, tuple[Promise, ...]]:
    """Metrics in the order of the playbook, then what has none, the most often said first."""
    groups: dict[str, list[Promise]] = defaultdict(list)
    for one in promises:
        groups[one.group].append(one)
    metrics = list(playbook.metrics) if playbook else []

    def rank(group: str) -> tuple[int, int, str]:
        said = sum(len(one.places) for one in groups[group])
        return (metrics.index(group), 0, "") if group in metrics else (len(metrics), -said, group)

    return {
        group: tuple(sorted(groups[group], key=lambda one: (-len(one.places), one.places[0])))
        for group in sorted(groups, key=rank)
    }
