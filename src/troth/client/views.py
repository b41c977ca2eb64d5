"""Views of lists that the caller keeps in a ledger elsewhere."""

from troth.answers import ViewBody, ViewList
from troth.client.resource import Resource
from troth.operations import KeepView


class Views(Resource):
    """`/views`."""

    def list(self) -> tuple[ViewBody, ...]:
        """One's own, the first one first."""
        return self._get("/views", ViewList).items

    def keep(self, wanted: KeepView, *, key: str | None = None) -> ViewBody:
        """Keep a view."""
        return self._write("/views", wanted, ViewBody, key=key)

    def drop(self, view_id: str) -> ViewBody:
        """Forget a view."""
        return self._write(f"/views/{view_id}", None, ViewBody, method="DELETE")
