"""Friction that people felt, and claims that rely on other teams with what these said."""

from collections.abc import Collection, Iterator

from troth.operations.errors import NotFoundError
from troth.playbook import Playbook
from troth.promises.claims import Reliance, claim_answers, subject_of
from troth.promises.friction import Friction
from troth.promises.friction import friction as folded
from troth.promises.store import Page, Store

#: So many pages without any that is wanted are passed over at once.
MOST_EMPTY = 20


def friction(store: Store, friction_id: str) -> Friction:
    """A friction that was felt.

    Raises:
        NotFoundError: there is none.
    """
    found = folded(store.entries(friction_id))
    if found is None:
        raise NotFoundError("friction", friction_id)
    return found


def frictions(
    store: Store,
    after: str | None = None,
    limit: int = 50,
    *,
    owner: str | None = None,
    answered: bool | None = None,
) -> Page[Friction]:
    """Frictions that were felt, the latest first; a page may hold fewer than the limit.

    Args:
        store: the ledger.
        after: the `next` of the page before.
        limit: how many are looked at for one page, and so the most that it holds.
        owner: only those that this party sees to: `team:support`.
        answered: only those with an answer, or only those without.

    Raises:
        BadCursorError: `after` is not a cursor of this list.
    """
    for _ in range(MOST_EMPTY):
        page = store.subjects("friction", None, after, limit)
        felt = (friction(store, each) for each in page.items)
        found = tuple(each for each in felt if _wanted(each, owner, answered))
        # A page that holds none says nothing to anybody: the next one is looked at instead.
        if found or page.next is None:
            break
        after = page.next
    return Page(found, page.next)


def _wanted(felt: Friction, owner: str | None, answered: bool | None) -> bool:
    theirs = owner is None or felt.owner == owner
    return theirs and (answered is None or (felt.answer is not None) is answered)


def reliances(
    store: Store, playbook: Playbook, teams: Collection[str] | None = None
) -> Iterator[Reliance]:
    """Each claim that relies on other teams, with each of these; in the order of the playbook.

    Args:
        store: where their answers are.
        playbook: whose claims.
        teams: only claims for which one of these is needed and has not accepted; None for all.
    """
    for claim_id, claim in playbook.claims.items():
        waits = set(claim.relies_on) - set(claim.agreed)
        if not claim.relies_on or (teams is not None and waits.isdisjoint(teams)):
            continue
        answers = claim_answers(store.entries(subject_of(claim_id)))
        for team in claim.relies_on:
            answer = answers.get(team)
            yield Reliance(
                id=claim_id,
                claim=claim,
                team=team,
                agreed=claim.agreed.get(team),
                answer=answer if answer and answer.holds(claim) else None,
            )
