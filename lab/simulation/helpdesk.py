"""A help desk that sends what happens to its tickets: late, out of order, more than once."""

import random
from datetime import datetime, timedelta

from django.db.models import QuerySet

from lab.simulation.company import Company
from lab.simulation.faults import DAYS, TICKETS, Plan
from lab.simulation.times import BEGUN, MINUTE
from lab.tickets import Sent, ticket
from troth_web.connectors.doors import DOORS
from troth_web.connectors.models import Connector
from troth_web.connectors.receiving import check_genuine
from troth_web.connectors.signing import Incoming
from troth_web.ledger.store import SqlStore
from troth_web.prepared import prepared

#: Minutes after which a delivery comes: at once, or within hours.
_DELAYS = (0, 0, 1, 7, 45, 600)


class HelpDesk:
    """The other system, with all that it will send."""

    def __init__(self, company: Company, plan: Plan, luck: random.Random) -> None:
        """Tickets by this luck, on the plan."""
        self._company = company
        #: When each ticket began.
        self.begun: list[datetime] = []
        self.sent: set[str] = set()
        for number in range(TICKETS):
            begun = BEGUN + luck.randrange(60, (DAYS - 2) * 1440) * MINUTE
            self.begun.append(begun)
            for sent in ticket(number, begun):
                self.sent.add(sent.id)
                for _ in range(luck.choice((1, 1, 2, 3))):
                    after = timedelta(minutes=sent.minutes + luck.choice(_DELAYS))
                    plan.arrives(begun + after, sent)

    def deliver(self, store: SqlStore, sent: Sent, at: datetime) -> str:
        """Send one; the outcome that was answered."""
        headers = sent.headers(self._company.connector_secret)
        incoming = Incoming(headers=headers, body=sent.body, query={})
        (connector,) = _connectors.all(self._company.connector)
        door = DOORS[connector.kind]
        check_genuine(connector, door.verify, incoming, at)
        return str(door.take_in(store, connector, incoming, at)["outcome"])


@prepared
def _connectors(pk: str) -> QuerySet[Connector]:
    return Connector.objects.filter(pk=pk)
