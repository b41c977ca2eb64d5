"""What the rules look at: a playbook, the instant, the horizon, perhaps a history."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from troth.checks.closures import unusual
from troth.checks.counting import Counting
from troth.checks.cover import uncovered
from troth.checks.leads import Leads
from troth.checks.overlap import ScopeIndex
from troth.findings import Finding, Severity, Witness
from troth.playbook import Playbook, stated
from troth.playbook.scope import Scope, intersection
from troth.playbook.stated import Path, Stated
from troth.terms import Better, Comparison, Held, Horizon, compare

if TYPE_CHECKING:
    # pyarrow is not loaded where no history is given.
    from troth.checks.foretold import Foretelling
    from troth.history import History

K = TypeVar("K")


@dataclass(frozen=True, kw_only=True, eq=False)
class Context:
    """The same for every rule of one run; what several rules ask for is kept here."""

    playbook: Playbook
    #: Aware.
    at: datetime
    horizon: Horizon
    history: "History | None" = None
    #: What the rules before this one found.
    found: list[Finding] = field(default_factory=list)
    _held: dict[Stated, Held | None] = field(default_factory=dict)
    _facing: dict[Stated, list[Stated]] = field(default_factory=dict)
    _closures: dict[tuple[str, date, date], str] = field(default_factory=dict)
    _comparisons: dict[tuple[Held, Held], Comparison] = field(default_factory=dict)

    @cached_property
    def standards(self) -> tuple[Stated, ...]:
        """Every standard, in file order."""
        return tuple(stated.standards(self.playbook))

    @cached_property
    def claims(self) -> tuple[Stated, ...]:
        """Every claim, in file order."""
        return tuple(stated.claims(self.playbook))

    @cached_property
    def competitors_claims(self) -> tuple[Stated, ...]:
        """Every claim of a competitor that has not expired."""
        today = self.at.astimezone(UTC).date()
        return tuple(stated.competitors_claims(self.playbook, today))

    def standards_on(self, metric: str, scope: Scope) -> Iterator[Stated]:
        """Standards on a metric whose scope overlaps, in file order."""
        return _overlapping(self._standards_by_metric, metric, scope)

    def claims_on(self, metric: str, scope: Scope) -> Iterator[Stated]:
        """Claims on a metric whose scope overlaps, in file order."""
        return _overlapping(self._claims_by_metric, metric, scope)

    def better_ranked(self, standard: Stated, scope: Scope) -> list[Stated]:
        """Standards on the same metric that win over this one somewhere in a scope."""
        ranks = self.playbook.standards
        mine = ranks[standard.id].rank
        if mine is None:
            return []
        others = self.standards_on(standard.metric, scope)
        return [other for other in others if (ranks[other.id].rank or mine) < mine]

    def standards_facing(self, promised: Stated) -> list[Stated]:
        """Standards that may apply to customers of a claim or expectation, in file order.

        On its metric and in an overlapping scope, without those that lose everywhere in it.
        """
        ranks = self.playbook.standards
        if promised not in self._facing:
            self._facing[promised] = [
                standard
                for standard in self.standards_on(promised.metric, promised.scope)
                if ranks[standard.id].rank is None or self._applies(standard, promised.scope)
            ]
        return self._facing[promised]

    def standards_answering(self, expected: Stated) -> list[Stated]:
        """Those of them that the expectation's touchpoint lists; all, where it lists none."""
        facing = self.standards_facing(expected)
        listed = self.playbook.touchpoints[expected.id].standards
        return [standard for standard in facing if standard.id in listed] or facing

    def _applies(self, standard: Stated, scope: Scope) -> bool:
        shared = intersection(standard.scope, scope)
        if shared is None:
            return False
        better = self.better_ranked(standard, shared)
        covers = (other.scope for other in better)
        return not better or bool(uncovered(shared, covers, self.playbook.facets))

    def capabilities_for(self, standard: Stated) -> Iterator[Stated]:
        """Capabilities of the standard's team on its metric whose scope overlaps."""
        index = self._capabilities.get((standard.team, standard.metric))
        return index.overlapping(standard.scope) if index else iter(())

    @cached_property
    def _capabilities(self) -> dict[tuple[str | None, str], ScopeIndex[Stated]]:
        return _indexed(stated.capabilities(self.playbook), lambda able: (able.team, able.metric))

    @cached_property
    def _standards_by_metric(self) -> dict[str, ScopeIndex[Stated]]:
        return _indexed(self.standards, lambda standard: standard.metric)

    @cached_property
    def _claims_by_metric(self) -> dict[str, ScopeIndex[Stated]]:
        return _indexed(self.claims, lambda claim: claim.metric)

    @cached_property
    def counting(self) -> Counting:
        """Terms on their calendars."""
        return Counting(self.playbook, self.horizon)

    def held(self, term: Stated, other: Stated | None = None) -> Held | None:
        """A term on its calendar, or on that of the other where it borrows one.

        None where it cannot be counted (TR109, TR112).
        """
        if term.borrows and term.calendar is None and other is not None:
            return self.counting.on(term.term, other.calendar)
        if term not in self._held:
            self._held[term] = self.counting.on(term.term, term.calendar)
        return self._held[term]

    def compare(self, later: Held, earlier: Held) -> Comparison:
        """Whether the one is never later than the other, over the horizon; made once a pair."""
        key = later, earlier
        if key not in self._comparisons:
            self._comparisons[key] = compare(later, earlier, self.horizon)
        return self._comparisons[key]

    def unusual_closures(self, calendar_id: str, first: date, last: date) -> str:
        """Why a calendar was closed on dates on whose weekday it is open; made once for each."""
        key = calendar_id, first, last
        if key not in self._closures:
            self._closures[key] = unusual(self.playbook, calendar_id, first, last)
        return self._closures[key]

    @cached_property
    def foretelling(self) -> "Foretelling | None":
        """The odds of new cases; None without a history."""
        if self.history is None:
            return None
        from troth.checks.foretold import Foretelling

        return Foretelling(self.history, self.at)

    @cached_property
    def leads(self) -> Leads:
        """Bounds that spare comparisons."""
        return Leads(self.horizon)

    def better(self, metric: str) -> Better | None:
        """The direction in which a metric is better for customers."""
        declared = self.playbook.metrics[metric].better
        if declared is None:
            return None
        return "less" if declared == "less" else "more"

    def finding(
        self,
        code: str,
        severity: Severity,
        *,
        at: Path,
        about: Iterable[str],
        message: str,
        fix: str = "",
        witness: Witness | None = None,
        next_: Witness | None = None,
        measured: dict[str, Any] | None = None,
    ) -> Finding:
        """A finding at a key of the playbook."""
        return Finding(
            code=code,
            severity=severity,
            message=message,
            place=self.playbook.place(*at),
            about=tuple(about),
            witness=witness,
            next=next_,
            fix=fix,
            measured=measured or {},
        )


def _indexed(things: Iterable[Stated], key: Callable[[Stated], K]) -> dict[K, ScopeIndex[Stated]]:
    grouped: dict[K, list[Stated]] = {}
    for thing in things:
        grouped.setdefault(key(thing), []).append(thing)
    return {
        name: ScopeIndex((thing.scope, thing) for thing in group) for name, group in grouped.items()
    }


def _overlapping(
    indexes: dict[str, ScopeIndex[Stated]], metric: str, scope: Scope
) -> Iterator[Stated]:
    return indexes[metric].overlapping(scope) if metric in indexes else iter(())
