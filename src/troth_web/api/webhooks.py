"""`/webhooks`: addresses that hear of entries."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from troth.answers import (
    Body,
    DeliveryBody,
    DeliveryList,
    EndpointBody,
    EndpointList,
    Source,
    TryBody,
    free_text,
)
from troth.operations.commands import Command, Id, Text, Word
from troth.promises.store import Work
from troth_web.api.answering import done, shown
from troth_web.api.asked import Asked
from troth_web.api.calls import Call
from troth_web.api.numbered import latest
from troth_web.api.resource import Resource
from troth_web.webhooks import operations
from troth_web.webhooks.models import Delivery, Endpoint, State
from troth_web.webhooks.owners import found, may_know

webhooks = Resource("webhooks")

Types = Annotated[tuple[Word, ...], Field(max_length=100, strict=False)]
Number = Annotated[int, Field(ge=1, le=2**62)]


class AddEndpoint(Command):
    """An address that shall hear of entries."""

    url: Text = Field(description="Where to: https://example.com/hooks.")
    types: Types = Field(description="Which entries: promise.*, promise.kept, *.")
    owner: Id = Field(description="The person who answers for it.")
    description: Annotated[str, Field(max_length=500)] = Field("", description="What it is for.")
    personal: bool = Field(False, description="Whether what is personal goes with them.")


class ChangeEndpoint(Command):
    """What changes about an endpoint; what is not said stays."""

    url: Text | None = Field(None, description="Where to.")
    types: Types | None = Field(None, description="Exactly these entries.")
    owner: Id | None = Field(None, description="The person who answers for it.")
    description: Annotated[str, Field(max_length=500)] | None = Field(
        None, description="What it is for."
    )
    personal: bool | None = Field(None, description="Whether what is personal goes with them.")


@webhooks.reads("/webhooks", needs="webhooks.list", answers=EndpointList)
def list_(request: HttpRequest) -> HttpResponse:
    """List endpoints, the first added first."""
    by = Call.of(request).principal
    rows = (row for row in Endpoint.objects.order_by("made_us", "id") if may_know(by, row))
    return shown(request, EndpointList(items=tuple(map(_body, rows)), next=None))


@webhooks.writes("POST", "/webhooks", needs="webhooks.add", answers=EndpointBody, status=201)
def add(request: HttpRequest, body: AddEndpoint) -> HttpResponse:
    """Send entries to an address from now on. Its secret is told in this answer alone."""

    def added(call: Call, work: Work) -> Body:
        said = body.model_dump()
        return _told(operations.add(work, call.principal, **said))

    return done(request, added, status=201)


@webhooks.writes("PATCH", "/webhooks/{endpoint_id}", needs="webhooks.change", answers=EndpointBody)
def change(request: HttpRequest, endpoint_id: Id, body: ChangeEndpoint) -> HttpResponse:
    """Change where an endpoint is, what it hears of, or who answers for it."""
    said = body.model_dump(exclude_none=True)
    return done(
        request,
        lambda call, work: _body(operations.change(work, call.principal, endpoint_id, **said)),
    )


@webhooks.writes("DELETE", "/webhooks/{endpoint_id}", needs="webhooks.remove", answers=EndpointBody)
def remove(request: HttpRequest, endpoint_id: Id) -> HttpResponse:
    """Send nothing there any more; what waits is dropped, and what was sent is not listed."""
    return done(
        request, lambda call, work: _body(operations.remove(work, call.principal, endpoint_id))
    )


@webhooks.writes(
    "POST", "/webhooks/{endpoint_id}/rotate", needs="webhooks.rotate", answers=EndpointBody
)
def rotate(request: HttpRequest, endpoint_id: Id) -> HttpResponse:
    """Exchange the secret. For 24 hours the one before signs too, so that none is refused."""
    return done(
        request, lambda call, work: _told(operations.rotate(work, call.principal, endpoint_id))
    )


@webhooks.writes(
    "POST", "/webhooks/{endpoint_id}/enable", needs="webhooks.enable", answers=EndpointBody
)
def enable(request: HttpRequest, endpoint_id: Id) -> HttpResponse:
    """Send there again, first what was waiting when it was disabled."""
    return done(
        request, lambda call, work: _body(operations.enable(work, call.principal, endpoint_id))
    )


@webhooks.writes(
    "POST", "/webhooks/{endpoint_id}/test", needs="webhooks.test", answers=DeliveryBody
)
def test(request: HttpRequest, endpoint_id: Id) -> HttpResponse:
    """Send an event of the type `webhook.test`; the list of deliveries says what came back."""
    return done(
        request, lambda call, work: _delivery(operations.test(work, call.principal, endpoint_id))
    )


class AskedDeliveries(Asked):
    """Which deliveries."""

    state: State | None = Field(None, description="waiting, delivered, failed or dropped.")


@webhooks.reads(
    "/webhooks/{endpoint_id}/deliveries", needs="webhooks.deliveries", answers=DeliveryList
)
def deliveries(
    request: HttpRequest, endpoint_id: Id, asked: Query[AskedDeliveries]
) -> HttpResponse:
    """List what was sent to an endpoint in the last 30 days and what came back, latest first."""
    rows = Delivery.objects.filter(endpoint=found(Call.of(request).principal, endpoint_id))
    if asked.state is not None:
        rows = rows.filter(state=asked.state)
    items, more = latest(rows, asked)
    return shown(request, DeliveryList(items=tuple(map(_delivery, items)), next=more))


@webhooks.writes(
    "POST",
    "/webhooks/{endpoint_id}/deliveries/{delivery_id}/retry",
    needs="webhooks.retry",
    answers=DeliveryBody,
)
def retry(request: HttpRequest, endpoint_id: Id, delivery_id: Number) -> HttpResponse:
    """Send one again now, with the same id."""
    return done(
        request,
        lambda call, work: _delivery(
            operations.retry(work, call.principal, endpoint_id, delivery_id)
        ),
    )


def _told(found: operations.Told) -> EndpointBody:
    return _body(found.endpoint).model_copy(update={"secret": found.secret})


def _body(row: Endpoint) -> EndpointBody:
    return EndpointBody(
        id=row.id,
        url=row.url,
        types=tuple(row.types),
        owner=str(row.owner_id),
        description=row.description,
        personal=row.personal,
        made_at=_moment(row.made_us),
        failures=row.failures,
        failing_since=_moment(row.failing_since_us),
        disabled_at=_moment(row.disabled_us),
        disabled_why=row.disabled_why or None,
        old_secret_until=_moment(row.old_until_us),
    )


def _delivery(row: Delivery) -> DeliveryBody:
    return DeliveryBody(
        id=row.pk,
        endpoint=row.endpoint_id,
        webhook_id=row.entry,
        type=row.type,
        subject=row.subject,
        state=row.state,
        made_at=_moment(row.made_us),
        due_at=_moment(row.due_us),
        tries=tuple(
            TryBody(**{**each, "says": free_text(each["says"], Source.INTEGRATION)})
            for each in row.answers
        ),
    )


def _moment(microseconds: int | None) -> Any:  # noqa: ANN401 - None only for None
    if microseconds is None:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
