"""The round `likelihoods`: open promises that have become likely to break are warned of.

For metrics of which the server knows odds, the odds of each open promise are asked anew, given how
long it has been open. Where they fall below the level of its playbook, that is recorded: once for
each date that it was given.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from troth.errors import TrothError
from troth.forecast import Answer
from troth.operations.noticing import likely_to_break
from troth.playbook.schema.ahead import USUAL_ODDS
from troth.promises.editions import Edition
from troth.promises.entries import Draft
from troth.promises.parties import Actor, ActorKind
from troth.promises.promise import Promise
from troth.promises.waking import Rule, unlikely_due
from troth_web.api.odds import metrics_with_odds, odds_of
from troth_web.ledger.models import PromiseRow
from troth_web.ledger.projection import microseconds
from troth_web.ledger.work import SqlWork
from troth_web.worker.remembering import believed
from troth_web.worker.turn import Turn
from troth_web.worker.watch import Watch

log = logging.getLogger("troth.worker")

#: Promises looked at in one turn.
BATCH = 200

ACTOR = Actor(ActorKind.RULE, Rule.LIKELIHOOD)


class Likelihoods:
    """The round, with how far it has come in its way through all open promises."""

    def __init__(self, watch: Watch | None = None) -> None:
        self._watch = watch or Watch()
        self._after = ""

    def __call__(self, turn: Turn) -> int:
        """Ask the odds of the next promises; how many were looked at, 0 at the end of the way."""
        at = believed(self._watch, turn)
        return 0 if at is None else self.look(Turn(at, turn.store, turn.lease))

    def look(self, turn: Turn) -> int:
        """The same, by the turn's moment."""
        subjects = _next(metrics_with_odds(), turn.at, self._after)
        self._after = subjects[-1] if subjects else ""
        if subjects:
            _look(turn, subjects)
        return len(subjects)


def _next(metrics: Sequence[str], at: datetime, after: str) -> list[str]:
    if not metrics:
        return []
    open_ones = PromiseRow.objects.filter(
        clock="running", metric__in=metrics, falls_due_us__gt=microseconds(at), subject__gt=after
    )
    return list(open_ones.order_by("subject").values_list("subject", flat=True)[:BATCH])


def _look(turn: Turn, subjects: Sequence[str]) -> None:
    """Look without holding anything; only what is likely to break is looked at again, held."""
    doubtful = [
        promise.id
        for promise in turn.store.promises_of(subjects)
        if _warning(promise, turn.store.edition(promise.edition), turn.at)
    ]
    if doubtful:
        turn.write(lambda work: _record(work, doubtful), actor=ACTOR)


def _record(work: SqlWork, subjects: Sequence[str]) -> None:
    work.hold(subjects)
    work.read_all(subjects, personal=False)
    drafts: list[Draft] = []
    for subject in subjects:
        promise = work.promise(subject)
        if promise is not None:
            drafts += _warning(promise, work.edition_of(promise), work.at)
    if drafts:
        work.append(drafts)


def _warning(promise: Promise, edition: Edition | None, at: datetime) -> list[Draft]:
    """What is recorded of a promise that has become likely to break; empty where nothing is."""
    due = unlikely_due(promise, at)
    if edition is None or due is None:
        return []
    level = edition.playbook.notices.odds_below
    least = USUAL_ODDS if level is None else level
    said = _odds(promise, due, at)
    if said is None or said.value is None or said.value >= least:
        return []
    return [likely_to_break(promise, Fraction(least), said.value, said.n, due=due, at=at)]


def _odds(promise: Promise, due: datetime, at: datetime) -> Answer[float] | None:
    try:
        odds = odds_of(promise.metric)
        if odds is None:
            return None
        known = {key: value for key, value in promise.facets.items() if key in odds.facets}
        return odds.left_until(due, known, start=promise.starts_at, at=at)
    except TrothError as error:
        log.warning("no odds of %s: %s", promise.metric, type(error).__name__)
        return None
