"""`/friction` and `/claims`: where promises rub, and what teams say of what others promise."""

from django.http import HttpRequest, HttpResponse
from ninja import Query

from troth import operations, queries
from troth.answers import (
    ClaimAnswerBody,
    FrictionBody,
    FrictionList,
    RelianceList,
    claim_answer_body,
    friction_body,
    reliance_body,
)
from troth.operations import AnswerClaim, AnswerFriction, AssignFriction, LogFriction
from troth.operations.commands import Id, Word
from troth.operations.errors import NoEditionError
from troth.promises.claims import ClaimAnswer, Reply
from troth.promises.store import Work
from troth.said import said
from troth_web.api.answering import done, shown
from troth_web.api.asked import AskedFrictions
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.people.errors import NotAllowedError
from troth_web.people.permissions import may_write
from troth_web.playbooks.changing import agree
from troth_web.playbooks.models import Draft

friction = Resource("friction")


@friction.reads("/friction", needs="friction.read", answers=FrictionList)
def list_(request: HttpRequest, asked: Query[AskedFrictions]) -> HttpResponse:
    """List the friction that people felt, the latest first."""
    page = queries.frictions(
        Call.of(request).store,
        asked.after,
        asked.limit,
        owner=asked.owner,
        answered=asked.answered,
    )
    return shown(request, FrictionList(items=tuple(map(friction_body, page.items)), next=page.next))


@friction.writes("POST", "/friction", needs="friction.log", answers=FrictionBody, status=201)
def log(request: HttpRequest, body: LogFriction) -> HttpResponse:
    """Say where a promise rubs, with an example; the touchpoint's team sees to it first."""
    return done(
        request, lambda _, work: friction_body(operations.log_friction(work, body)), status=201
    )


@friction.reads("/friction/{friction_id}", needs="friction.read", answers=FrictionBody)
def get(request: HttpRequest, friction_id: Id) -> HttpResponse:
    """Give one friction, with its answer."""
    return shown(request, friction_body(queries.friction(Call.of(request).store, friction_id)))


@friction.writes(
    "POST",
    "/friction/{friction_id}/assign",
    needs="friction.assign",
    answers=FrictionBody,
    matches=True,
)
def assign(request: HttpRequest, friction_id: Id, body: AssignFriction) -> HttpResponse:
    """Let somebody else see to it."""
    return done(
        request,
        lambda call, work: friction_body(
            operations.assign_friction(work, friction_id, body, call.expected)
        ),
    )


@friction.writes(
    "POST",
    "/friction/{friction_id}/answer",
    needs="friction.answer",
    answers=FrictionBody,
    matches=True,
)
def answer(request: HttpRequest, friction_id: Id, body: AnswerFriction) -> HttpResponse:
    """Say what is done about it."""
    return done(
        request,
        lambda call, work: friction_body(
            operations.answer_friction(work, friction_id, body, call.expected)
        ),
    )


@friction.reads("/claims", needs="claims.read", answers=RelianceList)
def claims(request: HttpRequest) -> HttpResponse:
    """List the claims that rely on other teams, with what these said of them."""
    store = Call.of(request).store
    edition = store.edition()
    if edition is None:
        raise NoEditionError
    items = tuple(map(reliance_body, queries.reliances(store, edition.playbook)))
    return shown(request, RelianceList(items=items, next=None))


@friction.writes(
    "POST", "/claims/{claim_id}/answer", needs="claims.answer", answers=ClaimAnswerBody, status=201
)
def answer_claim(request: HttpRequest, claim_id: Word, body: AnswerClaim) -> HttpResponse:
    """Say in a team's name that it accepts a claim, would keep another term, or asks.

    The day on which it accepts goes into the draft, and holds once that is published.
    """

    def act(call: Call, work: Work) -> ClaimAnswerBody:
        found, draft = claim_answered(call, work, claim_id, body)
        return claim_answer_body(found, draft.revision if draft else None)

    return done(request, act, status=201)


def claim_answered(
    call: Call, work: Work, claim_id: str, body: AnswerClaim
) -> tuple[ClaimAnswer, Draft | None]:
    """What a team says, kept; and the draft in which it stands now.

    Raises:
        NotAllowedError: the team is another's.
    """
    if not may_write(call.principal, [body.team]):
        raise NotAllowedError(
            said("only members of {team} and managers answer for it", team=body.team)
        )
    found = operations.answer_claim(work, claim_id, body)
    accepts = found.reply is Reply.ACCEPTS
    return found, agree(call.store, claim_id, body.team, call.actor, call.at) if accepts else None
