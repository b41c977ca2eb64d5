"""`/duties`: what customers promise in turn."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from ninja import Query

from troth import operations
from troth.answers import PromiseBody, PromiseList, promise_body
from troth.operations import Acknowledge, Agree, AskDuty, Change, Keep, Reopen, Tell, Withdraw
from troth.operations.commands import Id
from troth.promises.store import Work
from troth_web.api.answering import done, shown
from troth_web.api.asked import AskedPromises
from troth_web.api.calls import Call
from troth_web.api.promises import listed
from troth_web.api.resource import Resource, View
from troth_web.api.rights import seen, writable
from troth_web.api.steps import taken

duties = Resource("duties")


def _step(name: str, needs: str) -> Callable[[View], View]:
    return duties.writes(
        "POST", f"/duties/{{duty_id}}/{name}", needs=needs, answers=PromiseBody, matches=True
    )


@duties.reads("/duties", needs="duties.read", answers=PromiseList)
def list_(request: HttpRequest, asked: Query[AskedPromises]) -> HttpResponse:
    """List what customers are to do, the latest asked first."""
    return shown(request, listed(Call.of(request), asked, duties=True))


@duties.writes("POST", "/duties", needs="duties.ask", answers=PromiseBody, status=201)
def ask(request: HttpRequest, body: AskDuty) -> HttpResponse:
    """Record what the customer is to do; it may stop the clocks of promises that need it."""

    def asked(call: Call, work: Work) -> PromiseBody:
        for promise_id in body.for_promises:
            writable(call.principal, work, promise_id)
        return promise_body(operations.ask(work, body), call.at)

    return done(request, asked, status=201)


@duties.reads("/duties/{duty_id}", needs="duties.read", answers=PromiseBody)
def get(request: HttpRequest, duty_id: Id) -> HttpResponse:
    """Say how a duty stands."""
    call = Call.of(request)
    return shown(request, promise_body(seen(call.principal, call.store, duty_id, "duty"), call.at))


@_step("keep", "duties.keep")
def keep(request: HttpRequest, duty_id: Id, body: Keep) -> HttpResponse:
    """Record that the customer did it; the clocks that waited for it run again."""
    return taken(request, duty_id, operations.keep, body, "duty")


@_step("acknowledge", "duties.acknowledge")
def acknowledge(request: HttpRequest, duty_id: Id, body: Acknowledge) -> HttpResponse:
    """Say that what the customer said themselves, such as that it is done, was read."""
    return taken(request, duty_id, operations.acknowledge, body, "duty")


@_step("reopen", "duties.reopen")
def reopen(request: HttpRequest, duty_id: Id, body: Reopen) -> HttpResponse:
    """Say that it was not done after all; the clocks that need it stand still again."""
    return taken(request, duty_id, operations.reopen, body, "duty")


@_step("tell", "duties.tell")
def tell(request: HttpRequest, duty_id: Id, body: Tell) -> HttpResponse:
    """Remind the customer, or say how things stand."""
    return taken(request, duty_id, operations.tell, body, "duty")


@_step("change", "duties.change")
def change(request: HttpRequest, duty_id: Id, body: Change) -> HttpResponse:
    """Give the customer another date."""
    return taken(request, duty_id, operations.change, body, "duty")


@_step("agree", "duties.change")
def agree(request: HttpRequest, duty_id: Id, body: Agree) -> HttpResponse:
    """Confirm or decline a changed date."""
    return taken(request, duty_id, operations.agree, body, "duty")


@_step("withdraw", "duties.withdraw")
def withdraw(request: HttpRequest, duty_id: Id, body: Withdraw) -> HttpResponse:
    """Let the customer off; the clocks that waited for it run again."""
    return taken(request, duty_id, operations.withdraw, body, "duty")
