"""Claims that rely on other teams, and what these said of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from troth.playbook.schema.promises import Claim
from troth.playbook.scope import scope_text
from troth.promises.entries import Entry, EntryType
from troth.promises.parties import Actor


class Reply(StrEnum):
    """What a team says of a claim that relies on it."""

    ACCEPTS = "accepts"
    #: It would keep another term.
    COUNTERS = "counters"
    #: It says what customers will ask, before it says yes or no.
    ASKS = "asks"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnswer:
    """What one team said of one claim as it stood then."""

    claim: str
    team: str
    at: datetime
    by: Actor
    reply: Reply
    #: What the claim meant: its term, and for whom.
    of: str
    #: The term that the team would keep.
    term: str | None
    #: Why, or what customers will ask; None where nothing was said, or it is kept no longer.
    note: str | None

    def holds(self, claim: Claim) -> bool:
        """Whether the claim still means what the team spoke of."""
        return self.of == meaning(claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """One claim, and one team without which it cannot be kept."""

    id: str
    claim: Claim
    team: str
    #: When the playbook says that the team accepted; None where it does not.
    agreed: date | None
    #: What the team said of the claim as it stands; None where it said nothing, or of another.
    answer: ClaimAnswer | None


def subject_of(claim_id: str) -> str:
    """The subject of what is said of a claim."""
    return f"claim/{claim_id}"


def meaning(claim: Claim) -> str:
    """What a claim promises, to whom: `within 24 hours, fare business`."""
    return f"{claim.term}, {scope_text(claim.scope)}"


def claim_answers(entries: Iterable[Entry]) -> dict[str, ClaimAnswer]:
    """The last word of each team, by its id."""
    return {
        entry.payload["team"]: ClaimAnswer(
            claim=entry.payload["claim"],
            team=entry.payload["team"],
            at=entry.at,
            by=entry.actor,
            reply=Reply(entry.payload["reply"]),
            of=entry.payload["of"],
            term=entry.payload.get("term"),
            note=entry.said("note"),
        )
        for entry in entries
        if entry.type is EntryType.CLAIM_ANSWERED
    }
