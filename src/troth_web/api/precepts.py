"""`/precepts`: the principles to which standards trace, and those that are proposed."""

from django.http import HttpRequest, HttpResponse

from troth.answers import DraftBody, PreceptsBody, ProposalBody, precepts_body, proposal_body
from troth.operations import AcceptPrecept, RejectPrecept
from troth_web.api.answering import done, shown
from troth_web.api.drafts import draft_body
from troth_web.api.resource import Resource
from troth_web.playbooks.precepts import accept as accept_
from troth_web.playbooks.precepts import book, proposed
from troth_web.playbooks.precepts import reject as reject_

precepts = Resource("precepts")


@precepts.reads("/precepts", needs="precepts.read", answers=PreceptsBody)
def get(request: HttpRequest) -> HttpResponse:
    """Give the precepts with their standards, and what is proposed where standards repeat."""
    known = book()
    edition = known.edition
    body = precepts_body(
        known.playbook,
        edition.playbook if edition else None,
        edition.id if edition else None,
        known.revision,
        proposed(known.playbook),
    )
    return shown(request, body)


@precepts.writes(
    "POST", "/precepts/accept", needs="precepts.accept", answers=DraftBody, matches=True
)
def accept(request: HttpRequest, body: AcceptPrecept) -> HttpResponse:
    """Write a precept into the draft, in these words, and let standards trace to it.

    Where nothing is being written yet, the draft begins with the edition in force.
    """
    return done(
        request,
        lambda call, work: draft_body(accept_(work, body, call.actor, call.at, call.expected)),
    )


@precepts.writes("POST", "/precepts/reject", needs="precepts.reject", answers=ProposalBody)
def reject(request: HttpRequest, body: RejectPrecept) -> HttpResponse:
    """Say that standards which repeat have no principle in common."""
    return done(request, lambda _, work: proposal_body(reject_(work, body), rejected=True))
