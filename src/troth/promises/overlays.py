"""Which term applies: base standard, segment agreement, customer agreement, or a one-off promise.

The most specific wins. What lost stays in the answer with the reason, so that it can be explained.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from troth.playbook import Playbook
from troth.playbook.schema.promises import Standard
from troth.playbook.scope import Scope, covers
from troth.promises.agreements import Agreement
from troth.said import Said, either, joined, said, said_as

#: After all ranks that can be written.
_LAST_RANK = 1_000_001


class Level(IntEnum):
    """How specific a term is; the higher one wins."""

    STANDARD = 1
    SEGMENT = 2
    CUSTOMER = 3
    ONE_OFF = 4

    @property
    def word(self) -> str:
        """`one-off`."""
        return self.name.lower().replace("_", "-")

    @property
    def said(self) -> Said:
        """The word in a sentence."""
        return _LEVELS[self.word]


_LEVELS = {
    "standard": said_as("level of a term", "standard"),
    "segment": said_as("level of a term", "segment"),
    "customer": said_as("level of a term", "customer"),
    "one-off": said_as("level of a term", "one-off"),
}
_ELSEWHERE = said("applies to {facets}", facets="")
_LESS_SPECIFIC = said(
    "a {best} term is more specific than a {other} term",
    best="",
    other="",
)
_LOWER_RANK = said("ranks after {best}", best="")
_WIDER = said("{best} has the narrower scope", best="")
_EARLIER = said("{best} was agreed later", best="")
_BELOW = said("{best} stands before it in the playbook", best="")
#: A date was given where the term would have said one.
BY_DATE = said("a date was said instead")
#: Somebody chose another standard.
NAMED = said("{best} was named instead", best="")
#: Why a term does not apply, as journals hold it: in English.
REASONS = (
    *(_ELSEWHERE, _LESS_SPECIFIC, _LOWER_RANK, _WIDER, _EARLIER, _BELOW, BY_DATE, NAMED),
    *_LEVELS.values(),
    said("{first} or {last}", first="", last=""),
)


def level_said(word: str) -> str:
    """The level of a payload in a sentence; as it stands where it is none."""
    return _LEVELS.get(word, word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One term that could apply."""

    level: Level
    #: Id of the standard or agreement; empty for a one-off promise.
    id: str
    term: str
    calendar: str | None
    #: The team that keeps it.
    team: str | None
    scope: Scope
    #: Between standards: 1 wins over 2; None comes last.
    rank: int | None = None
    #: Since when an agreement holds; between agreements the later one wins.
    since: datetime | None = None
    standard: Standard | None = None

    @property
    def strength(self) -> tuple[int, int, int, float]:
        """What decides between layers: level, rank, how narrow the scope is, how late it began."""
        since = self.since.timestamp() if self.since else 0.0
        return self.level, -(self.rank or _LAST_RANK), len(self.scope), since


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicable:
    """What applies to a case, and what would have."""

    layer: Layer | None
    #: Each that lost, or does not apply, with the reason in words.
    others: tuple[tuple[Layer, str], ...]
    #: Why nothing applies; None where something does.
    reason: str | None
    #: Whether somebody named it for a case that it does not cover by itself.
    named: bool = False

    def as_json(self) -> dict[str, Any] | None:
        """Level and id of what applies, and why the others do not; None where nothing does."""
        if self.layer is None:
            return None
        said: dict[str, Any] = {
            "level": self.layer.level.word,
            "id": self.layer.id,
            "term": self.layer.term,
            "instead_of": [lost_json(lost, why) for lost, why in self.others],
        }
        return said | {"named": True} if self.named else said


def lost_json(lost: Layer, why: str) -> dict[str, str]:
    """A term that does not apply, with the reason, as payloads write it."""
    return {"level": lost.level.word, "id": lost.id, "term": lost.term, "why": why}


def applicable(
    playbook: Playbook,
    metric: str,
    facets: Mapping[str, str],
    agreements: Iterable[Agreement],
    at: datetime,
    one_off: Layer | None = None,
) -> Applicable:
    """The term that applies to a case of a metric.

    Args:
        playbook: the edition in force.
        metric: what is asked for.
        facets: what is known of the case; a scope that names an unknown facet does not cover it.
        agreements: with this customer and with segments.
        at: when the case starts; agreements hold from one instant to another.
        one_off: a term given to this case alone.
    """
    layers = layers_on(playbook, metric, agreements, at)
    if one_off is not None:
        layers.append(one_off)
    return best_of(layers, metric, facets)


