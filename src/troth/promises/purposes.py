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
    EntryType.PROMISE_WITHDRAWN: _words("Why a promise no longer holds."),
    EntryType.PROMISE_REOPENED: _words("Why a promise was not kept after all."),
    EntryType.PROMISE_HANDED_OVER: _words("What a new holder needs to know.", _FRESH),
    EntryType.PROMISE_HANDED_ON: _words("What the next team needs to know.", _FRESH),
    EntryType.PROMISE_NEEDED: _facts("Which promise waits for which."),
    EntryType.PROMISE_AMENDS_GIVEN: _words("What was given for a broken promise, and why."),
    EntryType.CUSTOMER_ADDED: _words("Who a customer is, so that they can be reached.", None),
    EntryType.CUSTOMER_RECTIFIED: _words("What was put right about a customer.", None),
    EntryType.CUSTOMER_ERASED: _facts("That a customer was erased, so that it stays so."),
    EntryType.AGREEMENT_MADE: _words("Which terms were agreed instead of the standard.", None),
    EntryType.AGREEMENT_ENDED: _words("Why agreed terms ended."),
    EntryType.MILESTONE_OPENED: _words("What each side owes the other at a checkpoint."),
    EntryType.MILESTONE_CHOSEN: _words("Which option was chosen, and what was understood."),
    EntryType.MILESTONE_SIGNED: _words("Who signed a checkpoint, or declined to."),
    EntryType.MILESTONE_CLOSED: _words("That a checkpoint was reached."),
    EntryType.EDITION_PUBLISHED: _facts("What the playbook said when promises were made."),
    EntryType.QUOTE_RECORDED: _facts("What was said to be likely."),
    EntryType.QUOTE_SCORED: _words("What came of a quote, so that odds can be trusted.", _FRESH),
    EntryType.AUTHORITY_USED: _facts("How much of a limit was used, so that none is exceeded."),
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
    EntryType.LEDGER_RESTORED: _facts("That this is a restored copy, and of what."),
    EntryType.LEDGER_RESUMED: _facts("Since when a restored copy may send again."),
    EntryType.LEDGER_RETAINED: _facts("What was dropped, as it had been kept for long enough."),
}


def purpose(entry_type: EntryType) -> Purpose:
    """Why entries of a type are kept."""
    return PURPOSES[entry_type]
