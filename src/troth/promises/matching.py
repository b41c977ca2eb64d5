"""Whether a promise fits a filter: the meaning that every store's lists keep to."""

from troth.promises.outcomes import clock_state, outcome
from troth.promises.parties import PartyKind
from troth.promises.promise import Promise
from troth.promises.store import PromiseFilter


def fits(promise: Promise, wanted: PromiseFilter) -> bool:
    """Whether a promise is among those wanted."""
    return (
        _who_fits(promise, wanted) and _what_fits(promise, wanted) and _when_fits(promise, wanted)
    )


def teams_of(promise: Promise) -> frozenset[str]:
    """The teams whose promise it is: those of its promiser and of its holder."""
    return frozenset(
        party.id for party in (promise.promiser, promise.holder) if party.kind is PartyKind.TEAM
    )


def _who_fits(promise: Promise, wanted: PromiseFilter) -> bool:
    return (
        wanted.customer in {None, promise.customer}
        and wanted.holder in {None, str(promise.holder)}
        and wanted.promiser in {None, str(promise.promiser)}
        and (
            not wanted.hidden_teams & teams_of(promise)
            or not wanted.own_teams.isdisjoint(teams_of(promise))
        )
    )


def _what_fits(promise: Promise, wanted: PromiseFilter) -> bool:
    return (
        wanted.metric in {None, promise.metric}
        and wanted.stage in {None, promise.stage}
        and wanted.duties in {None, promise.is_duty}
        and wanted.clock in {None, clock_state(promise)}
    )


def _when_fits(promise: Promise, wanted: PromiseFilter) -> bool:
    falls_due = promise.falls_due
    if wanted.due_before is not None and not (falls_due and falls_due < wanted.due_before):
        return False
    if wanted.outcome is None:
        return True
    assert wanted.at is not None  # noqa: S101 - an outcome is asked for as of an instant
    return outcome(promise, wanted.at) is wanted.outcome
