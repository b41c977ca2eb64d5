"""What becomes of deliveries and endpoints once requests were answered, or were not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from troth.promises.entries import Draft, EntryType
from troth.promises.hashing import instant
from troth.said import said
from troth_web.ledger.projection import microseconds
from troth_web.ledger.work import SqlWork
from troth_web.outbound import Answer
from troth_web.prepared import Written, prepared, prepared_update
from troth_web.webhooks.flights import Landing
from troth_web.webhooks.models import Delivery, Endpoint, State
from troth_web.webhooks.schedule import PATIENCE, next_try

#: Characters of an answer that are kept, and answers of a delivery.
LONGEST_SAYS = 300
MOST_ANSWERS = 20
_GONE = 410
GONE = said("it answered 410: it is gone for good")
TRIED = said("it took nothing within {n} tries", n="")
WAITED = said("it took nothing for {n} days", n="")
#: Why endpoints were disabled, as tables hold it: in English.
WHYS = (GONE, TRIED, WAITED)
#: Answers with which a server asks to be left alone for a while.
_BUSY = frozenset({429, 503})


def settle(work: SqlWork, landings: Sequence[Landing], at: datetime) -> None:
    """Write down how each try ended, within one transaction."""
    settling = _Settling.of(landings, at)
    for landing in landings:
        settling.settle(landing)
    settling.save()
    if settling.drafts:
        work.append(settling.drafts)


@dataclass
class _Settling:
    """Rows that are held, and what is to be recorded."""

    at: datetime
    endpoints: dict[str, Endpoint]
    deliveries: dict[int, Delivery]
    drafts: list[Draft] = field(default_factory=list)

    @classmethod
    def of(cls, landings: Sequence[Landing], at: datetime) -> "_Settling":
        ids = tuple({each.flight.endpoint for each in landings})
        endpoints = {row.id: row for row in _endpoints.all(ids)}
        numbers = tuple({each.flight.delivery for each in landings})
        return cls(at, endpoints, {row.pk: row for row in _deliveries.all(numbers)})

    def settle(self, landing: Landing) -> None:
        """How one try ended. What changed meanwhile, or was settled by another worker, stands."""
        flight = landing.flight
        delivery = self.deliveries.get(flight.delivery)
        if delivery is None or delivery.state != State.WAITING or delivery.tries != flight.tries:
            return
        endpoint = self.endpoints[flight.endpoint]
        delivery.tries += 1
        delivery.begun_us = delivery.begun_us or microseconds(self.at)
        delivery.answers = [*delivery.answers, _kept(landing, endpoint)][-MOST_ANSWERS:]
        if landing.answer is not None and landing.answer.good:
            delivery.state, delivery.due_us = State.DELIVERED, None
            endpoint.failures, endpoint.failing_since_us = 0, None
        else:
            self._failed(endpoint, delivery, landing)

    def save(self) -> None:
        """Write the rows."""
        _delivery.run_each(
            (row.pk, row.state, row.tries, row.begun_us, row.due_us, row.answers)
            for row in self.deliveries.values()
        )
        _endpoint.run_each(
            (
                row.id,
                row.failures,
                row.failing_since_us,
                row.not_before_us,
                row.disabled_us,
                row.disabled_why,
            )
            for row in self.endpoints.values()
        )

    def _failed(self, endpoint: Endpoint, delivery: Delivery, landing: Landing) -> None:
        answer = landing.answer
        endpoint.failures += 1
        since = endpoint.failing_since_us = endpoint.failing_since_us or microseconds(self.at)
        again = next_try(delivery.tries, self.at)
        asked = _asks_for_rest(answer)
        if asked:
            endpoint.not_before_us = microseconds(asked)
            again = again and max(again, asked)
        gone = answer is not None and answer.status == _GONE
        if gone or again is None:
            delivery.state, delivery.due_us = State.FAILED, None
        else:
            delivery.due_us = microseconds(again)
        if gone:
            self._disable(endpoint, GONE)
        elif again is None and since <= (delivery.begun_us or 0):
            self._disable(endpoint, TRIED.of(n=str(delivery.tries)))
        elif again is None:
            self._give_up(endpoint, delivery)
        elif since <= microseconds(self.at - PATIENCE):
            self._disable(endpoint, WAITED.of(n=str(PATIENCE.days)))

    def _disable(self, endpoint: Endpoint, why: str) -> None:
        if endpoint.disabled_us is not None:
            return
        endpoint.disabled_us, endpoint.disabled_why = microseconds(self.at), why
        payload = {"host": endpoint.host, "owner": f"person:{endpoint.owner_id}", "why": why}
        self._record(EntryType.WEBHOOK_DISABLED, endpoint, payload)

    def _give_up(self, endpoint: Endpoint, delivery: Delivery) -> None:
        payload = {
            "owner": f"person:{endpoint.owner_id}",
            "entry": delivery.entry,
            "type": delivery.type,
        }
        self._record(EntryType.WEBHOOK_GIVEN_UP, endpoint, payload)

    def _record(self, type: EntryType, endpoint: Endpoint, payload: dict[str, Any]) -> None:
        draft = Draft(type=type, subject=endpoint.id, at=self.at, payload=payload)
        self.drafts.append(draft)


@prepared
def _endpoints(ids: tuple[str, ...]) -> QuerySet[Endpoint]:
    return Endpoint.objects.select_for_update().filter(id__in=ids).order_by("id")


@prepared
def _deliveries(numbers: tuple[int, ...]) -> QuerySet[Delivery]:
    return Delivery.objects.select_for_update().filter(id__in=numbers).order_by("id")


@prepared_update
def _delivery(
    pk: int,
    state: str,
    tries: int,
    begun_us: int | None,
    due_us: int | None,
    answers: list[dict[str, Any]],
) -> Written:
    return Delivery.objects.filter(pk=pk), {
        "state": state,
        "tries": tries,
        "begun_us": begun_us,
        "due_us": due_us,
        "answers": answers,
    }


@prepared_update
def _endpoint(
    pk: str,
    failures: int,
    failing_since_us: int | None,
    not_before_us: int,
    disabled_us: int | None,
    disabled_why: str,
) -> Written:
    return Endpoint.objects.filter(pk=pk), {
        "failures": failures,
        "failing_since_us": failing_since_us,
        "not_before_us": not_before_us,
        "disabled_us": disabled_us,
        "disabled_why": disabled_why,
    }


def _asks_for_rest(answer: Answer | None) -> datetime | None:
    return answer.retry_at if answer is not None and answer.status in _BUSY else None


def _kept(landing: Landing, endpoint: Endpoint) -> dict[str, Any]:
    # An answer may repeat what was sent; what is personal is kept in the journal alone.
    echo = endpoint.personal and landing.answer is not None
    says = "" if echo else landing.says.replace("\x00", "")[:LONGEST_SAYS]
    return {
        "at": instant(landing.flight.at),
        "status": landing.answer.status if landing.answer else None,
        "says": says,
        "took_ms": landing.took_ms,
    }
