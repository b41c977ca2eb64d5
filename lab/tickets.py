"""Tickets of a help desk: opened, answered, set to wait and solved, as Zammad tells it."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

#: Minutes after its beginning at which each thing happens to a ticket.
REPLIED, WAITED, SOLVED = 5, 10, 20


@dataclass(frozen=True)
class Sent:
    """One delivery."""

    id: str
    #: Minutes after the ticket's beginning.
    minutes: int
    body: bytes

    def headers(self, secret: str) -> dict[str, str]:
        """As Zammad signs it."""
        found = hmac.new(secret.encode(), self.body, hashlib.sha1).hexdigest()
        return {"x-hub-signature": f"sha1={found}", "x-zammad-delivery": self.id}


def ticket(number: int, begun: datetime) -> Iterator[Sent]:
    """The deliveries of a ticket, in order."""

    def after(minutes: int) -> str:
        return (begun + timedelta(minutes=minutes)).isoformat()

    answer = {
        "id": number,
        "sender": "Agent",
        "type": "email",
        "body": "Tomorrow.",
        "created_at": after(REPLIED),
    }
    states = {0: "new", REPLIED: "open", WAITED: "pending reminder", SOLVED: "closed"}
    for minutes, state in states.items():
        stands: dict[str, Any] = {
            "id": number,
            "title": "Where is it?",
            "state": state,
            "article_count": 1,
            "create_article_sender": "Customer",
            "created_at": after(0),
            "updated_at": after(minutes),
            "customer": {"id": number, "email": f"c{number}@example.com", "firstname": "Emily"},
        }
        told = {"ticket": stands, "article": answer if minutes == REPLIED else None}
        yield Sent(f"{number}-{minutes}", minutes, json.dumps(told).encode())
