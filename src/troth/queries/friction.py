"""Friction that people felt, and claims that rely on other teams with what these said."""

from collections.abc import Collection, Iterator

from troth.operations.errors import NotFoundError
from troth.playbook import Playbook
from troth.promises.claims import Reliance, claim_answers, subject_of
from troth.promises.friction import Friction
from troth.promises.friction import friction as folded
from troth.promises.store import Page, Store


def friction(store: Store, friction_id: str) -> Friction:
    """A friction that was felt.

    Raises:
        NotFoundError: there is none.
    """
    found = folded(store.entries(friction_id))
    if found is None:
        raise NotFoundError("friction", friction_id)
    return found


def frictions(store: Store, after: str | None = None, limit: int = 50) -> Page[Friction]:
    """Frictions that were felt, the latest first.

    Raises:
        BadCursorError: `after` is not a cursor of this list.
    """
    page = store.subjects("friction", None, after, limit)
    return Page(tuple(friction(store, each) for each in page.items), page.next)


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
