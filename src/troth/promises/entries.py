"""The journal's entries: every type there is, and what each carries.

An entry is one line of the journal. It is written once and never changed; what is wrong with it is
said by another entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from troth.promises.parties import Actor

#: Whose key seals what is said in promises without a customer, between teams and colleagues.
COMPANY = "company"


class EntryType(StrEnum):
    """What an entry says. The word before the dot is the kind of its subject."""

    PROMISE_OFFERED = "promise.offered"
    PROMISE_MADE = "promise.made"
    #: Something was asked for, and nothing says by when: listed, with the reason.
    PROMISE_UNMATCHED = "promise.unmatched"
    PROMISE_TOLD = "promise.told"
    #: What the other side said of it: a question, a complaint, thanks.
    PROMISE_HEARD = "promise.heard"
    #: Somebody read what the other side said themselves, and it needs no other answer.
    PROMISE_ACKNOWLEDGED = "promise.acknowledged"
    #: Another date that staff say the customer agreed to; it counts once the customer confirms.
    PROMISE_CHANGE_REPORTED = "promise.change-reported"
    PROMISE_CHANGE_CONFIRMED = "promise.change-confirmed"
    PROMISE_CHANGE_DECLINED = "promise.change-declined"
    #: Another date to which nobody agreed.
    PROMISE_MOVED = "promise.moved"
    PROMISE_PAUSED = "promise.paused"
    PROMISE_RESUMED = "promise.resumed"
    PROMISE_PART_KEPT = "promise.part-kept"
    PROMISE_KEPT = "promise.kept"
    PROMISE_SETTLED = "promise.settled"
    #: A break that was noticed; `at` is the true deadline, however late it was noticed.
    PROMISE_BROKEN = "promise.broken"
    #: Its date, or its next update, is near; or it is likely to break.
    PROMISE_WARNED = "promise.warned"
    #: Its dates were counted anew, as time zones or a calendar changed.
    PROMISE_RECOUNTED = "promise.recounted"
    PROMISE_WITHDRAWN = "promise.withdrawn"
    PROMISE_REOPENED = "promise.reopened"
    #: Another holder.
    PROMISE_HANDED_OVER = "promise.handed-over"
    #: The next leg of a chain.
    PROMISE_HANDED_ON = "promise.handed-on"
    #: Another promise waits for this one.
    PROMISE_NEEDED = "promise.needed"
    PROMISE_AMENDS_GIVEN = "promise.amends-given"
    #: A file about it; its bytes lie apart, and the entry holds their seal.
    PROMISE_FILE_ATTACHED = "promise.file-attached"
    #: The customer sees a file by their link from now on, or no longer.
    PROMISE_FILE_SHARED = "promise.file-shared"
    #: The bytes of a file are gone; that it was there stays.
    PROMISE_FILE_REMOVED = "promise.file-removed"

    CUSTOMER_ADDED = "customer.added"
    CUSTOMER_RECTIFIED = "customer.rectified"
    CUSTOMER_ERASED = "customer.erased"

    AGREEMENT_MADE = "agreement.made"
    AGREEMENT_ENDED = "agreement.ended"

    MILESTONE_OPENED = "milestone.opened"
    MILESTONE_CHOSEN = "milestone.chosen"
    MILESTONE_SIGNED = "milestone.signed"
    #: Somebody read what the customer chose or signed themselves.
    MILESTONE_ACKNOWLEDGED = "milestone.acknowledged"
    MILESTONE_CLOSED = "milestone.closed"

    #: An address at which a customer reads one promise or milestone, and answers.
    HATCH_OPENED = "hatch.opened"
    HATCH_SHUT = "hatch.shut"

    #: What a customer aims at, expects, or said of how it went.
    NOTE_TAKEN = "note.taken"
    NOTE_CORRECTED = "note.corrected"
    NOTE_DROPPED = "note.dropped"

    #: What one team promised a customer goes to the team that shall keep it.
    PACKET_HANDED = "packet.handed"
    #: The team accepts one of its promises, asks about it, or contests it.
    PACKET_ANSWERED = "packet.answered"
    #: Whoever handed it answers in turn.
    PACKET_EXPLAINED = "packet.explained"

    EDITION_PUBLISHED = "edition.published"

    #: Somebody asks for a draft of the playbook to be put in force; and why that was declined.
    SUBMISSION_MADE = "submission.made"
    SUBMISSION_RETURNED = "submission.returned"

    QUOTE_RECORDED = "quote.recorded"
    QUOTE_SCORED = "quote.scored"

    AUTHORITY_USED = "authority.used"

    #: Something that somebody was about to promise, and was stopped from: neither words nor name.
    DRAFT_STOPPED = "draft.stopped"
    #: A reply went out, with these promises in it.
    REPLY_SENT = "reply.sent"
    #: Somebody said which metric words are about, or that they are about none.
    LINK_CORRECTED = "link.corrected"
    #: Somebody said what made a customer expect too much, or too little.
    DISTORTION_REPORTED = "distortion.reported"
    #: Somebody has read the pages of a team.
    GUIDELINES_READ = "guidelines.read"
    #: Somebody answered questions about the standards of a team: which topics, and not who.
    QUIZ_ANSWERED = "quiz.answered"
    #: A precept that was proposed for standards that repeat.
    PRECEPT_ACCEPTED = "precept.accepted"
    PRECEPT_REJECTED = "precept.rejected"

    #: Somebody keeps, or forgets, a view of a list.
    VIEW_KEPT = "view.kept"
    VIEW_DROPPED = "view.dropped"
    #: Somebody felt that a promise and its keeping rub against each other, with an example.
    FRICTION_FELT = "friction.felt"
    #: Another owner: whoever is to answer it.
    FRICTION_ASSIGNED = "friction.assigned"
    FRICTION_ANSWERED = "friction.answered"
    #: A team said what it thinks of a claim that relies on it.
    CLAIM_ANSWERED = "claim.answered"

    #: Nobody looked at deadlines for a while.
    WORKER_SILENT = "worker.silent"
    #: A message to a reader was handed to its channel.
    NOTICE_SENT = "notice.sent"
    #: A message was given up.
    NOTICE_FAILED = "notice.failed"
    #: It came back: nobody has that address, or not now.
    NOTICE_BOUNCED = "notice.bounced"

    PERSON_INVITED = "person.invited"
    PERSON_JOINED = "person.joined"
    PERSON_CHANGED = "person.changed"
    PERSON_LEFT = "person.left"
    TEAM_CHANGED = "team.changed"
    #: The account of a program that acts for the company.
    SERVICE_MADE = "service.made"
    SERVICE_CHANGED = "service.changed"
    SERVICE_ENDED = "service.ended"
    KEY_MADE = "key.made"
    KEY_REVOKED = "key.revoked"
    #: An address that hears of entries.
    WEBHOOK_ADDED = "webhook.added"
    WEBHOOK_CHANGED = "webhook.changed"
    WEBHOOK_ROTATED = "webhook.rotated"
    #: One entry that an address never took, though it took others.
    WEBHOOK_GIVEN_UP = "webhook.given-up"
    WEBHOOK_DISABLED = "webhook.disabled"
    WEBHOOK_ENABLED = "webhook.enabled"
    WEBHOOK_REMOVED = "webhook.removed"
    #: The address of a calendar, of what a person or a team owes.
    CALENDAR_MADE = "calendar.made"
    CALENDAR_REVOKED = "calendar.revoked"
    #: A way in for another system, or for what people send.
    CONNECTOR_MADE = "connector.made"
    CONNECTOR_CHANGED = "connector.changed"
    CONNECTOR_REMOVED = "connector.removed"
    LEDGER_RESTORED = "ledger.restored"
    LEDGER_RESUMED = "ledger.resumed"
    LEDGER_RETAINED = "ledger.retained"

    @property
    def kind(self) -> str:
        """The kind of its subject: `promise`."""
        return self.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be recorded; the store gives it its place in the journal."""

    type: EntryType
    #: Id of the promise, customer, milestone, ... that the entry is about.
    subject: str
    #: When it happened; aware.
    at: datetime
    #: JSON values only; nothing that tells who somebody is.
    payload: Mapping[str, Any] = field(default_factory=dict)
    #: JSON values of a person or by a person: names, wording, notes. Sealed with that person's key.
    personal: Mapping[str, Any] = field(default_factory=dict)
    #: Id of the customer, or COMPANY, whose key seals the personal part; None has none.
    person: str | None = None
    #: The bytes of the file that it attaches. They are sealed with the same key and kept apart; the
    #: entry says their seal.
    file: bytes | None = field(default=None, repr=False)
    #: What a customer can be found by: (kind, value) pairs; kept as keyed hashes alone.
    lookups: tuple[tuple[str, str], ...] = ()
    channel: str | None = None
    #: Id of the edition of the playbook that it refers to.
    edition: str | None = None
    #: UUIDv7; made by the store where the caller has none.
    id: str | None = None
    #: Who did it, where this is not who writes: a rule of troth.
    actor: Actor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the journal."""

    id: str
    type: EntryType
    subject: str
    #: Counted from 1 within the subject, without gaps.
    sequence: int
    #: When it happened, UTC.
    at: datetime
    #: When it was written, UTC.
    recorded_at: datetime
    actor: Actor
    channel: str | None
    edition: str | None
    idempotency_key: str | None
    payload: Mapping[str, Any]
    person: str | None
    #: SHA-256 of the sealed personal part, in hexadecimal; None where there is none.
    seal: str | None
    #: The personal part; None where the person was erased, empty where there is none.
    personal: Mapping[str, Any] | None
    #: Hash of the entry before it of the same subject; 64 zeros for the first.
    previous: str
    #: SHA-256 over everything above but the personal part itself.
    hash: str

    def said(self, key: str) -> Any:  # noqa: ANN401 - a JSON value
        """A value of the personal part; None where there is none, or it was erased."""
        return self.personal.get(key) if self.personal else None
