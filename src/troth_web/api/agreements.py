"""`/agreements`: what was agreed with one customer or a segment, instead of the standard."""

from django.http import HttpRequest, HttpResponse
from ninja import Query

from troth import operations, queries
from troth.answers import AgreementBody, AgreementList, agreement_body
from troth.operations import EndAgreement, MakeAgreement
from troth.operations.commands import Id
from troth_web.api.answering import done, shown
from troth_web.api.asked import AskedByCustomer
from troth_web.api.calls import Call
from troth_web.api.resource import Resource

agreements = Resource("agreements")


@agreements.reads("/agreements", needs="agreements.read", answers=AgreementList)
def list_(request: HttpRequest, asked: Query[AskedByCustomer]) -> HttpResponse:
    """List agreements, the latest first."""
    store = Call.of(request).store
    page = queries.agreements(store, asked.customer, asked.after, asked.limit)
    return shown(
        request, AgreementList(items=tuple(map(agreement_body, page.items)), next=page.next)
    )


@agreements.writes(
    "POST", "/agreements", needs="agreements.make", answers=AgreementBody, status=201
)
def make(request: HttpRequest, body: MakeAgreement) -> HttpResponse:
    """Agree on a term; promises made from then on are made by it."""
    return done(
        request,
        lambda _, work: agreement_body(operations.make_agreement(work, body)),
        status=201,
    )


@agreements.reads("/agreements/{agreement_id}", needs="agreements.read", answers=AgreementBody)
def get(request: HttpRequest, agreement_id: Id) -> HttpResponse:
    """Give one agreement."""
    return shown(
        request, agreement_body(queries.one_agreement(Call.of(request).store, agreement_id))
    )


@agreements.writes(
    "POST",
    "/agreements/{agreement_id}/end",
    needs="agreements.end",
    answers=AgreementBody,
    matches=True,
)
def end(request: HttpRequest, agreement_id: Id, body: EndAgreement) -> HttpResponse:
    """Let an agreement end, now or later; promises made under it stay as they are."""
    return done(
        request,
        lambda call, work: agreement_body(
            operations.end_agreement(work, agreement_id, body, call.expected)
        ),
    )
