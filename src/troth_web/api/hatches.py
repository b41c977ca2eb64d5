"""`/hatches`: links by which customers read a promise or a milestone, and answer."""

from django.http import HttpRequest, HttpResponse

from troth import operations, queries
from troth.answers import HatchBody, hatch_body
from troth.operations import OpenHatch
from troth.operations.commands import Id
from troth.operations.errors import NotFoundError
from troth.promises.hatch import Hatch
from troth.promises.matching import teams_of
from troth.promises.promise import Promise
from troth.promises.store import Store, Work
from troth_web.api.answering import done, shown
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.api.rights import writable
from troth_web.hatches.address import url_of
from troth_web.people.permissions import may_see

hatches = Resource("hatches")


@hatches.writes("POST", "/hatches", needs="hatches.open", answers=HatchBody, status=201)
def open_(request: HttpRequest, body: OpenHatch) -> HttpResponse:
    """Open a link for a customer to read and answer by; where one is open, it is that one.

    Whoever has its address answers for the customer: send it to nobody else.
    """

    def opened(call: Call, work: Work) -> HatchBody:
        if body.of == "promise":
            writable(call.principal, work, body.about)
        return _body(operations.open_hatch(work, body))

    return done(request, opened, status=201)


@hatches.reads("/hatches/{about_id}", needs="hatches.open", answers=HatchBody)
def get(request: HttpRequest, about_id: Id) -> HttpResponse:
    """Give the latest link of a promise or a milestone."""
    call = Call.of(request)
    _must_see(call, call.store, about_id)
    return shown(request, _body(queries.hatch(call.store, about_id)))


@hatches.writes("DELETE", "/hatches/{about_id}", needs="hatches.shut", answers=HatchBody)
def shut(request: HttpRequest, about_id: Id) -> HttpResponse:
    """Withdraw a link, at once: its address opens nothing any more."""

    def shut_it(call: Call, work: Work) -> HatchBody:
        if _must_see(call, work, about_id):
            writable(call.principal, work, about_id)
        return _body(operations.shut_hatch(work, about_id))

    return done(request, shut_it)


def _must_see(call: Call, book: Store | Work, about_id: str) -> Promise | None:
    """The promise that it may be of; what is hidden from the caller is not there."""
    promise = book.promise(about_id)
    if promise is not None and not may_see(call.principal, teams_of(promise)):
        raise NotFoundError("link for the customer of", about_id)
    return promise


def _body(found: Hatch) -> HatchBody:
    return hatch_body(found, url_of(found))
