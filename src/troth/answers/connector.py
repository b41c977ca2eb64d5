"""Connectors and what came in through them, as the API answers."""

from collections.abc import Mapping
from typing import Any, Self

from pydantic import Field

from troth.answers.base import Body, Moment
from troth.answers.promise import PromiseBody


class ConnectorBody(Body):
    """A way in for another system."""

    id: str
    name: str
    kind: str
    address: str = Field(description="Where the other system sends to.")
    owner: str = Field(description="The person who answers for it.")
    active: bool = Field(description="Whether it takes anything.")
    mapping: Mapping[str, Any] = Field(description="Which event does what: its own, or its kind's.")
    own_mapping: bool = Field(description="Whether the mapping is its own.")
    people: Mapping[str, str] = Field(description="People by their ids at a chat.")
    made_at: Moment
    changed_at: Moment
    former_until: Moment | None = Field(description="Until when the secret before is good too.")
    warnings: tuple[str, ...] = Field(
        default=(), description="What will not work as things stand: metrics without a playbook."
    )
    secret: str | None = Field(
        default=None, description="The secret: told once, when it is made or rotated."
    )

    def to_keep(self) -> Self:
        """Without the secret."""
        return self.model_copy(update={"secret": None})


class InboundDeliveryBody(Body):
    """What came in, and what came of it."""

    id: int
    key: str = Field(description="The id of the delivery at the other system.")
    received_at: Moment
    as_of: Moment | None = Field(description="Of when it tells, by the other system's clock.")
    outcome: str = Field(
        description="applied, waiting, refused, ignored, nothing-new or too-early."
    )
    says: tuple[str, ...] = Field(description="What was done, refused or passed over, and why.")
    promises: tuple[str, ...]


class TrialBody(Body):
    """What a payload would do."""

    outcome: str
    says: tuple[str, ...]
    promises: tuple[PromiseBody, ...] = Field(description="As they would stand afterwards.")


class CaptureAddressBody(Body):
    """The address to which somebody sends what they promised."""

    address: str | None = Field(description="Told once, when it is made.")
    made_at: Moment

    def to_keep(self) -> Self:
        """Without the address, which is a secret."""
        return self.model_copy(update={"address": None})


class CaptureBody(Body):
    """What a mail that was handed in led to."""

    outcome: str
    says: tuple[str, ...]
    promise: PromiseBody | None
