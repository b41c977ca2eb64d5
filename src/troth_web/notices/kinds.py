"""The kinds of notices: when each is given, to whom, and what its readers may do about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from troth.playbook.schema.words import NoticeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What holds of all notices of a kind."""

    #: When it is given: a phrase for the page.
    when: str
    #: Who is told: a phrase for the page.
    readers: str
    #: What a list of several of them is called.
    heading: str
    #: Whether nobody can do without it.
    essential: bool = False
    #: Whether it is given at any hour.
    urgent: bool = False
    #: Whether colleagues are told, and not customers alone.
    staff: bool = True


#: In the order in which a message lists them.
KINDS: Mapping[NoticeKind, Kind] = {
    NoticeKind.WORKER_SILENT: Kind(
        when="deadlines were not checked for a while",
        readers="admins",
        heading="Deadlines were not checked",
        essential=True,
        urgent=True,
    ),
    NoticeKind.BROKEN: Kind(
        when="a promise broke", readers="its holder", heading="Broken promises"
    ),
    NoticeKind.AT_RISK: Kind(
        when="a promise is likely to break", readers="its holder", heading="Promises at risk"
    ),
    NoticeKind.UPDATE_DUE: Kind(
        when="the customer is to hear soon how things stand",
        readers="its holder",
        heading="Updates that are due",
    ),
    NoticeKind.HANDED_OVER: Kind(
        when="a promise was handed over or on",
        readers="whoever looks after it now",
        heading="Promises that are yours now",
    ),
    NoticeKind.DATE_CHANGED: Kind(
        when="a promise was given another date",
        readers="its holder, unless it was they",
        heading="Changed dates",
    ),
    NoticeKind.CHANGE_CONFIRMED: Kind(
        when="the customer agreed to another date",
        readers="its holder",
        heading="Dates that customers agreed to",
    ),
    NoticeKind.CHANGE_DECLINED: Kind(
        when="the customer declined another date",
        readers="its holder",
        heading="Dates that customers declined",
    ),
    NoticeKind.HEARD: Kind(
        when="the customer wrote, chose, signed, did their part or gave a verdict by their link",
        readers="its holder",
        heading="What customers said",
    ),
    NoticeKind.DUTY_LATE: Kind(
        when="the customer did not do their part in time",
        readers="the holders of what waits for it",
        heading="What customers owe us",
    ),
    NoticeKind.ASKED: Kind(
        when="a draft, a published promise, friction or what was promised waits for one's word",
        readers="whoever is to give it",
        heading="What waits for your word",
    ),
    NoticeKind.PLAYBOOK_CHANGED: Kind(
        when="a new version of the playbook changes the pages of a team",
        readers="everybody in the team",
        heading="What is new in the playbook",
    ),
    NoticeKind.MADE: Kind(
        when="a promise was made",
        readers="the customer alone",
        heading="What we promised",
        staff=False,
    ),
    NoticeKind.KEPT: Kind(
        when="a promise was kept",
        readers="the customer alone",
        heading="What we did",
        staff=False,
    ),
    NoticeKind.WEBHOOK_DISABLED: Kind(
        when="a webhook failed for too long and was disabled",
        readers="its owner, and admins",
        heading="Disabled webhooks",
        essential=True,
    ),
    NoticeKind.ADDRESS_BOUNCED: Kind(
        when="an address takes no mail any more",
        readers="admins",
        heading="Addresses that take no mail",
        essential=True,
    ),
    NoticeKind.ACCOUNT: Kind(
        when="somebody else changed one's name, role or teams",
        readers="its person",
        heading="Your account",
        essential=True,
    ),
}
