"""`/agreements`: what was agreed with one customer or a segment, instead of the standard."""

from django.http import HttpRequest, HttpResponse
from ninja import Query

from troth import queries
from troth.answers import AgreementList, agreement_body
from troth_web.api.answering import shown
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
