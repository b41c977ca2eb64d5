"""What a webhook of Shopify says: an order as it stands, or something that belongs to one."""

from collections.abc import Iterator, Mapping
from typing import Any

from troth.said import said
from troth_web.connectors.events import Contact, Event, Heard
from troth_web.connectors.mapping import CaseMapping
from troth_web.connectors.provider import instant
from troth_web.connectors.reading import maybe_moment, moment, needed, part, parts, word


def read(payload: Mapping[str, Any], _: CaseMapping) -> Heard | None:
    """The order that a payload tells of; None where it tells of none.

    Raises:
        UnreadableError: it is not whole.
    """
    if "fulfillment_id" in payload and "happened_at" in payload:
        return _belongs(payload, "happened_at", _parcel_event(payload))
    if "refund_line_items" in payload or ("order_adjustments" in payload and "order_id" in payload):
        return _belongs(payload, "created_at", [_refund(payload)])
    if "order_id" in payload and "shipment_status" in payload:
        return _belongs(payload, "updated_at", _parcel(payload))
    if "line_items" in payload and "created_at" in payload:
        return _order(payload)
    return None


def _order(order: Mapping[str, Any]) -> Heard:
    as_of = moment(order.get("updated_at"), "updated_at")
    test = said("a test order") if order.get("test") is True else ""
    return Heard(
        case=needed(order.get("id"), "id"),
        as_of=as_of,
        contact=_contact(order),
        events=(
            Event(
                name="created",
                id="created",
                at=moment(order.get("created_at"), "created_at"),
                automatic=test,
            ),
            *_sent(order),
            *_cancelled(order),
            *(_refund(each) for each in parts(order, "refunds")),
            Event(name="updated", id=f"updated:{instant(as_of)}", at=as_of),
        ),
        payload=order,
    )


def _contact(order: Mapping[str, Any]) -> Contact | None:
    customer = part(order, "customer")
    names = (word(customer.get("first_name")), word(customer.get("last_name")))
    number = word(customer.get("id"))
    email = (
        word(customer.get("email")) or word(order.get("email")) or word(order.get("contact_email"))
    )
    if number is None and email is None:
        return None
    return Contact(
        email=email,
        name=" ".join(filter(None, names)) or None,
        phone=word(customer.get("phone")) or word(order.get("phone")),
        ref=f"shopify:{number}" if number else None,
    )


def _sent(order: Mapping[str, Any]) -> Iterator[Event]:
    """Fulfilled when the last parcel left, delivered when the last one arrived."""
    parcels = [
        each for each in parts(order, "fulfillments") if word(each.get("status")) == "success"
    ]
    if word(order.get("fulfillment_status")) != "fulfilled" or not parcels:
        return
    left = [moment(each.get("created_at"), "fulfillments.created_at") for each in parcels]
    yield Event(name="fulfilled", id="fulfilled", at=max(left))
    if all(word(each.get("shipment_status")) == "delivered" for each in parcels):
        arrived = [moment(each.get("updated_at"), "fulfillments.updated_at") for each in parcels]
        yield Event(name="delivered", id="delivered", at=max(arrived))


def _cancelled(order: Mapping[str, Any]) -> Iterator[Event]:
    at = maybe_moment(order.get("cancelled_at"))
    if at is not None:
        yield Event(name="cancelled", id="cancelled", at=at)


def _refund(refund: Mapping[str, Any]) -> Event:
    return Event(
        name="refund",
        id=f"refund:{needed(refund.get('id'), 'refund id')}",
        at=moment(refund.get("created_at"), "refund created_at"),
    )


def _parcel(parcel: Mapping[str, Any]) -> Iterator[Event]:
    if word(parcel.get("shipment_status")) == "delivered":
        number = needed(parcel.get("id"), "id")
        at = moment(parcel.get("updated_at"), "updated_at")
        yield Event(name="parcel-delivered", id=f"parcel:{number}", at=at)


def _parcel_event(event: Mapping[str, Any]) -> Iterator[Event]:
    if word(event.get("status")) == "delivered":
        number = needed(event.get("fulfillment_id"), "fulfillment_id")
        at = moment(event.get("happened_at"), "happened_at")
        yield Event(name="parcel-delivered", id=f"parcel:{number}", at=at)


def _belongs(
    payload: Mapping[str, Any], version: str, events: "Iterator[Event] | list[Event]"
) -> Heard:
    """Something of an order that says nothing of whose the order is."""
    return Heard(
        case=needed(payload.get("order_id"), "order_id"),
        as_of=moment(payload.get(version), version),
        contact=None,
        events=tuple(events),
        payload=payload,
    )
