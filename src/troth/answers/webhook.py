"""Endpoints and deliveries, as the API answers."""

from typing import Self

from pydantic import Field

from troth.answers.base import Body, FreeText, Moment


class EndpointBody(Body):
    """An address that hears of entries."""

    id: str
    url: str
    types: tuple[str, ...] = Field(description="Which entries: promise.*, promise.kept, *.")
    owner: str = Field(description="The person who answers for it.")
    description: str
    personal: bool = Field(description="Whether what is personal goes with them.")
    made_at: Moment
    failures: int = Field(description="Failed tries in a row.")
    failing_since: Moment | None
    disabled_at: Moment | None
    disabled_why: str | None
    old_secret_until: Moment | None = Field(
        description="Until when the secret before the present one signs too."
    )
    secret: str | None = Field(
        default=None, description="The secret: told once, when it is made or exchanged."
    )

    def to_keep(self) -> Self:
        """Without the secret."""
        return self.model_copy(update={"secret": None})


class TryBody(Body):
    """One try of a delivery, and what came back."""

    at: Moment
    status: int | None = Field(description="Null where nobody answered.")
    says: FreeText = Field(description="The answer's beginning, or why there was none.")
    took_ms: int


class DeliveryBody(Body):
    """One entry on its way to one endpoint."""

    id: int
    endpoint: str
    webhook_id: str = Field(description="The id of the entry, and of every try to send it.")
    type: str
    subject: str
    state: str = Field(description="waiting, delivered, failed or dropped.")
    made_at: Moment
    due_at: Moment | None = Field(description="When it is tried next.")
    tries: tuple[TryBody, ...]
