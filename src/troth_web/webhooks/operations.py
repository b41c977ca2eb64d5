"""What people do about endpoints; each step is an entry of the journal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from troth.promises.entries import Draft, EntryType
from troth.promises.ids import new_id
from troth.promises.store import Work
from troth.said import said as worded
from troth_web.ledger import current_store
from troth_web.ledger.projection import microseconds
from troth_web.people.errors import NotFoundError, PeopleError, TakenError
from troth_web.people.principals import Principal
from troth_web.webhooks.checks import (
    checked_description,
    checked_owner,
    checked_personal,
    checked_types,
    checked_url,
    must_fit,
)
from troth_web.webhooks.models import Delivery, Endpoint, State
from troth_web.webhooks.owners import held
from troth_web.webhooks.payload import TEST
from troth_web.webhooks.secrets import new_secret, sealed

#: The secret before signs for so long.
OVERLAP = timedelta(hours=24)
#: Of one company; each is asked for with each look for what is due.
MOST_ENDPOINTS = 200


@dataclass(frozen=True, kw_only=True)
class Told:
    """An endpoint with its secret, which is known at this moment only."""

    endpoint: Endpoint
    secret: str


def add(
    work: Work,
    by: Principal,
    *,
    url: str,
    types: Sequence[str],
    owner: str,
    description: str = "",
    personal: bool = False,
) -> Told:
    """Send entries to an address from now on.

    Raises:
        PeopleError: the address is not one that troth calls, or a type is unknown.
        NotAllowedError: only admins let personal parts leave.
    """
    if Endpoint.objects.count() >= MOST_ENDPOINTS:
        raise PeopleError(
            worded("there are {n} endpoints already; remove one first", n=MOST_ENDPOINTS)
        )
    endpoint = Endpoint(
        id=new_id(work.at),
        url=checked_url(url),
        types=checked_types(types),
        owner=checked_owner(owner),
        description=checked_description(description),
        personal=checked_personal(by, personal),
        made_us=microseconds(work.at),
    )
    must_fit(by, endpoint)
    told = _new_secret(endpoint)
    endpoint.save(force_insert=True)
    _record(work, EntryType.WEBHOOK_ADDED, endpoint, _says(endpoint))
    return told


def change(work: Work, by: Principal, endpoint_id: str, **said: Any) -> Endpoint:
    """Change what is said of an endpoint: url, types, owner, description, personal."""
    endpoint = held(by, endpoint_id)
    if endpoint.personal:
        checked_personal(by, True)
    check: dict[str, Callable[[Any], Any]] = {
        "url": checked_url,
        "types": checked_types,
        "owner": checked_owner,
        "description": checked_description,
        "personal": lambda value: checked_personal(by, value),
    }
    for name, value in said.items():
        setattr(endpoint, name, check[name](value))
    must_fit(by, endpoint)
    endpoint.save(update_fields=list(said))
    _record(work, EntryType.WEBHOOK_CHANGED, endpoint, _says(endpoint))
    return endpoint


def remove(work: Work, by: Principal, endpoint_id: str) -> Endpoint:
    """Send nothing there any more; what waits is dropped."""
    endpoint = held(by, endpoint_id)
    _record(work, EntryType.WEBHOOK_REMOVED, endpoint, {})
    Endpoint.objects.filter(pk=endpoint_id).delete()
    return endpoint


def rotate(work: Work, by: Principal, endpoint_id: str) -> Told:
    """Make a new secret; the one before signs too, for 24 hours."""
    endpoint = held(by, endpoint_id)
    endpoint.old_secret = endpoint.secret
    endpoint.old_until_us = microseconds(work.at + OVERLAP)
    told = _new_secret(endpoint)
    endpoint.save(update_fields=["secret", "old_secret", "old_until_us"])
    _record(work, EntryType.WEBHOOK_ROTATED, endpoint, {})
    return told


def enable(work: Work, by: Principal, endpoint_id: str) -> Endpoint:
    """Send there again, first what was waiting when it was disabled.

    Raises:
        TakenError: it is not disabled.
    """
    endpoint = held(by, endpoint_id)
    if endpoint.disabled_us is None:
        raise TakenError(worded("this endpoint is not disabled"))
    endpoint.disabled_us, endpoint.disabled_why = None, ""
    endpoint.failures, endpoint.failing_since_us, endpoint.not_before_us = 0, None, 0
    endpoint.save()
    waiting = Delivery.objects.filter(endpoint=endpoint, state=State.WAITING)
    number = waiting.update(due_us=microseconds(work.at), tries=0, begun_us=None)
    _record(work, EntryType.WEBHOOK_ENABLED, endpoint, {"waiting": number})
    return endpoint


def test(work: Work, by: Principal, endpoint_id: str) -> Delivery:
    """Send an event that says nothing, to see whether it arrives."""
    endpoint = _enabled(by, endpoint_id)
    at_us, number = microseconds(work.at), new_id(work.at)
    return Delivery.objects.create(
        endpoint=endpoint, entry=number, type=TEST, subject=number, made_us=at_us, due_us=at_us
    )


def retry(work: Work, by: Principal, endpoint_id: str, delivery_id: int) -> Delivery:
    """Send one again now, with the same id; if it fails, its schedule begins anew.

    Raises:
        NotFoundError: there is no such delivery.
        TakenError: its endpoint is disabled.
    """
    endpoint = _enabled(by, endpoint_id)
    rows = Delivery.objects.select_for_update().filter(endpoint=endpoint, pk=delivery_id)
    delivery = rows.first()
    if delivery is None:
        raise NotFoundError(
            worded("there is no delivery {id} to this endpoint", id=str(delivery_id))
        )
    delivery.state, delivery.due_us = State.WAITING, microseconds(work.at)
    delivery.tries, delivery.begun_us = 0, None
    delivery.save(update_fields=["state", "due_us", "tries", "begun_us"])
    return delivery


def _enabled(by: Principal, endpoint_id: str) -> Endpoint:
    endpoint = held(by, endpoint_id)
    if endpoint.disabled_us is not None:
        raise TakenError(worded("this endpoint is disabled; enable it first"))
    return endpoint


def _new_secret(endpoint: Endpoint) -> Told:
    secret = new_secret()
    endpoint.secret = sealed(current_store().master, secret, endpoint.id)
    return Told(endpoint=endpoint, secret=secret)


def _says(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "host": endpoint.host,
        "types": endpoint.types,
        "owner": f"person:{endpoint.owner_id}",
        "personal": endpoint.personal,
    }


def _record(work: Work, type: EntryType, endpoint: Endpoint, payload: dict[str, Any]) -> None:
    work.append([Draft(type=type, subject=endpoint.id, at=work.at, payload=payload)])
