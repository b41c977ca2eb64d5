"""What stands around a promise: what is in and what is not, and what the customer must do."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from troth.forecast.quote.model import Duty
from troth.forecast.quote.options import fitting
from troth.playbook import Playbook
from troth.playbook.schema.discovery import Milestone
from troth.playbook.schema.promises import Claim, Standard
from troth.playbook.schema.words import Effect
from troth.playbook.scope import overlap

EFFECTS = {
    Effect.PAUSES: "until then the clock stands still",
    Effect.STARTS: "the clock starts when it is done",
    Effect.VOIDS: "without it there is no promise",
}


@dataclass(frozen=True, kw_only=True)
class Around:
    """Of all promises that fit a situation, each thing said once."""

    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()


def around(playbook: Playbook, metric: str, situation: Mapping[str, str]) -> Around:
    """What the playbook says around its promises on a metric, and in the offers that fit."""
    promises = dict(_promises(playbook, metric, situation))
    milestones = _milestones(playbook, promises)
    whom = {facet: (value,) for facet, value in situation.items()}
    offers = [offer for offer in playbook.offers.values() if overlap(offer.scope, whom)]
    sides = (*promises.values(), *milestones.values(), *offers)
    limits = (f"up to: {limit}" for offer in offers for limit in offer.limits)
    return Around(
        includes=_once([text for side in sides for text in side.includes]),
        excludes=_once([*(text for side in sides for text in side.excludes), *limits]),
        duties=tuple(_duties(playbook, promises, milestones, whom)),
    )


def _promises(
    playbook: Playbook, metric: str, situation: Mapping[str, str]
) -> Iterator[tuple[str, Standard | Claim]]:
    for kind, stated in fitting(playbook, metric, situation):
        declared = playbook.standards if kind == "standard" else playbook.claims
        yield stated.id, declared[stated.id]


def _milestones(playbook: Playbook, promises: Iterable[str]) -> dict[str, Milestone]:
    """Those at which one of the promises must have been kept."""
    wanted = set(promises)
    return {name: one for name, one in playbook.milestones.items() if wanted & set(one.ours)}


def _duties(
    playbook: Playbook,
    promises: Mapping[str, Standard | Claim],
    milestones: Mapping[str, Milestone],
    whom: Mapping[str, tuple[str, ...]],
) -> Iterator[Duty]:
    said: set[str] = set()
    needed = [(name, promise.needs) for name, promise in promises.items()]
    needed += [(name, milestone.theirs) for name, milestone in milestones.items()]
    for name, duties in needed:
        for duty in duties:
            declared = playbook.duties[duty]
            if duty not in said and overlap(declared.scope, whom):
                said.add(duty)
                yield Duty(
                    id=duty,
                    says=declared.says or duty.replace("-", " "),
                    term=str(declared.term or ""),
                    effect=EFFECTS[declared.effect] if declared.effect else "",
                    of=name,
                )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
