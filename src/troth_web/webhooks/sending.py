"""The round `webhooks`: what is due is sent, what was answered is settled.

An endpoint has few requests under way at once, one where it fails or where very many are under way
in all, and never less: however long others hang, there is room for it. Of one subject, an endpoint
gets one entry at a time.
"""

from asyncio import AbstractEventLoop
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from troth.errors import TrothError
from troth.promises.parties import Actor, ActorKind
from troth_web.ledger.held import sending_allowed
from troth_web.ledger.projection import microseconds
from troth_web.outbound import Client, current
from troth_web.prepared import prepared
from troth_web.webhooks.flights import Flight, Flights
from troth_web.webhooks.models import Delivery, Endpoint
from troth_web.webhooks.payload import TEST, body_of
from troth_web.webhooks.settling import settle
from troth_web.webhooks.signing import headers_of
from troth_web.worker.turn import Turn

RULE = Actor(ActorKind.RULE, "webhooks")
#: Requests under way, beyond which an endpoint has one.
MOST = 200
#: Requests under way for one endpoint: where the last one was taken, and where that is not known.
EACH, FEW = 8, 2
#: After so many failures in a row an endpoint gets one request at a time.
FAILING = 5
#: Seconds to wait for an answer before looking again for what is due.
_LOOK = 0.2
#: Answers settled in one transaction.
_BATCH = 200


class Sender:
    """What this process has under way."""

    def __init__(self, client: Client | None = None, loop: AbstractEventLoop | None = None) -> None:
        """A sender; without a client, that of the settings. For `loop` see `Flights`."""
        self._flights = Flights(loop)
        self._client = client
        #: Endpoints that took the last request.
        self._answering: set[str] = set()

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._flights.flying)

    def act(self, turn: Turn) -> int:
        """Settle and send; 0 where nothing is due and nothing under way."""
        settled = self._settle(turn, 0.0)
        begun = self._begin(turn)
        if settled or begun:
            return settled + begun
        if self.busy:
            return self._settle(turn, _LOOK) or 1
        return 0

    def _settle(self, turn: Turn, seconds: float) -> int:
        landings = self._flights.landed(_BATCH, seconds)
        for landing in landings:
            taken = landing.answer is not None and landing.answer.good
            note = self._answering.add if taken else self._answering.discard
            note(landing.flight.endpoint)
        if landings:
            turn.write(lambda work: settle(work, landings, turn.at), actor=RULE)
        return len(landings)

    def _begin(self, turn: Turn) -> int:
        endpoints = self._endpoints(turn)
        if not endpoints or not sending_allowed():
            return 0
        return sum(self._send(endpoint, turn) for endpoint in endpoints)

    def _send(self, endpoint: Endpoint, turn: Turn) -> int:
        chosen = self._chosen(endpoint, turn)
        wanted = [delivery.entry for delivery in chosen if delivery.type != TEST]
        entries = {entry.id: entry for entry in turn.store.entries_of(wanted)}
        for delivery in chosen:
            flight = _flight(endpoint, delivery, turn.at)
            try:
                body = body_of(endpoint, delivery, entries.get(delivery.entry), turn.at)
                headers = headers_of(turn.store.master, endpoint, delivery, body, turn.at)
            except TrothError as error:
                # It counts as a failed try, so that it holds up nobody and comes to an end.
                self._flights.fail(flight, str(error))
            else:
                client = self._client or current()
                self._flights.begin(client, replace(flight, body=body, headers=headers))
        return len(chosen)

    def _endpoints(self, turn: Turn) -> Sequence[Endpoint]:
        return _open.all(microseconds(turn.at))

    def _chosen(self, endpoint: Endpoint, turn: Turn) -> list[Delivery]:
        """What an endpoint gets now, the longest due first."""
        flying = [each for each in self._flights.flying.values() if each.endpoint == endpoint.id]
        room = self._room(endpoint) - len(flying)
        if room <= 0:
            return []
        most = room * 4 + len(flying)
        rows = _due.all(endpoint.id, microseconds(turn.at), limit=most)
        subjects = {each.subject for each in flying}
        chosen: list[Delivery] = []
        for row in [each for each in rows if each.pk not in self._flights.flying][: room * 4]:
            if row.subject not in subjects and len(chosen) < room:
                subjects.add(row.subject)
                chosen.append(row)
        return chosen

    def _room(self, endpoint: Endpoint) -> int:
        """How many requests an endpoint may have: one always, whatever the others do."""
        if len(self._flights.flying) >= MOST or endpoint.failures >= FAILING:
            return 1
        return EACH if endpoint.id in self._answering else FEW


@prepared
def _open(at_us: int) -> QuerySet[Endpoint]:
    due = Delivery.objects.filter(endpoint=OuterRef("pk"), due_us__lte=at_us)
    open_ = Endpoint.objects.filter(Exists(due), disabled_us=None, not_before_us__lte=at_us)
    # Those that answer come first.
    return open_.order_by("failures", "id")


@prepared
def _due(endpoint: str, at_us: int) -> QuerySet[Delivery]:
    due = Delivery.objects.filter(endpoint=endpoint, due_us__lte=at_us)
    return due.order_by("due_us", "pk")


def _flight(endpoint: Endpoint, delivery: Delivery, at: datetime) -> Flight:
    return Flight(
        delivery=delivery.pk,
        endpoint=endpoint.id,
        subject=delivery.subject,
        tries=delivery.tries,
        url=endpoint.url,
        at=at,
    )


_SENDER = Sender()


def webhooks(turn: Turn) -> int:
    """Send what is due and settle what was answered; how many of both."""
    return _SENDER.act(turn)
