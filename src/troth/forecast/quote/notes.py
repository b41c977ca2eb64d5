"""Sentences that whoever reads a quote should know of."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from troth.forecast.known_facets import unheard
from troth.forecast.quote.model import Usual
from troth.forecast.quote.options import Question
from troth.history import History
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
    yield from unheard(situation, odds)
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