def best_of(layers: Sequence[Layer], metric: str, facets: Mapping[str, str]) -> Applicable:
    """Of the terms for a metric, the one that applies to a case."""
    case: Scope = {facet: (value,) for facet, value in facets.items()}
    fitting = [layer for layer in layers if covers(layer.scope, case)]
    if not fitting:
        return Applicable(layer=None, others=(), reason=_nothing(metric, facets, layers))
    # The first of equals in the playbook wins; TR110 finds such equals before.
    best = max(fitting, key=lambda layer: layer.strength)
    # Those that come nearest stand first.
    lost = [layer for layer in layers if layer is not best]
    lost.sort(key=lambda layer: (layer in fitting, layer.strength), reverse=True)
    others = tuple((layer, _why_not(layer, best, layer in fitting)) for layer in lost)
    return Applicable(layer=best, others=others, reason=None)


def layers_on(
    playbook: Playbook, metric: str, agreements: Iterable[Agreement], at: datetime
) -> list[Layer]:
    """Every term for a metric that holds at an instant, whomever it is for: standards first."""
    return [*standards_on(playbook, metric), *agreed_on(agreements, metric, at)]


def one_off(term: str, calendar: str | None, team: str | None) -> Layer:
    """A term given to one case alone."""
    return Layer(level=Level.ONE_OFF, id="", term=term, calendar=calendar, team=team, scope={})


def standard(playbook: Playbook, name: str) -> Layer:
    """The term of a standard of the playbook."""
    found = playbook.standards[name]
    return Layer(
        level=Level.STANDARD,
        id=name,
        term=str(found.term),
        calendar=found.calendar or playbook.teams[found.team].calendar,
        team=found.team,
        scope=found.scope,
        rank=found.rank,
        standard=found,
    )


def standards_on(playbook: Playbook, metric: str) -> Iterator[Layer]:
    """The terms of the standards for a metric."""
    for name, found in playbook.standards.items():
        if found.metric == metric:
            yield standard(playbook, name)


def agreed_on(agreements: Iterable[Agreement], metric: str, at: datetime) -> Iterator[Layer]:
    """The terms of the agreements for a metric that hold at an instant."""
    for agreement in agreements:
        if agreement.metric == metric and agreement.holds(at):
            yield Layer(
                level=Level.CUSTOMER if agreement.customer else Level.SEGMENT,
                id=agreement.id,
                term=agreement.term,
                calendar=agreement.calendar,
                team=agreement.team,
                scope=agreement.scope,
                since=agreement.since,
            )


def _nothing(metric: str, facets: Mapping[str, str], layers: Iterable[Layer]) -> Said:
    missed = ", ".join(layer.id for layer in layers)
    if not missed:
        return said("there is no standard for {metric}", metric=metric)
    if not facets:
        return said(
            "no standard for {metric} covers a case of which nothing more is known: {others} "
            "apply elsewhere",
            metric=metric,
            others=missed,
        )
    known = ", ".join(f"{facet} {value}" for facet, value in sorted(facets.items()))
    return said(
        "no standard for {metric} covers a case of {facets}: {others} apply elsewhere",
        metric=metric,
        facets=known,
        others=missed,
    )


def _why_not(layer: Layer, best: Layer, fits: bool) -> Said:
    if not fits:
        facets = (
            joined((facet, either(values)), " ") for facet, values in sorted(layer.scope.items())
        )
        return _ELSEWHERE.of(facets=joined(facets, ", "))
    if layer.level != best.level:
        return _LESS_SPECIFIC.of(best=best.level.said, other=layer.level.said)
    if (layer.rank or _LAST_RANK) != (best.rank or _LAST_RANK):
        return _LOWER_RANK.of(best=best.id)
    if len(layer.scope) != len(best.scope):
        return _WIDER.of(best=best.id)
    if best.since is not None and layer.since != best.since:
        return _EARLIER.of(best=best.id)
    return _BELOW.of(best=best.id)
