"""Sentences that whoever reads a quote should know of."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from troth.forecast.odds import Odds
from troth.forecast.quote.model import Usual
from troth.forecast.quote.options import Question
from troth.history import History
from troth.history.errors import nearest
from troth.playbook import Playbook

#: What was known longer ago may have changed since.
FRESH = timedelta(days=30)


def notes(
    question: Question,
    situation: Mapping[str, str],
    *,
    stated: bool,
    playbook: Playbook | None,
    habit: Usual | None,
    history: History | None,
) -> Iterator[str]:
    """What is not in the odds, and what could not be looked up.

    Args:
        question: as the odds see it.
        situation: as it was said.
        stated: whether the playbook has a standard or a claim for it.
        playbook: if there is one.
        habit: what is usually promised, if it is known.
        history: in which that was looked up.
    """
    odds = question.odds
    yield from _unheard(odds, situation)
    behind = question.start - odds.as_of
    if behind > FRESH:
        yield (
            f"the cases were last looked at {behind.days:,} days before the start; what has "
            "changed since is not in these odds"
        )
    if playbook and not stated:
        yield f"the playbook has no standard and no claim on '{odds.metric}' for such a case"
    if habit is None:
        what = "the history holds too few promises" if history else "an odds file holds no promises"
        yield f"what is usually promised is not known: {what}"


def _unheard(odds: Odds, situation: Mapping[str, str]) -> Iterator[str]:
    """What the situation says and the odds do not use."""
    for facet, value in situation.items():
        if facet not in odds.facets:
            yield f"{facet} is not used: it did not foretell how long later cases took"
            continue
        seen = [one for one in odds.model.groups.values[odds.facets.index(facet)] if one]
        if value not in seen:
            yield (
                f"no case with {facet} '{value}' is known: the wider group counts."
                f"{nearest(value, seen)}"
            )
