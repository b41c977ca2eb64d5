"""Ways in for other systems, and what people send to a ledger elsewhere."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from troth.answers import (
    CaptureAddressBody,
    CaptureBody,
    ConnectorBody,
    ConnectorList,
    InboundDeliveryBody,
    InboundDeliveryList,
    TrialBody,
)
from troth.client.resource import Resource, named


class Connectors(Resource):
    """`/connectors`."""

    def list(self) -> tuple[ConnectorBody, ...]:
        """Connectors by name."""
        return self._get("/connectors", ConnectorList).items

    def get(self, connector_id: str) -> ConnectorBody:
        """What a connector is, and what of its mapping will not work."""
        return self._get(f"/connectors/{connector_id}", ConnectorBody)

    def make(
        self,
        name: str,
        kind: str,
        *,
        secret: str | None = None,
        mapping: Mapping[str, Any] | None = None,
        people: Mapping[str, str] | None = None,
        owner: str | None = None,
        key: str | None = None,
    ) -> ConnectorBody:
        """Make a connector; only this answer has its secret."""
        said = named(secret=secret, mapping=mapping, people=people, owner=owner)
        said |= {"name": name, "kind": kind}
        return self._write("/connectors", said, ConnectorBody, key=key)

    def change(
        self,
        connector_id: str,
        *,
        name: str | None = None,
        mapping: Mapping[str, Any] | None = None,
        people: Mapping[str, str] | None = None,
        owner: str | None = None,
        active: bool | None = None,
    ) -> ConnectorBody:
        """Change what is named."""
        said = named(name=name, mapping=mapping, people=people, owner=owner, active=active)
        return self._write(f"/connectors/{connector_id}", said, ConnectorBody, method="PATCH")

    def rotate(
        self, connector_id: str, *, secret: str | None = None, hours: int = 24
    ) -> ConnectorBody:
        """Another secret; for so many hours the one before is good too."""
        said = named(secret=secret) | {"hours": hours}
        return self._write(f"/connectors/{connector_id}/rotate", said, ConnectorBody)

    def remove(self, connector_id: str) -> ConnectorBody:
        """Take nothing in through it any more."""
        return self._write(f"/connectors/{connector_id}", None, ConnectorBody, method="DELETE")

    def deliveries(
        self, connector_id: str, *, outcome: str | None = None, limit: int = 200
    ) -> Iterator[InboundDeliveryBody]:
        """What came in, the latest first."""
        path = f"/connectors/{connector_id}/deliveries"
        return self._all(path, InboundDeliveryList, limit, outcome=outcome)

    def try_(self, connector_id: str, payload: Mapping[str, Any]) -> TrialBody:
        """What a payload would do now; nothing is kept of it."""
        return self._write(f"/connectors/{connector_id}/try", {"payload": payload}, TrialBody)


class Capture(Resource):
    """`/capture`."""

    def hand_in(
        self, message: bytes, recipients: Sequence[str] = (), *, key: str | None = None
    ) -> CaptureBody:
        """Hand in a mail, raw; it counts once, by its Message-ID."""
        said = {"message": base64.b64encode(message).decode(), "recipients": list(recipients)}
        return self._write("/capture", said, CaptureBody, key=key)

    def make_address(self) -> CaptureAddressBody:
        """One's own address for what one promises; only this answer has it."""
        return self._write("/capture/address", None, CaptureAddressBody)

    def revoke_address(self) -> CaptureAddressBody:
        """Let no address of one's own be good any more."""
        return self._write("/capture/address", None, CaptureAddressBody, method="DELETE")
