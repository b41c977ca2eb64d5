"""What happens to a promise on its way: one operation for each step."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse

from troth import operations
from troth.answers import PromiseBody, promise_body
from troth.operations import (
    Acknowledge,
    Agree,
    Change,
    Give,
    HandOn,
    HandOver,
    Hear,
    Keep,
    Match,
    Pause,
    Reopen,
    Resume,
    Settle,
    Tell,
    Withdraw,
)
from troth.operations.commands import Command, Id
from troth.promises.promise import Promise
from troth.promises.store import Work
from troth_web.api.answering import done
from troth_web.api.calls import Call
from troth_web.api.resource import Resource, View
from troth_web.api.rights import must_speak_for, writable

Said = TypeVar("Said", bound=Command)
Operation = Callable[[Work, str, Said, int | None], Promise]

steps = Resource("promises")


def _step(name: str, needs: str = "") -> Callable[[View], View]:
    return steps.writes(
        "POST",
        f"/promises/{{promise_id}}/{name.replace('_', '-')}",
        needs=needs or f"promises.{name}",
        answers=PromiseBody,
        matches=True,
    )


def taken(
    request: HttpRequest,
    promise_id: str,
    operation: Operation[Said],
    said: Said,
    kind: str = "promise",
) -> HttpResponse:
    """Take one step with a promise that the caller may change."""

    def step(call: Call, work: Work) -> PromiseBody:
        writable(call.principal, work, promise_id, kind)
        return promise_body(operation(work, promise_id, said, call.expected), call.at)

    return done(request, step)


@_step("match")
def match(request: HttpRequest, promise_id: Id, body: Match) -> HttpResponse:
    """Promise what was asked for and no standard matched: by a standard, a term, or a date.

    Without any of them, what applies by now decides. The record keeps its reason in its journal.
    """

    def matched(work: Work, promise_id: str, said: Match, expected: int | None) -> Promise:
        promise = operations.match(work, promise_id, said, expected)
        must_speak_for(Call.of(request).principal, promise)
        return promise

    return taken(request, promise_id, matched, body)


@_step("agree")
def agree(request: HttpRequest, promise_id: Id, body: Agree) -> HttpResponse:
    """Agree to an option that was offered, or confirm or decline a changed date."""
    return taken(request, promise_id, operations.agree, body)


@_step("change")
def change(request: HttpRequest, promise_id: Id, body: Change) -> HttpResponse:
    """Give another date. The first one stays, and headline rates go by it."""
    return taken(request, promise_id, operations.change, body)


@_step("pause")
def pause(request: HttpRequest, promise_id: Id, body: Pause) -> HttpResponse:
    """Stop the clock. The last known date stays in sight."""
    return taken(request, promise_id, operations.pause, body)


@_step("resume")
def resume(request: HttpRequest, promise_id: Id, body: Resume) -> HttpResponse:
    """Let the clock run again; only the open part of the pause moves the date."""
    return taken(request, promise_id, operations.resume, body)


@_step("tell")
def tell(request: HttpRequest, promise_id: Id, body: Tell) -> HttpResponse:
    """Say how things stand; the next update is due from here."""
    return taken(request, promise_id, operations.tell, body)


@_step("hear")
def hear(request: HttpRequest, promise_id: Id, body: Hear) -> HttpResponse:
    """Keep what the other side said of a promise; it changes nothing of it."""
    return taken(request, promise_id, operations.hear, body)


@_step("acknowledge")
def acknowledge(request: HttpRequest, promise_id: Id, body: Acknowledge) -> HttpResponse:
    """Say that what the customer said themselves was read, and needs no other answer."""
    return taken(request, promise_id, operations.acknowledge, body)


@_step("keep")
def keep(request: HttpRequest, promise_id: Id, body: Keep) -> HttpResponse:
    """Record that the promise was kept, or a part of it."""
    return taken(request, promise_id, operations.keep, body)


@_step("withdraw")
def withdraw(request: HttpRequest, promise_id: Id, body: Withdraw) -> HttpResponse:
    """End a promise that nobody needs any more. After its deadline it stays broken."""
    return taken(request, promise_id, operations.withdraw, body)


@_step("reopen")
def reopen(request: HttpRequest, promise_id: Id, body: Reopen) -> HttpResponse:
    """Open a promise again that was kept; the answer is the promise that runs."""
    return taken(request, promise_id, operations.reopen, body)


@_step("settle")
def settle(request: HttpRequest, promise_id: Id, body: Settle) -> HttpResponse:
    """Give a verdict on a promise that is kept or not, rather than due."""
    return taken(request, promise_id, operations.settle, body)


@_step("hand_over")
def hand_over(request: HttpRequest, promise_id: Id, body: HandOver) -> HttpResponse:
    """Let somebody else look after the promise, with a note."""
    return taken(request, promise_id, operations.hand_over, body)


@_step("hand_on")
def hand_on(request: HttpRequest, promise_id: Id, body: HandOn) -> HttpResponse:
    """Let the next team of the chain have its turn, or an earlier one again."""
    return taken(request, promise_id, operations.hand_on, body)


@_step("amends", "amends.give")
def give(request: HttpRequest, promise_id: Id, body: Give) -> HttpResponse:
    """Give amends for a promise, within what the playbook allows and what is left of it."""
    return taken(request, promise_id, operations.give, body)
