"""The client: one attribute for each kind of thing, one method for each operation."""

from types import TracebackType

import httpx

from troth.answers import HealthBody, MeBody, ReadyBody, RetainedBody
from troth.client.company import CalendarFeeds, Keys, Notices, People, Services, Teams
from troth.client.connectors import Capture, Connectors
from troth.client.customers import Agreements, Customers, Milestones, Quotes
from troth.client.files import Files
from troth.client.friction import Claims, Friction
from troth.client.guard import Distortions, Guard
from troth.client.jobs import Jobs
from troth.client.journal import Journal
from troth.client.learning import Guidelines
from troth.client.meeting import Hatches, Notes, Packets
from troth.client.playbook import Editions, May, Precepts
from troth.client.promises import Duties, Promises
from troth.client.transport import Retries, Transport
from troth.client.views import Views
from troth.client.webhooks import Webhooks


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
        self.files = Files(transport)
        self.customers = Customers(transport)
        self.agreements = Agreements(transport)
        self.milestones = Milestones(transport)
        self.hatches = Hatches(transport)
        self.notes = Notes(transport)
        self.packets = Packets(transport)
        self.quotes = Quotes(transport)
        self.editions = Editions(transport)
        self.guidelines = Guidelines(transport)
        self.precepts = Precepts(transport)
        self.may = May(transport)
        self.guard = Guard(transport)
        self.friction = Friction(transport)
        self.claims = Claims(transport)
        self.distortions = Distortions(transport)
        self.journal = Journal(transport)
        self.people = People(transport)
        self.teams = Teams(transport)
        self.services = Services(transport)
        self.keys = Keys(transport)
        self.webhooks = Webhooks(transport)
        self.calendar_feeds = CalendarFeeds(transport)
        self.connectors = Connectors(transport)
        self.capture = Capture(transport)
        self.notices = Notices(transport)
        self.jobs = Jobs(transport)
        self.views = Views(transport)

    def me(self) -> MeBody:
        """Who asks, and what they may do."""
        return self._transport.call("GET", "/me", MeBody)

    def health(self) -> HealthBody:
        """Whether the server can do its work."""
        return self._transport.call("GET", "/health", HealthBody)

    def due_to_drop(self) -> RetainedBody:
        """What has been kept of people for as long as its purpose needs."""
        return self._transport.call("GET", "/ledger/retain", RetainedBody)

    def retain(self, *, key: str | None = None) -> RetainedBody:
        """Drop it, for good."""
        return self._transport.call("POST", "/ledger/retain", RetainedBody, key=key)

    def ready(self) -> ReadyBody:
        """That requests can be answered; it is refused with 503 where they cannot."""
        return self._transport.call("GET", "/ready", ReadyBody)

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
