"""A playbook prepared for asking which of its metrics a promise is about."""

import math
from collections.abc import Iterable

from troth.guard.found import Found
from troth.guard.linking.examples import Examples
from troth.guard.linking.fit import fit
from troth.guard.linking.link import Correction, Link
from troth.guard.linking.profiles import profiles
from troth.guard.linking.scoring import Score, Scoring
from troth.guard.linking.telling import Telling, clause_of, nearby
from troth.playbook.playbook import Playbook

#: Below it there is no such metric.
THRESHOLD = 0.35


class Index:
    """All that is prepared once for each playbook; asking changes nothing in it."""

    def __init__(self, playbook: Playbook, corrections: Iterable[Correction] = ()) -> None:
        self._metrics = playbook.metrics
        known = profiles(playbook)
        self._names = {one.metric: one.title for one in known}
        self._scoring = Scoring(known)
        self._examples = Examples(
            one for one in corrections if one.metric is None or one.metric in self._metrics
        )

    @classmethod
    def of(cls, playbook: Playbook, corrections: Iterable[Correction] = ()) -> "Index":
        """The index of a playbook, and of what people said of clauses; later ones win.

        A correction that names a metric which the playbook does not have is left out.
        """
        return cls(playbook, corrections)

    def link(self, found: Found, text: str) -> Link:
        """The metric that a promise found in the text is about, or that there is none."""
        clause = clause_of(found, text)
        example = self._examples.nearest(clause)
        if example:
            return self._as_corrected(found, *example)
        return self._answer(found, clause, self._scores(found, text, clause))

    def _scores(self, found: Found, text: str, clause: list[Telling]) -> list[Score]:
        """The two metrics that speak most of what the draft does, best first."""
        scores = self._scoring.scores([*clause, *nearby(found, text, clause)])
        scores.sort(key=lambda one: (-one.value, one.profile.metric))
        best: list[Score] = []
        for one in scores:
            if len(best) > 1 and one.value <= best[1].value:
                # What fits is never more than this.
                break
            fitting = one.value * fit(found, self._metrics[one.profile.metric])
            best = sorted(
                [*best, one._replace(value=fitting)],
                key=lambda one: (-one.value, one.profile.metric),
            )[:2]
        return best

    def _as_corrected(self, found: Found, correction: Correction, likeness: float) -> Link:
        name = self._names[correction.metric] if correction.metric else None
        about = name or "no metric of the playbook"
        return Link(
            metric=correction.metric,
            confidence=round(likeness, 2),
            because=f'somebody said that "{correction.words}" is about {about}',
            topic=name or _topic(found),
        )

    def _answer(self, found: Found, clause: list[Telling], scores: list[Score]) -> Link:
        best = scores[0] if scores else None
        if best is None or best.value < THRESHOLD:
            return _none(found, best)
        margin = best.value - (scores[1].value if len(scores) > 1 else 0.0)
        telling = self._scoring.telling(best.profile, clause)[:3]
        words = " and ".join(f'"{word}"' for word in telling)
        return Link(
            metric=best.profile.metric,
            confidence=_likely(0.3 + best.value + 3 * margin),
            because=f"{words or 'what stands around it'} speaks of {best.profile.title}",
            topic=best.profile.title,
        )


def _none(found: Found, best: Score | None) -> Link:
    near = f"; {best.profile.title} comes nearest, and is about something else" if best else ""
    return Link(
        metric=None,
        confidence=_likely(2.2 - 3.5 * (best.value if best else 0.0)),
        because=f"no metric of the playbook is about this{near}",
        topic=_topic(found),
    )


def _likely(evidence: float) -> float:
    """Odds as a probability; what they are made of was fitted to labelled pairs, and held low."""
    return round(1 / (1 + math.exp(-evidence)), 2)


def _topic(found: Found) -> str:
    return found.kind.value.replace("_", " ")
