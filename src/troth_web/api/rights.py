"""What a principal may see and change: the rules about one promise, asked in one place."""

from collections.abc import Iterable

from troth.operations.errors import NotFoundError
from troth.promises.matching import teams_of
from troth.promises.parties import PartyKind
from troth.promises.promise import Promise
from troth.promises.store import Store, Work
from troth.said import said
from troth_web.people.errors import NotAllowedError
from troth_web.people.permissions import may_see, may_write
from troth_web.people.principals import Principal
from troth_web.people.roles import Role


def seen(principal: Principal, store: Store, promise_id: str, kind: str = "promise") -> Promise:
    """A promise that may be known of.

    Args:
        principal: who asks.
        store: the ledger.
        promise_id: its id.
        kind: what the caller takes it for: `promise`, or `duty` for those of customers alone.

    Raises:
        NotFoundError: there is none; nobody learns whether it exists.
    """
    return _known(principal, store.promise(promise_id), promise_id, kind)


def writable(principal: Principal, work: Work, promise_id: str, kind: str = "promise") -> Promise:
    """A promise that may be changed, held until the transaction ends.

    Raises:
        NotFoundError: there is none that the principal may know of, or it is no `kind`.
        NotAllowedError: it belongs to teams of others.
    """
    promise = _known(principal, work.promise(promise_id), promise_id, kind)
    if kind == "promise" and promise.is_duty:
        raise NotFoundError(
            "promise", said("{id}; it is a duty: see /api/v1/duties", id=promise_id)
        )
    if not may_change(principal, promise):
        raise NotAllowedError(
            said(
                "{kind} {promise} belongs to others; the teams of its promiser and its "
                "holder may change it, and managers",
                kind=kind,
                promise=promise_id,
            )
        )
    return promise


def may_change(principal: Principal, promise: Promise) -> bool:
    """Whether a promise is the principal's to change.

    What the company itself promised, and what a customer owes it, is everybody's who may do so at
    all; what belongs to teams or people is theirs.
    """
    teams, people = teams_of(promise), _people_of(promise)
    return not (teams or people) or may_write(principal, teams, people)


def may_speak_for(principal: Principal, promise: Promise) -> bool:
    """Whether a new promise may be made by the principal.

    Colleagues speak for the whole company within what applies; a program for its own teams.
    """
    if not may_see(principal, teams_of(promise)):
        return False
    return principal.role is not Role.AI_AGENT or may_change(principal, promise)


def speaks_for(principal: Principal, team: str) -> bool:
    """Whether the principal may make promises in the name of a team."""
    if principal.role is Role.AI_AGENT:
        return may_write(principal, [team])
    return may_see(principal, [team])


def must_speak_for(principal: Principal, promise: Promise) -> None:
    """Refuse a new promise that the principal may not make.

    Raises:
        NotAllowedError: they do not speak for who promises.
    """
    if not may_speak_for(principal, promise):
        raise NotAllowedError(
            said(
                "{role} {principal} does not speak for {promiser}",
                role=principal.role,
                principal=principal.id,
                promiser=promise.promiser,
            )
        )


def must_be_of(principal: Principal, team: str) -> None:
    """Refuse who is not of a team; managers speak for all.

    Raises:
        NotAllowedError: they are of others.
    """
    if not may_write(principal, {team}):
        raise NotAllowedError(said("only the team {team} says so, and managers", team=team))


def see_all(principal: Principal, work: Work, promise_ids: Iterable[str]) -> None:
    """Refuse ids that the principal must not know of, as if they did not exist.

    Raises:
        NotFoundError: one of them is such.
    """
    for promise_id in promise_ids:
        promise = work.promise(promise_id)
        if promise is None or not may_see(principal, teams_of(promise)):
            raise NotFoundError("duty or promise", promise_id)


def _known(principal: Principal, found: Promise | None, promise_id: str, kind: str) -> Promise:
    if found is None or not may_see(principal, teams_of(found)):
        raise NotFoundError(kind, promise_id)
    if kind == "duty" and not found.is_duty:
        raise NotFoundError(kind, promise_id)
    return found


def _people_of(promise: Promise) -> frozenset[str]:
    parties = (promise.promiser, promise.holder)
    return frozenset(str(party) for party in parties if party.kind is PartyKind.PERSON)
