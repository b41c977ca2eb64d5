"""`/promises`: made, offered, read."""

from django.http import HttpRequest, HttpResponse
from ninja import Query

from troth import operations, queries
from troth.answers import EntryList, PromiseBody, PromiseList, entry_body, promise_body
from troth.operations import Make, Offer
from troth.operations.commands import Id
from troth.promises.promise import Promise
from troth.promises.store import PromiseFilter, Work
from troth_web.api.answering import done, shown
from troth_web.api.asked import AskedPromises
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.api.rights import must_speak_for, see_all, seen

promises = Resource("promises")


@promises.reads("/promises", needs="promises.read", answers=PromiseList)
def list_(request: HttpRequest, asked: Query[AskedPromises]) -> HttpResponse:
    """List promises, the latest made first. Duties of customers are listed under `/duties`."""
    return shown(request, listed(Call.of(request), asked, duties=False))


@promises.writes("POST", "/promises", needs="promises.make", answers=PromiseBody, status=201)
def make(request: HttpRequest, body: Make) -> HttpResponse:
    """Make a promise. Without term and date, the standard or agreement in force decides.

    Where nothing applies, what was asked for is recorded with the reason: its stage is
    `no-promise`.
    """

    def made(call: Call, work: Work) -> PromiseBody:
        see_all(call.principal, work, body.needs)
        return _spoken(call, operations.make(work, body))

    return done(request, made, status=201)


@promises.writes("POST", "/promises/offer", needs="promises.offer", answers=PromiseBody, status=201)
def offer(request: HttpRequest, body: Offer) -> HttpResponse:
    """Put options before a customer; nothing is promised until one is agreed to."""

    def offered(call: Call, work: Work) -> PromiseBody:
        see_all(call.principal, work, body.needs)
        return _spoken(call, operations.offer(work, body))

    return done(request, offered, status=201)


@promises.reads("/promises/{promise_id}", needs="promises.read", answers=PromiseBody)
def get(request: HttpRequest, promise_id: Id) -> HttpResponse:
    """Say how a promise stands."""
    call = Call.of(request)
    return shown(request, promise_body(seen(call.principal, call.store, promise_id), call.at))


@promises.reads("/promises/{promise_id}/journal", needs="journal.read", answers=EntryList)
def journal(request: HttpRequest, promise_id: Id) -> HttpResponse:
    """Give everything that was recorded about a promise, in order."""
    call = Call.of(request)
    seen(call.principal, call.store, promise_id)
    entries = queries.journal(call.store, promise_id)
    return shown(request, EntryList(items=tuple(map(entry_body, entries)), next=None))


def listed(call: Call, asked: AskedPromises, *, duties: bool) -> PromiseList:
    """A page of promises that the caller may know of."""
    wanted = PromiseFilter(
        **asked.model_dump(exclude={"after", "limit"}),
        at=call.at,
        duties=duties,
        hidden_teams=call.principal.hidden,
        own_teams=call.principal.teams,
    )
    page = call.store.promises(wanted, asked.after, asked.limit)
    items = tuple(promise_body(promise, call.at) for promise in page.items)
    return PromiseList(items=items, next=page.next)


def _spoken(call: Call, promise: Promise) -> PromiseBody:
    must_speak_for(call.principal, promise)
    return promise_body(promise, call.at)
