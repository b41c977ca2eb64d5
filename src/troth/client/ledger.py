"""The client: one attribute for each kind of thing, one method for each operation."""

from types import TracebackType

import httpx

from troth.answers import HealthBody, MeBody
from troth.client.company import Keys, People, Services, Teams
from troth.client.customers import Agreements, Customers, Milestones, Quotes
from troth.client.journal import Journal
from troth.client.playbook import Editions, May
from troth.client.promises import Duties, Promises
from troth.client.transport import Retries, Transport


class Client:
    """A ledger elsewhere. Safe for threads; close it, or use it in a `with` block."""

    def __init__(
        self,
        url: str,
        key: str,
        *,
        timeout: float = 30.0,
        retries: Retries | None = None,
        on_behalf_of: str | None = None,
    ) -> None:
        """Connect to a ledger; nothing is sent yet.

        Args:
            url: the address of the server: https://troth.example.com
            key: `troth_<prefix>_<secret>`.
            timeout: seconds to wait for an answer.
            retries: how often a request without answer is sent again.
            on_behalf_of: for which customer a program speaks: `customer:ID`.
        """
        headers = {"Authorization": f"Bearer {key}", "User-Agent": "troth"}
        if on_behalf_of:
            headers["On-Behalf-Of"] = on_behalf_of
        self._http = httpx.Client(base_url=url.rstrip("/") + "/", headers=headers, timeout=timeout)
        transport = Transport(self._http, retries or Retries())
        self._transport = transport
        self.promises = Promises(transport)
        self.duties = Duties(transport)
        self.customers = Customers(transport)
        self.agreements = Agreements(transport)
        self.milestones = Milestones(transport)
        self.quotes = Quotes(transport)
        self.editions = Editions(transport)
        self.may = May(transport)
        self.journal = Journal(transport)
        self.people = People(transport)
        self.teams = Teams(transport)
        self.services = Services(transport)
        self.keys = Keys(transport)

    def me(self) -> MeBody:
        """Who asks, and what they may do."""
        return self._transport.call("GET", "/me", MeBody)

    def health(self) -> HealthBody:
        """Whether the server can do its work."""
        return self._transport.call("GET", "/health", HealthBody)

    def close(self) -> None:
        """Give the connection back."""
        self._http.close()

    def __enter__(self) -> "Client":
        """Itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the connection back."""
        self.close()
