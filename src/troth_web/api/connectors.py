"""`/connectors`: ways in for other systems, and what came in through them."""

from datetime import timedelta
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from troth.answers import (
    Body,
    ConnectorBody,
    ConnectorList,
    InboundDeliveryBody,
    InboundDeliveryList,
    PromiseBody,
    TrialBody,
    promise_body,
)
from troth.operations.commands import Command, Id, Text, Word
from troth.operations.errors import UnfitError
from troth.promises.matching import teams_of
from troth.said import said as worded
from troth_web.api.answering import done, shown
from troth_web.api.asked import Asked
from troth_web.api.calls import Call
from troth_web.api.numbered import latest
from troth_web.api.resource import Resource
from troth_web.connectors import managing
from troth_web.connectors.kinds import PROVIDERS
from troth_web.connectors.managing import Wanted
from troth_web.connectors.models import Connector, Delivery
from troth_web.connectors.receiving import mapping_of, would
from troth_web.ledger import current_store
from troth_web.people.permissions import may_see

connectors = Resource("connectors")

Json = Annotated[dict[str, Any], Field(max_length=100)]
People = Annotated[dict[Word, Id], Field(max_length=1_000)]


class MakeConnector(Command):
    """A way in."""

    name: Word = Field(description="What people call it.")
    kind: Word = Field(description="zammad, chatwoot, zendesk, shopify, generic, mail or slash.")
    secret: Text | None = Field(None, description="The other system's secret; made when absent.")
    mapping: Json | None = Field(None, description="Which event does what; its kind's when absent.")
    people: People = Field({}, description="Of slash: people by their ids at the chat.")
    owner: Id | None = Field(None, description="Who answers for it; oneself when absent.")


class ChangeConnector(Command):
    """What changes about a connector; what is not said stays."""

    name: Word | None = Field(None, description="What people call it.")
    mapping: Json | None = Field(None, description="Which event does what.")
    people: People | None = Field(None, description="Exactly these people, by ids at the chat.")
    owner: Id | None = Field(None, description="Who answers for it.")
    active: bool | None = Field(None, description="False takes nothing in until it is true again.")


class RotateSecret(Command):
    """Another secret."""

    secret: Text | None = Field(None, description="The new one; made when absent.")
    hours: Annotated[int, Field(ge=0, le=720)] = Field(
        24, description="For so long the one before is good too."
    )


class TryPayload(Command):
    """A payload to try."""

    payload: Json = Field(description="As the other system would send it.")


@connectors.reads("/connectors", needs="connectors.list", answers=ConnectorList)
def list_(request: HttpRequest) -> HttpResponse:
    """List connectors by name."""
    rows = Connector.objects.filter(removed_at=None).order_by("name", "id")
    return shown(request, ConnectorList(items=tuple(map(_body, rows)), next=None))


@connectors.writes(
    "POST", "/connectors", needs="connectors.make", answers=ConnectorBody, status=201
)
def make(request: HttpRequest, body: MakeConnector) -> HttpResponse:
    """Make a connector. Its secret is told in this answer alone, and not again on a retry."""

    def made(call: Call, work: Any) -> Body:  # noqa: ANN401 - a transaction
        owner = body.owner or (call.principal.id if call.principal.is_person else None)
        wanted = Wanted(
            name=body.name,
            secret=body.secret,
            mapping=body.mapping,
            people=body.people,
            owner=owner,
        )
        connector, secret = managing.make(work, body.kind, wanted)
        return _body(connector, secret)

    return done(request, made, status=201)


@connectors.reads("/connectors/{connector_id}", needs="connectors.list", answers=ConnectorBody)
def get(request: HttpRequest, connector_id: Id) -> HttpResponse:
    """Say what a connector is, and what of its mapping will not work as things stand."""
    return shown(request, _body(managing.found(connector_id)))


@connectors.writes(
    "PATCH", "/connectors/{connector_id}", needs="connectors.change", answers=ConnectorBody
)
def change(request: HttpRequest, connector_id: Id, body: ChangeConnector) -> HttpResponse:
    """Change a connector; a mapping counts for what comes in from then on."""
    wanted = Wanted(**body.model_dump())
    return done(request, lambda _, work: _body(managing.change(work, connector_id, wanted)))


