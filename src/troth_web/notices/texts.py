"""The sentences of notices: one for each kind, unless the playbook has others."""

from collections.abc import Mapping

from troth.playbook import Playbook
from troth.playbook.schema.words import CustomerNotice, NoticeKind
from troth.playbook.wordings import filled
from troth.promises.entries import EntryType

#: For colleagues.
TEXTS: Mapping[NoticeKind, str] = {
    NoticeKind.BROKEN: "{what} for {whom} was due {due}. The promise is broken.",
    NoticeKind.AT_RISK: "{what} for {whom} is due {due}. It is at risk: {why}.",
    NoticeKind.UPDATE_DUE: "{whom} is to hear how {what} stands, by {due}.",
    NoticeKind.HANDED_OVER: "{what} for {whom} is yours now. It is due {due}.",
    NoticeKind.DATE_CHANGED: "{what} for {whom} is due {due} now. Before, it was {before}.",
    NoticeKind.CHANGE_CONFIRMED: "{whom} agreed to the new date for {what}: {due}.",
    NoticeKind.CHANGE_DECLINED: "{whom} declined the new date for {what}. It is due {due}.",
    NoticeKind.HEARD: "{whom} said something about {what}, and waits for an answer.",
    NoticeKind.DUTY_LATE: "{holder} waits for {whom}: {what}. It was due {due}.",
    NoticeKind.ASKED: "{holder} waits for your word: {what}?",
    NoticeKind.PLAYBOOK_CHANGED: "{what} changed with version {edition} of the playbook.",
    NoticeKind.WORKER_SILENT: "No deadline was checked from {since} on. This was seen {until}.",
    NoticeKind.WEBHOOK_DISABLED: "The webhook to {about} was disabled: {why}.",
    NoticeKind.ADDRESS_BOUNCED: "Mail to {about} comes back: {why}. Nothing is sent there now.",
    NoticeKind.ACCOUNT: "Your {about} was changed by {holder}.",
}

#: What tells more of one type of entry than the text of its kind does.
OF_ENTRIES: Mapping[EntryType, str] = {
    EntryType.PROMISE_KEPT: "{whom} says that this is done: {what}.",
    EntryType.MILESTONE_CHOSEN: "{whom} chose an option of {what}.",
    EntryType.MILESTONE_SIGNED: "{whom} {did} {what}.",
}

#: For customers.
CUSTOMER_TEXTS: Mapping[CustomerNotice, str] = {
    CustomerNotice.MADE: "We promised you: {what}, by {due}.",
    CustomerNotice.DATE_CHANGED: "{what} is due {due} now. We had said {before}.",
    CustomerNotice.BROKEN: "{what} was due {due}, and we have not done it. We are sorry.",
    CustomerNotice.KEPT: "{what} is done.",
}


def sentence(
    kind: NoticeKind,
    values: Mapping[str, str],
    playbook: Playbook | None,
    *,
    customer: bool,
    entry: EntryType | None = None,
) -> str:
    """What a notice says of one thing, in the playbook's words where it has some."""
    notices = playbook.notices if playbook else None
    if customer:
        known = CustomerNotice(kind.value)
        own = notices.customer_texts.get(known) if notices else None
        return filled(own or CUSTOMER_TEXTS[known], values)
    own = notices.texts.get(kind) if notices else None
    usual = OF_ENTRIES.get(entry, TEXTS[kind]) if entry else TEXTS[kind]
    text = filled(own or usual, values)
    return text[:1].upper() + text[1:]
