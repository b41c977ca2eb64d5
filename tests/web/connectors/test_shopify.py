"""Shopify: orders, refunds and parcels, as its webhooks send them."""

from itertools import permutations
from typing import Any

import pytest

from tests.web.connectors.conftest import Make
from tests.web.connectors.desk import Desk, fixture, merged

ORDER = fixture("shopify/order")
REFUND = fixture("shopify/refund")
PARCEL = fixture("shopify/fulfillment")
PARCEL_EVENT = fixture("shopify/fulfillment_event")


def sent(**parcel: Any) -> dict[str, Any]:
    """The order once all of it was sent."""
    one = PARCEL | {"shipment_status": None} | parcel
    said = {"fulfillment_status": "fulfilled", "fulfillments": [one]}
    return merged(ORDER, said | {"updated_at": "2026-12-01T08:00:00+01:00"})


@pytest.fixture
def desk(make: Make) -> Desk:
    """A shop on the Wednesday after the order."""
    return make("shopify").at("2026-12-02T15:00:00Z")


def test_it_works(desk: Desk) -> None:
    """An order opens a promise of delivery; when all was sent, it is kept."""
    desk.send(ORDER)
    assert desk.promise("delivery")["made_at"] == "2026-11-30T08:00:00Z"
    desk.send(sent())
    assert desk.promise("delivery")["kept_at"] == "2026-12-01T07:00:00Z"
    customer = desk.world["mia"].get("/customers?email=emily@example.com")["items"][0]
    assert customer["ref"] == "shopify:115310627314723954"


def test_cancelled_is_withdrawn(desk: Desk) -> None:
    desk.send(ORDER)
    at = "2026-11-30T10:00:00+01:00"
    desk.send(merged(ORDER, {"cancelled_at": at, "updated_at": at, "cancel_reason": "customer"}))
    assert desk.promise("delivery")["outcome"] == "withdrawn"


def test_a_refund_is_promised(desk: Desk) -> None:
    """Once, though the refund's own payload and the order both tell of it."""
    desk.send(ORDER)
    desk.send(REFUND)
    desk.send(merged(ORDER, {"refunds": [REFUND], "updated_at": REFUND["created_at"]}))
    assert desk.promise("refund")["made_at"] == "2026-12-01T08:00:00Z"
    another = REFUND | {"id": 7, "created_at": "2026-12-02T09:00:00+01:00"}
    desk.send(another)
    assert len(desk.promises("refund")) == 2


def test_a_refund_that_comes_before_its_order_waits(desk: Desk) -> None:
    """Nobody knows yet to whom; when the order comes, both are promised."""
    answer = desk.send(REFUND)
    assert answer["outcome"] == "waiting"
    assert desk.promises() == []
    desk.send(ORDER)
    assert len(desk.promises()) == 2


def test_delivered_by_a_rule_of_ones_own(make: Make) -> None:
    """Where tracking tells, arrival can keep the promise instead of sending."""
    rules = [
        {"event": "created", "does": "make", "metric": "delivery"},
        {"event": "parcel-delivered", "does": "keep", "metric": "delivery"},
    ]
    desk = make("shopify", mapping={"rules": rules}).at("2026-12-02T15:00:00Z")
    desk.send(ORDER)
    desk.send(sent())
    assert desk.promise("delivery")["outcome"] == "open"
    desk.send(PARCEL)
    desk.send(PARCEL_EVENT)
    assert desk.promise("delivery")["kept_at"] == "2026-12-02T10:00:00Z"


def test_every_order_of_arrival_ends_alike(make: Make) -> None:
    payloads = [ORDER, sent(), REFUND, PARCEL_EVENT]
    ends = set()
    for number, order in enumerate(permutations(payloads)):
        desk = make("shopify", name=f"shop {number}").at("2026-12-02T15:00:00Z")
        before = {each["id"] for each in desk.promises()}
        for payload in order:
            desk.send(payload)
        new = [each for each in desk.promises() if each["id"] not in before]
        ends.add(tuple(sorted((e["metric"], e["outcome"], e["due"], e["kept_at"]) for e in new)))
    assert len(ends) == 1, ends


def test_a_test_order_promises_nothing(desk: Desk) -> None:
    assert desk.send(merged(ORDER, {"test": True}))["outcome"] == "ignored"


def test_what_is_no_order(desk: Desk) -> None:
    assert desk.send({"id": 5, "title": "A product"})["outcome"] == "ignored"