@connectors.writes(
    "POST",
    "/connectors/{connector_id}/rotate",
    needs="connectors.rotate",
    answers=ConnectorBody,
)
def rotate(request: HttpRequest, connector_id: Id, body: RotateSecret) -> HttpResponse:
    """Give a connector another secret; for a while the one before is good too."""

    def rotated(call: Call, work: Any) -> Body:  # noqa: ANN401 - a transaction
        until = call.at + timedelta(hours=body.hours)
        return _body(*managing.rotate(work, connector_id, body.secret, until))

    return done(request, rotated)


@connectors.writes(
    "DELETE", "/connectors/{connector_id}", needs="connectors.remove", answers=ConnectorBody
)
def remove(request: HttpRequest, connector_id: Id) -> HttpResponse:
    """Remove a connector, at once; what came in through it stays."""
    return done(request, lambda _, work: _body(managing.remove(work, connector_id)))


class AskedDeliveries(Asked):
    """Which deliveries."""

    outcome: Word | None = Field(None, description="applied, waiting, refused, ignored.")


@connectors.reads(
    "/connectors/{connector_id}/deliveries",
    needs="connectors.deliveries",
    answers=InboundDeliveryList,
)
def deliveries(
    request: HttpRequest, connector_id: Id, asked: Query[AskedDeliveries]
) -> HttpResponse:
    """List what came in during the last 90 days, the latest first, and what came of each."""
    rows = Delivery.objects.filter(connector=managing.found(connector_id))
    if asked.outcome is not None:
        rows = rows.filter(outcome=asked.outcome)
    items, more = latest(rows, asked)
    return shown(request, InboundDeliveryList(items=tuple(map(_delivery, items)), next=more))


@connectors.writes(
    "POST", "/connectors/{connector_id}/try", needs="connectors.try", answers=TrialBody
)
def try_(request: HttpRequest, connector_id: Id, body: TryPayload) -> HttpResponse:
    """Say what a payload would do now; nothing is kept of it."""
    return shown(request, tried(Call.of(request), connector_id, body.payload))


def tried(call: Call, connector_id: str, payload: object) -> TrialBody:
    """What a payload would do now, with the promises that the caller may know of."""
    connector = managing.found(connector_id)
    if connector.kind not in PROVIDERS:
        raise UnfitError(
            "payload", worded("a connector of kind {kind} takes no payload", kind=connector.kind)
        )
    store = current_store()
    bodies: list[PromiseBody] = []

    def look(promise_id: str) -> None:
        promise = store.promise(promise_id)
        if promise is not None and may_see(call.principal, teams_of(promise)):
            bodies.append(promise_body(promise, call.at))

    came = would(store, connector, payload, call.at, look)
    return TrialBody(outcome=came.outcome, says=tuple(came.says), promises=tuple(bodies))


def _body(connector: Connector, secret: str | None = None) -> ConnectorBody:
    mapped = connector.kind in PROVIDERS
    mapping = mapping_of(connector) if mapped else None
    return ConnectorBody(
        id=connector.id,
        name=connector.name,
        kind=connector.kind,
        address=f"{settings.PUBLIC_URL}/in/{connector.id}",
        owner=str(connector.owner_id),
        active=connector.active,
        mapping=mapping.model_dump(mode="json", exclude_defaults=True) if mapping else {},
        own_mapping=connector.mapping is not None,
        people=connector.people,
        made_at=connector.made_at,
        changed_at=connector.changed_at,
        former_until=connector.former_until,
        warnings=managing.warnings(current_store(), mapping) if mapping else (),
        secret=secret,
    )


def _delivery(row: Delivery) -> InboundDeliveryBody:
    return InboundDeliveryBody(
        id=row.pk,
        key=row.key,
        received_at=row.received_at,
        as_of=row.as_of,
        outcome=row.outcome,
        says=tuple(row.says),
        promises=tuple(row.promises),
    )
