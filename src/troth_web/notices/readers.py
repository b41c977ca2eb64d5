"""Who is told of what: a pure function of an entry and the promise that it is about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from troth.playbook.schema.words import CustomerNotice, NoticeKind
from troth.promises.entries import Entry
from troth.promises.milestone import Milestone
from troth.promises.parties import ActorKind, Party, PartyKind
from troth.promises.promise import Promise

#: Readers that are no party: all who have the role.
ADMINS = "admins"
#: Managers and admins, who answer for what nobody holds.
MANAGERS = "managers"
#: Before the id of a team: who is in it, and nobody else where nobody is.
MEMBERS = "members:"


@dataclass(frozen=True, slots=True)
class Told:
    """One kind of notice for one party."""

    kind: NoticeKind
    #: `team:support`, `members:support`, `person:7`, `customer:9`, ADMINS or MANAGERS.
    to: str


@dataclass(frozen=True, slots=True)
class About:
    """What an entry is about, as far as it decides who is told."""

    entry: Entry
    #: The promise after the entry; None where the entry is about something else.
    promise: Promise | None = None
    #: Promises that wait for it, where it is a duty; those of ours that a milestone is about.
    waiting: Sequence[Promise] = ()
    #: The milestone after the entry; None where the entry is about something else.
    milestone: Milestone | None = None
    #: Teams whose pages an edition changed, and those that have to keep a claim of it.
    changed: Sequence[str] = ()
    needed: Sequence[str] = ()
    #: What customers are told of, by the playbook.
    customers: frozenset[CustomerNotice] = frozenset()


def told(about: About) -> list[Told]:
    """Who is told what; nobody is told of what they did themselves, or twice."""
    rule = _RULES.get(about.entry.type.value)
    if rule is None:
        return []
    found = [*rule(about), *_customer(about)]
    return [each for each in dict.fromkeys(found) if each.to != doer(about.entry)]


def doer(entry: Entry) -> str | None:
    """The person who did it, `person:7`; None where it was no person."""
    actor = entry.actor
    return actor.name if actor.kind is ActorKind.PERSON else None


#: Those who have people that can be told.
_INSIDE = {PartyKind.TEAM, PartyKind.PERSON}


def _holder(kind: NoticeKind) -> Callable[[About], list[Told]]:
    def rule(about: About) -> list[Told]:
        return [Told(kind, holder_of(about.promise))] if about.promise else []

    return rule


def holder_of(promise: Promise) -> str:
    """Who looks after a promise inside: its holder, or else its promiser, or else managers."""
    for party in (promise.holder, promise.promiser):
        if party.kind in _INSIDE:
            return str(party)
    return MANAGERS


def _handed(about: About) -> list[Told]:
    """Whoever has it now; of what a supplier has, nobody inside is told that it is theirs."""
    holder = about.promise.holder if about.promise else None
    inside = holder is not None and holder.kind in _INSIDE
    return [Told(NoticeKind.HANDED_OVER, str(holder))] if inside else []


def _broken(about: About) -> list[Told]:
    promise = about.promise
    if promise is None or not promise.is_duty:
        return _holder(NoticeKind.BROKEN)(about)
    return _who_wait(NoticeKind.DUTY_LATE, about, promise)


def _who_wait(kind: NoticeKind, about: About, duty: Promise) -> list[Told]:
    """The holders of what waits for a duty, or else whoever answers for it."""
    holders = [holder_of(each) for each in about.waiting if not each.closed]
    return [Told(kind, each) for each in holders or [holder_of(duty)]]


def _warned(about: About) -> list[Told]:
    promise = about.promise
    if promise is None or promise.is_duty:
        # A customer is reminded by whoever looks after it, not by the clock.
        return []
    update = str(about.entry.payload.get("rule")).startswith("updates@")
    return _holder(NoticeKind.UPDATE_DUE if update else NoticeKind.AT_RISK)(about)


def _heard(about: About) -> list[Told]:
    """What customers say themselves; what a colleague wrote down for them is known here."""
    own = about.entry.actor.kind is ActorKind.CUSTOMER
    return _holder(NoticeKind.HEARD)(about) if own else []


def _kept(about: About) -> list[Told]:
    """That a customer says themselves that their part is done; of what we kept nobody hears."""
    own = about.entry.actor.kind is ActorKind.CUSTOMER
    promise = about.promise
    return _who_wait(NoticeKind.HEARD, about, promise) if own and promise else []


def _signed(about: About) -> list[Told]:
    """What a customer said of a milestone, to whoever opened it, or else keeps what it is about."""
    found, actor = about.milestone, about.entry.actor
    if found is None or actor.kind is not ActorKind.CUSTOMER:
        return []
    if found.by.startswith(f"{ActorKind.PERSON}:"):
        return [Told(NoticeKind.HEARD, found.by)]
    holders = [holder_of(each) for each in about.waiting]
    return [Told(NoticeKind.HEARD, each) for each in holders or [MANAGERS]]


def _published(about: About) -> list[Told]:
    changed = [Told(NoticeKind.PLAYBOOK_CHANGED, MEMBERS + team) for team in about.changed]
    return [*changed, *(Told(NoticeKind.ASKED, f"team:{team}") for team in about.needed)]


def _submitted(about: About) -> list[Told]:  # noqa: ARG001 - one shape of rules
    """A draft, to those who may put it in force."""
    return [Told(NoticeKind.ASKED, MANAGERS)]


def _felt(about: About) -> list[Told]:
    """Friction, to whoever sees to it now."""
    return [Told(NoticeKind.ASKED, str(about.entry.payload.get("owner") or MANAGERS))]


def _packed(about: About) -> list[Told]:
    return [Told(NoticeKind.ASKED, f"team:{about.entry.payload['to']}")]


def _disabled(about: About) -> list[Told]:
    owner = about.entry.payload.get("owner")
    own = [Told(NoticeKind.WEBHOOK_DISABLED, _party(str(owner)))] if owner else []
    return [*own, Told(NoticeKind.WEBHOOK_DISABLED, ADMINS)]


def _party(owner: str) -> str:
    return owner if ":" in owner else str(Party(PartyKind.PERSON, owner))


def _account(about: About) -> list[Told]:
    return [Told(NoticeKind.ACCOUNT, f"person:{about.entry.subject}")]


def _bounced(about: About) -> list[Told]:
    return [Told(NoticeKind.ADDRESS_BOUNCED, ADMINS)] if about.entry.payload.get("hard") else []


_RULES: Mapping[str, Callable[[About], list[Told]]] = {
    "promise.made": _heard,
    "promise.heard": _heard,
    "promise.settled": _heard,
    "promise.kept": _kept,
    "promise.warned": _warned,
    "promise.broken": _broken,
    "promise.handed-over": _handed,
    "promise.handed-on": _handed,
    "promise.moved": _holder(NoticeKind.DATE_CHANGED),
    "promise.change-reported": _holder(NoticeKind.DATE_CHANGED),
    "promise.change-confirmed": _holder(NoticeKind.CHANGE_CONFIRMED),
    "promise.change-declined": _holder(NoticeKind.CHANGE_DECLINED),
    "milestone.chosen": _signed,
    "milestone.signed": _signed,
    "edition.published": _published,
    "submission.made": _submitted,
    "friction.felt": _felt,
    "friction.assigned": _felt,
    "packet.handed": _packed,
    "webhook.disabled": _disabled,
    "worker.silent": lambda _: [Told(NoticeKind.WORKER_SILENT, ADMINS)],
    "notice.bounced": _bounced,
    "person.changed": _account,
}

#: Types of entries of which anybody is told; all others are passed over.
HEARD = frozenset(_RULES)

#: What a customer can be told of, by the type of the entry.
_CUSTOMERS: Mapping[str, CustomerNotice] = {
    "promise.made": CustomerNotice.MADE,
    "promise.moved": CustomerNotice.DATE_CHANGED,
    "promise.change-reported": CustomerNotice.DATE_CHANGED,
    "promise.broken": CustomerNotice.BROKEN,
    "promise.kept": CustomerNotice.KEPT,
}


def _customer(about: About) -> list[Told]:
    """The customer, where the playbook asks for it and the promise was made to them."""
    promise, kind = about.promise, _CUSTOMERS.get(about.entry.type.value)
    if promise is None or kind is None or kind not in about.customers:
        return []
    if promise.promisee.kind is not PartyKind.CUSTOMER:
        return []
    return [Told(NoticeKind(kind.value), str(promise.promisee))]
