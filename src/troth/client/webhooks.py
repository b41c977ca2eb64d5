"""The webhooks of a ledger elsewhere."""

from collections.abc import Iterator, Sequence

from troth.answers import DeliveryBody, DeliveryList, EndpointBody, EndpointList
from troth.client.resource import Resource


class Webhooks(Resource):
    """`/webhooks`: addresses that hear of entries."""

    def list(self) -> tuple[EndpointBody, ...]:
        """All endpoints, the first added first."""
        return self._get("/webhooks", EndpointList).items

    def add(
        self,
        url: str,
        types: Sequence[str],
        owner: str,
        *,
        description: str = "",
        personal: bool = False,
        key: str | None = None,
    ) -> EndpointBody:
        """Send entries to an address; only this answer has the secret."""
        said = {
            "url": url,
            "types": list(types),
            "owner": owner,
            "description": description,
            "personal": personal,
        }
        return self._write("/webhooks", said, EndpointBody, key=key)

    def change(
        self,
        endpoint_id: str,
        *,
        url: str | None = None,
        types: Sequence[str] | None = None,
        owner: str | None = None,
        description: str | None = None,
        personal: bool | None = None,
    ) -> EndpointBody:
        """Change what is said of an endpoint; what is not said stays."""
        values = {
            "url": url,
            "types": None if types is None else list(types),
            "owner": owner,
            "description": description,
            "personal": personal,
        }
        said = {name: value for name, value in values.items() if value is not None}
        return self._write(f"/webhooks/{endpoint_id}", said, EndpointBody, method="PATCH")

    def remove(self, endpoint_id: str) -> EndpointBody:
        """Send nothing there any more."""
        return self._write(f"/webhooks/{endpoint_id}", None, EndpointBody, method="DELETE")

    def rotate(self, endpoint_id: str, *, key: str | None = None) -> EndpointBody:
        """Exchange the secret; only this answer has the new one."""
        return self._write(f"/webhooks/{endpoint_id}/rotate", None, EndpointBody, key=key)

    def enable(self, endpoint_id: str) -> EndpointBody:
        """Send there again."""
        return self._write(f"/webhooks/{endpoint_id}/enable", None, EndpointBody)

    def test(self, endpoint_id: str) -> DeliveryBody:
        """Send an event that says nothing."""
        return self._write(f"/webhooks/{endpoint_id}/test", None, DeliveryBody)

    def deliveries(
        self, endpoint_id: str, limit: int = 50, *, state: str | None = None
    ) -> Iterator[DeliveryBody]:
        """What was sent there, the latest first; only what was `failed`."""
        path = f"/webhooks/{endpoint_id}/deliveries"
        return self._all(path, DeliveryList, limit, state=state)

    def retry(self, endpoint_id: str, delivery_id: int) -> DeliveryBody:
        """Send one again now."""
        path = f"/webhooks/{endpoint_id}/deliveries/{delivery_id}/retry"
        return self._write(path, None, DeliveryBody)
