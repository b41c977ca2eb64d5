"""Why each kind of entry is kept, for how long, and whether it says something of a person.

Retention is of the personal part: after it, what is sealed is deleted, and the entry stays with
its seal, so that the chain still verifies. It is counted from when the entry was recorded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from troth.promises.entries import Entry, EntryType


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """Why a type of entry is kept."""

    #: A sentence that can be shown to the person whom it is about.
    why: str
    #: Days for which its personal part is kept; None for as long as the person is a customer.
    days: int | None
    #: Whether it has a personal part.
    personal: bool

    def expired(self, entry: Entry, at: datetime) -> bool:
        """Whether the personal part of an entry has been kept for long enough."""
        if not self.personal or self.days is None:
            return False
        return at - entry.recorded_at >= timedelta(days=self.days)


#: What a claim may still be brought for: three years from the end of the year, at the longest.
_CLAIMS = 4 * 366
#: What is of use while a matter is fresh: two years.
_FRESH = 2 * 366


def _words(why: str, days: int | None = _CLAIMS) -> Purpose:
    return Purpose(why=why, days=days, personal=True)


def _facts(why: str) -> Purpose:
    return Purpose(why=why, days=None, personal=False)


PURPOSES: Mapping[EntryType, Purpose] = {
    EntryType.PROMISE_OFFERED: _words("What was offered, so that a choice can be proved."),
    EntryType.PROMISE_MADE: _words("What was promised, so that it is kept and can be proved."),
    EntryType.PROMISE_UNMATCHED: _words("What was asked for and not promised.", _FRESH),
    EntryType.PROMISE_TOLD: _words("What the other side was told of how things stand.", _FRESH),
    EntryType.PROMISE_HEARD: _words("What the other side said of it, so that it is answered."),
    EntryType.PROMISE_ACKNOWLEDGED: _facts("That somebody read what the other side said."),
    EntryType.PROMISE_CHANGE_REPORTED: _words("Which other date was agreed, and why."),
    EntryType.PROMISE_CHANGE_CONFIRMED: _facts("That the other side agreed to another date."),
    EntryType.PROMISE_CHANGE_DECLINED: _facts("That the other side declined another date."),
    EntryType.PROMISE_MOVED: _words("Which other date was given without agreement, and why."),
    EntryType.PROMISE_PAUSED: _words("Why a clock stood still.", _FRESH),
    EntryType.PROMISE_RESUMED: _facts("When a clock ran again."),
    EntryType.PROMISE_PART_KEPT: _words("Which part of a promise was kept.", _FRESH),
    EntryType.PROMISE_KEPT: _words("That a promise was kept, and how."),
    EntryType.PROMISE_SETTLED: _words("Whose verdict on a promise it was, and their words."),
    EntryType.PROMISE_BROKEN: _facts("That a promise was broken, and since when."),
    EntryType.PROMISE_WARNED: _facts("That it was said in time that a promise was at risk."),
    EntryType.PROMISE_RECOUNTED: _facts("Why a date was counted anew, and what it was before."),
    EntryType.PROMISE_WITHDRAWN: _words("Why a promise no longer holds."),
    EntryType.PROMISE_REOPENED: _words("Why a promise was not kept after all."),
    EntryType.PROMISE_HANDED_OVER: _words("What a new holder needs to know.", _FRESH),
    EntryType.PROMISE_HANDED_ON: _words("What the next team needs to know.", _FRESH),
    EntryType.PROMISE_NEEDED: _facts("Which promise waits for which."),
    EntryType.PROMISE_AMENDS_GIVEN: _words("What was given for a broken promise, and why."),
    EntryType.PROMISE_FILE_ATTACHED: _words("What a promise rests on, or what proves it."),
    EntryType.PROMISE_FILE_SHARED: _words("Since when a customer could see a file."),
    EntryType.PROMISE_FILE_REMOVED: _words("That a file was there, and why it is gone."),
    EntryType.CUSTOMER_ADDED: _words("Who a customer is, so that they can be reached.", None),
    EntryType.CUSTOMER_RECTIFIED: _words("What was put right about a customer.", None),
    EntryType.CUSTOMER_ERASED: _facts("That a customer was erased, so that it stays so."),
    EntryType.AGREEMENT_MADE: _words("Which terms were agreed instead of the standard.", None),
    EntryType.AGREEMENT_ENDED: _words("Why agreed terms ended."),
    EntryType.MILESTONE_OPENED: _words("What each side owes the other at a checkpoint."),
    EntryType.MILESTONE_CHOSEN: _words("Which option was chosen, and what was understood."),
    EntryType.MILESTONE_SIGNED: _words("Who signed a checkpoint, or declined to."),
    EntryType.MILESTONE_ACKNOWLEDGED: _facts("That somebody read what the customer signed."),
    EntryType.MILESTONE_CLOSED: _words("That a checkpoint was reached."),
    EntryType.HATCH_OPENED: _facts("Since when a customer can read and answer by a link."),
    EntryType.HATCH_SHUT: _facts("Since when a link opens nothing any more."),
    EntryType.NOTE_TAKEN: _words("What a customer aims at, expects, or said of us."),
    EntryType.NOTE_CORRECTED: _words("What was put right of what was noted."),
    EntryType.NOTE_DROPPED: _words("Why something that was noted is not so."),
    EntryType.PACKET_HANDED: _words("Which promises go to another team, and what it must know."),
    EntryType.PACKET_ANSWERED: _words("Whether a team takes over a promise, and why not."),
    EntryType.PACKET_EXPLAINED: _words("What was answered to a team that asked."),
    EntryType.EDITION_PUBLISHED: _facts("What the playbook said when promises were made."),
    EntryType.SUBMISSION_MADE: _facts("Who asked for a playbook to be put in force."),
    EntryType.SUBMISSION_RETURNED: _facts("Why a playbook was not put in force as it stood."),
    EntryType.QUOTE_RECORDED: _facts("What was said to be likely."),
    EntryType.QUOTE_SCORED: _words("What came of a quote, so that odds can be trusted.", _FRESH),
    EntryType.AUTHORITY_USED: _facts("How much of a limit was used, so that none is exceeded."),
    EntryType.DRAFT_STOPPED: _facts("Which promises people want to make and cannot."),
    EntryType.REPLY_SENT: _words("Which promises a reply made, so that they are kept."),
    EntryType.LINK_CORRECTED: _words("Which words mean which metric, so that the guard knows."),
    EntryType.DISTORTION_REPORTED: _words(
        "What made a customer expect something else, so that its owner hears.", _FRESH
    ),
    EntryType.FRICTION_FELT: _words("Where a promise rubs, so that somebody mends it.", _FRESH),
    EntryType.FRICTION_ASSIGNED: _facts("Who is to answer for a friction that was felt."),
    EntryType.FRICTION_ANSWERED: _words("What was done about a friction, or why nothing.", _FRESH),
    EntryType.CLAIM_ANSWERED: _words("Whether a team agreed to what others promise of it."),
    EntryType.GUIDELINES_READ: _facts("Which edition somebody knows, to tell them what changed."),
    EntryType.QUIZ_ANSWERED: _facts("Which standards a team did not know, in nobody's name."),
    EntryType.PRECEPT_ACCEPTED: _words("Why standards trace to a precept."),
    EntryType.PRECEPT_REJECTED: _words("Why standards that repeat trace to no precept."),
    EntryType.VIEW_KEPT: _words("What somebody wants to see of a list, for themselves."),
    EntryType.VIEW_DROPPED: _facts("Which view of a list somebody no longer wants."),
    EntryType.WORKER_SILENT: _facts("That deadlines were not looked at, and for how long."),
    EntryType.NOTICE_SENT: _facts("Who was told of what, so that nobody is told twice."),
    EntryType.NOTICE_FAILED: _facts("Who could not be told of what, and why."),
    EntryType.NOTICE_BOUNCED: _facts("That an address takes no mail, so that none is sent there."),
    EntryType.PERSON_INVITED: _words("Who was invited to work here, and by whom."),
    EntryType.PERSON_JOINED: _words("Who works here, so that entries have an author."),
    EntryType.PERSON_CHANGED: _words("Which rights somebody has, and since when."),
    EntryType.PERSON_LEFT: _words("That somebody left, so that their rights ended."),
    EntryType.TEAM_CHANGED: _facts("Who belongs to a team, and who may see its promises."),
    EntryType.SERVICE_MADE: _words("Which program acts for the company, and who answers for it."),
    EntryType.SERVICE_CHANGED: _words("Which rights a program has, and since when."),
    EntryType.SERVICE_ENDED: _words("When a program no longer acted for the company."),
    EntryType.KEY_MADE: _words("Which program was given rights, and by whom."),
    EntryType.KEY_REVOKED: _words("When a program lost its rights."),
    EntryType.WEBHOOK_ADDED: _facts("Where entries are sent, and who answers for it."),
    EntryType.WEBHOOK_CHANGED: _facts("Where entries are sent, and since when."),
    EntryType.WEBHOOK_ROTATED: _facts("Since when another secret signs what is sent."),
    EntryType.WEBHOOK_GIVEN_UP: _facts("What an address was never told."),
    EntryType.WEBHOOK_DISABLED: _facts("Since when nothing is sent to an address, and why."),
    EntryType.WEBHOOK_ENABLED: _facts("Since when entries are sent to an address again."),
    EntryType.WEBHOOK_REMOVED: _facts("Since when entries are no longer sent to an address."),
    EntryType.CALENDAR_MADE: _words("Who follows which promises in a calendar."),
    EntryType.CALENDAR_REVOKED: _words("When a calendar could be read no more."),
    EntryType.CONNECTOR_MADE: _facts("Which system may tell us something, and who answers for it."),
    EntryType.CONNECTOR_CHANGED: _facts("What a system may tell us, and since when."),
    EntryType.CONNECTOR_REMOVED: _facts("When a system could tell us nothing any more."),
    EntryType.LEDGER_RESTORED: _facts("That this is a restored copy, and of what."),
    EntryType.LEDGER_RESUMED: _facts("Since when a restored copy may send again."),
    EntryType.LEDGER_RETAINED: _facts("What was dropped, as it had been kept for long enough."),
}


def purpose(entry_type: EntryType) -> Purpose:
    """Why entries of a type are kept."""
    return PURPOSES[entry_type]
