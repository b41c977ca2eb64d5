"""A milestone as a document: everything that both sides read, in their words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from troth.playbook import Playbook
from troth.promises.milestone import Milestone, Side
from troth.promises.outcomes import outcome
from troth.promises.parties import Party, PartyKind
from troth.promises.promise import Agreement, Promise
from troth.promises.store import Store
from troth_web.desk import moments, words
from troth_web.desk.states import shown_state


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One promise of one side."""

    id: str
    title: str
    #: The team of ours, or the customer.
    who: str
    due: datetime | None
    zone: str
    #: An outcome, or `wait`, and its word for both sides.
    state: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosable:
    """An option, and whether it was chosen."""

    id: str
    says: str
    price: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Where a side stands on the document as it is."""

    side: str
    word: str
    #: `kept`, `risk`, `broken` or `wait`.
    shape: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The whole of it."""

    title: str
    company: str
    customer: str
    sentence: str
    opened_at: datetime
    ours: tuple[Owed, ...]
    theirs: tuple[Owed, ...]
    #: How many of ours the reader must not know of.
    withheld: int
    includes: tuple[str, ...]
    excludes: tuple[str, ...]
    options: tuple[Choosable, ...]
    understanding: str
    signatures: tuple[Signed, ...]


def document(
    found: Milestone,
    store: Store,
    customer: str,
    at: datetime,
    may_see: Callable[[Promise], bool] = lambda _: True,
) -> Document:
    """The document as it stands.

    Args:
        found: the milestone.
        store: the ledger.
        customer: what the customer is called.
        at: now.
        may_see: whether its reader may know of a promise.
    """
    edition = store.edition(found.edition)
    playbook = edition.playbook if edition else None
    ours = [each for each in map(store.promise, found.ours) if each]
    theirs = [each for each in map(store.promise, found.theirs) if each]
    shown = [each for each in ours if may_see(each)]
    return Document(
        title=found.name or found.milestone or gettext("A milestone"),
        company=playbook.company if playbook else "",
        customer=customer,
        sentence=_sentence(found),
        opened_at=found.opened_at,
        ours=tuple(_owed(each, playbook, at, customer) for each in shown),
        theirs=tuple(_owed(each, playbook, at, customer) for each in theirs),
        withheld=len(ours) - len(shown),
        includes=found.includes,
        excludes=found.excludes,
        options=tuple(_options(found)),
        understanding=(found.chosen.understanding if found.chosen else None) or "",
        signatures=tuple(_signatures(found, customer, playbook)),
    )


def _sentence(found: Milestone) -> str:
    """What matters about it now."""
    if found.closed_at is not None:
        when = moments.moment(found.closed_at).text
        return gettext("Reached %(when)s.") % {"when": when}
    if found.agreed:
        return gettext("Both sides have signed it.")
    if found.options and found.chosen is None:
        return gettext("The customer has still to choose; then both sides sign.")
    signed = {side for side in Side if found.signed(side) is not None}
    return {
        frozenset[Side](): gettext("Neither side has signed it yet."),
        frozenset({Side.COMPANY}): gettext("The customer has still to sign it."),
        frozenset({Side.CUSTOMER}): gettext("The company has still to sign it."),
    }.get(frozenset(signed), gettext("It is signed, but not by both themselves."))


def _owed(promise: Promise, playbook: Playbook | None, at: datetime, customer: str) -> Owed:
    title = words.duty_text if promise.is_duty else words.metric_text
    state = shown_state(promise, outcome(promise, at))
    return Owed(
        id=promise.id,
        title=title(promise.metric, playbook),
        who=customer if promise.is_duty else _team(promise.promiser, playbook),
        due=promise.falls_due,
        zone=promise.zone,
        state=state,
        word=words.state_between(state),
    )


def _team(party: Party, playbook: Playbook | None) -> str:
    """The team that promised, and never a person."""
    team = playbook.teams.get(party.id) if playbook and party.kind is PartyKind.TEAM else None
    return (team.name if team else None) or (playbook.company if playbook else "")


def _options(found: Milestone) -> Iterator[Choosable]:
    chosen = found.chosen.option if found.chosen else ""
    for each in found.options:
        yield Choosable(
            id=each.id, says=each.says or each.id, price=each.price or "", chosen=each.id == chosen
        )


def _signatures(found: Milestone, customer: str, playbook: Playbook | None) -> Iterator[Signed]:
    names = {Side.COMPANY: playbook.company if playbook else "", Side.CUSTOMER: customer}
    said = {
        Agreement.CONFIRMED: ("kept", gettext("signed")),
        Agreement.DECLINED: ("broken", gettext("declined to sign")),
        Agreement.REPORTED: ("risk", gettext("signed, as our side says; not yet by themselves")),
    }
    for side in Side:
        word = found.signed(side)
        shape, text = ("wait", gettext("not signed yet"))
        if word is not None:
            shape, text = said.get(word.agreement, (shape, text))
        at = word.at if word else None
        yield Signed(side=names[side], word=text, shape=shape, at=at)
