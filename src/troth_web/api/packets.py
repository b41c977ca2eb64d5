"""`/packets`: promises that one team made and another shall keep, answered one by one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from ninja import Query

from troth import operations, queries
from troth.answers import PacketBody, PacketList, packet_body
from troth.operations import AnswerPacket, ExplainPacket, HandPacket
from troth.operations.commands import Id
from troth.operations.packets import handed
from troth.promises.matching import teams_of
from troth.promises.packet import Packet
from troth.promises.store import Store, Work
from troth_web.api.answering import done, shown
from troth_web.api.asked import AskedByCustomer
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.api.rights import must_be_of, see_all, writable
from troth_web.people.permissions import may_see
from troth_web.people.principals import Principal

packets = Resource("packets")


@packets.reads("/packets", needs="packets.read", answers=PacketList)
def list_(request: HttpRequest, asked: Query[AskedByCustomer]) -> HttpResponse:
    """List packets, the latest handed first."""
    call = Call.of(request)
    page = queries.packets(call.store, asked.customer, asked.after, asked.limit)
    items = tuple(_body(call, call.store, each) for each in page.items)
    return shown(request, PacketList(items=items, next=page.next))


@packets.writes("POST", "/packets", needs="packets.hand", answers=PacketBody, status=201)
def hand(request: HttpRequest, body: HandPacket) -> HttpResponse:
    """Hand open promises to the team that shall keep them; it answers each."""

    def handed_(call: Call, work: Work) -> PacketBody:
        for promise_id in body.promises:
            writable(call.principal, work, promise_id)
        return _body(call, work, operations.hand_packet(work, body))

    return done(request, handed_, status=201)


@packets.reads("/packets/{packet_id}", needs="packets.read", answers=PacketBody)
def get(request: HttpRequest, packet_id: Id) -> HttpResponse:
    """Give one packet."""
    call = Call.of(request)
    return shown(request, _body(call, call.store, queries.packet(call.store, packet_id)))


@packets.writes(
    "POST",
    "/packets/{packet_id}/answer",
    needs="packets.answer",
    answers=PacketBody,
    matches=True,
)
def answer(request: HttpRequest, packet_id: Id, body: AnswerPacket) -> HttpResponse:
    """Accept a promise of a packet, ask about it, or contest it; for the team alone to say."""

    def answered(call: Call, work: Work) -> PacketBody:
        must_be_of(call.principal, handed(work, packet_id).to)
        see_all(call.principal, work, [body.promise])
        return _body(call, work, operations.answer_packet(work, packet_id, body, call.expected))

    return done(request, answered)


@packets.writes(
    "POST",
    "/packets/{packet_id}/explain",
    needs="packets.hand",
    answers=PacketBody,
    matches=True,
)
def explain(request: HttpRequest, packet_id: Id, body: ExplainPacket) -> HttpResponse:
    """Answer a team that asked about a promise or contested it."""

    def explained(call: Call, work: Work) -> PacketBody:
        see_all(call.principal, work, [body.promise])
        return _body(call, work, operations.explain_packet(work, packet_id, body, call.expected))

    return done(request, explained)


def shown_to(principal: Principal, book: Store | Work) -> Callable[[str], bool]:
    """Whether somebody may know of a promise of a packet."""

    def may_know(promise_id: str) -> bool:
        promise = book.promise(promise_id)
        return promise is not None and may_see(principal, teams_of(promise))

    return may_know


def _body(call: Call, book: Store | Work, found: Packet) -> PacketBody:
    return packet_body(found, shown_to(call.principal, book))
