"""What a slice of a provider brings: how to verify, to name and to read its payloads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from troth.said import said
from troth_web.connectors.events import Heard
from troth_web.connectors.mapping import CaseMapping
from troth_web.connectors.signing import Incoming

#: Raises NotGenuineError unless what came was signed with the secret, now.
Verify = Callable[[Incoming, str, datetime], None]


@dataclass(frozen=True, kw_only=True)
class Provider:
    """One kind of system that sends payloads about cases."""

    kind: str
    #: Names of its events, each with its meaning.
    events: Mapping[str, str]
    verify: Verify
    #: The id of the delivery.
    key: Callable[[Incoming], str]
    #: None where the payload tells of no case; raises UnreadableError.
    read: Callable[[Mapping[str, Any], CaseMapping], Heard | None]
    default: CaseMapping


#: What every help desk can tell.
HELPDESK_EVENTS = {
    "created": said("the customer began the case"),
    "begun-by-us": said("somebody of the company began it"),
    "customer-message": said("the customer wrote"),
    "reply": said("a person of the company answered, seen by the customer"),
    "waiting": said("it waits for the customer"),
    "on-hold": said("it waits for somebody else"),
    "open": said("it is worked on"),
    "solved": said("it is solved or closed"),
    "cancelled": said("it was merged, deleted, or is spam"),
    "updated": said("anything changed: for rules with conditions"),
}

#: What the events of a help desk do to the promises of a first reply and of a resolution.
HELPDESK = CaseMapping.model_validate(
    {
        "rules": [
            {"event": "created", "does": "make", "metric": "first-reply"},
            {"event": "reply", "does": "keep", "metric": "first-reply"},
            {"event": "solved", "does": "withdraw", "metric": "first-reply"},
            {"event": "cancelled", "does": "withdraw", "metric": "first-reply"},
            {"event": "created", "does": "make", "metric": "resolution"},
            {"event": "reply", "does": "tell", "metric": "resolution"},
            {
                "event": "waiting",
                "does": "pause",
                "metric": "resolution",
                "reason": "waiting-for-customer",
            },
            {
                "event": "on-hold",
                "does": "pause",
                "metric": "resolution",
                "reason": "waiting-for-others",
            },
            {
                "event": "customer-message",
                "does": "resume",
                "metric": "resolution",
                "reason": "waiting-for-customer",
            },
            {"event": "open", "does": "resume", "metric": "resolution"},
            {"event": "solved", "does": "keep", "metric": "resolution"},
            {"event": "customer-message", "does": "reopen", "metric": "resolution"},
            {"event": "open", "does": "reopen", "metric": "resolution"},
            {"event": "cancelled", "does": "withdraw", "metric": "resolution"},
        ]
    }
)


def instant(at: datetime) -> str:
    """An instant in the id of an event."""
    return at.isoformat()
