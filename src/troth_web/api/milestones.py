"""`/milestones`: checkpoint documents, signed by both sides."""

from django.http import HttpRequest, HttpResponse
from ninja import Query

from troth import operations, queries
from troth.answers import MilestoneBody, MilestoneList, milestone_body
from troth.operations import Acknowledge, Choose, Close, OpenMilestone, Sign
from troth.operations.commands import Id
from troth.promises.matching import teams_of
from troth.promises.store import Work
from troth_web.api.answering import done, shown
from troth_web.api.asked import AskedByCustomer
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.api.rights import must_speak_for, see_all
from troth_web.desk.milestone.document import document
from troth_web.desk.milestone.pdf import milestone_pdf
from troth_web.desk.names import Names
from troth_web.people.permissions import may_see

milestones = Resource("milestones")


@milestones.reads("/milestones", needs="milestones.read", answers=MilestoneList)
def list_(request: HttpRequest, asked: Query[AskedByCustomer]) -> HttpResponse:
    """List milestones, the latest opened first."""
    store = Call.of(request).store
    page = queries.milestones(store, asked.customer, asked.after, asked.limit)
    items = tuple(map(milestone_body, page.items))
    return shown(request, MilestoneList(items=items, next=page.next))


@milestones.writes(
    "POST", "/milestones", needs="milestones.open", answers=MilestoneBody, status=201
)
def open_(request: HttpRequest, body: OpenMilestone) -> HttpResponse:
    """Open a milestone, and promise what the playbook says each side owes at it."""

    def open_it(call: Call, work: Work) -> MilestoneBody:
        see_all(call.principal, work, (*body.ours, *body.theirs))
        opened = operations.open_milestone(work, body)
        for promise_id in set(opened.ours) - set(body.ours):
            promise = work.promise(promise_id)
            assert promise is not None  # noqa: S101 - it was made a moment ago
            must_speak_for(call.principal, promise)
        return milestone_body(opened)

    return done(request, open_it, status=201)


@milestones.reads("/milestones/{milestone_id}", needs="milestones.read", answers=MilestoneBody)
def get(request: HttpRequest, milestone_id: Id) -> HttpResponse:
    """Give one milestone."""
    return shown(request, milestone_body(queries.milestone(Call.of(request).store, milestone_id)))


@milestones.reads(
    "/milestones/{milestone_id}/document.pdf",
    needs="milestones.read",
    answers="application/pdf",
)
def as_pdf(request: HttpRequest, milestone_id: Id) -> HttpResponse:
    """Give the document as PDF, for both sides to keep."""
    call = Call.of(request)
    found = queries.milestone(call.store, milestone_id)
    shown_ = document(
        found,
        call.store,
        Names(call.store).customer(found.customer),
        call.at,
        lambda promise: may_see(call.principal, teams_of(promise)),
    )
    return HttpResponse(milestone_pdf(shown_, call.at, "UTC"), content_type="application/pdf")


@milestones.writes(
    "POST",
    "/milestones/{milestone_id}/choose",
    needs="milestones.choose",
    answers=MilestoneBody,
    matches=True,
)
def choose(request: HttpRequest, milestone_id: Id, body: Choose) -> HttpResponse:
    """Record the customer's choice; reported until they confirm it themselves."""
    return done(
        request,
        lambda call, work: milestone_body(
            operations.choose_option(work, milestone_id, body, call.expected)
        ),
    )


@milestones.writes(
    "POST",
    "/milestones/{milestone_id}/sign",
    needs="milestones.sign",
    answers=MilestoneBody,
    matches=True,
)
def sign(request: HttpRequest, milestone_id: Id, body: Sign) -> HttpResponse:
    """Sign, or decline to. What is signed is the document as it stands."""
    return done(
        request,
        lambda call, work: milestone_body(operations.sign(work, milestone_id, body, call.expected)),
    )


@milestones.writes(
    "POST",
    "/milestones/{milestone_id}/acknowledge",
    needs="milestones.acknowledge",
    answers=MilestoneBody,
    matches=True,
)
def acknowledge(request: HttpRequest, milestone_id: Id, body: Acknowledge) -> HttpResponse:
    """Say that what the customer chose or signed themselves was read."""
    return done(
        request,
        lambda call, work: milestone_body(
            operations.acknowledge_milestone(work, milestone_id, body, call.expected)
        ),
    )


@milestones.writes(
    "POST",
    "/milestones/{milestone_id}/close",
    needs="milestones.close",
    answers=MilestoneBody,
    matches=True,
)
def close(request: HttpRequest, milestone_id: Id, body: Close) -> HttpResponse:
    """Close a milestone that both sides signed; promises that are still open are named."""
    return done(
        request,
        lambda call, work: milestone_body(
            operations.close_milestone(work, milestone_id, body, call.expected)
        ),
    )
