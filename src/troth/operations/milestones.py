"""Milestones: opened, an option chosen, signed by both sides, closed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from troth.operations.commands import Command, Happened, Id, Make, Text, Word
from troth.operations.customers import seen
from troth.operations.duties import AskDuty, ask
from troth.operations.errors import (
    NoEditionError,
    NotFoundError,
    NotNowError,
    NotYoursError,
    UnfitError,
)
from troth.operations.happening import past, speaks_for, state
from troth.operations.making import make
from troth.playbook import Playbook
from troth.promises.editions import Edition
from troth.promises.entries import Draft, EntryType
from troth.promises.milestone import Milestone, Side, milestone
from troth.promises.parties import Actor, ActorKind, PartyKind
from troth.promises.promise import Agreement
from troth.promises.store import ConflictError, Work
from troth.said import Said, said_as
from troth.said import said as worded

_SIDES = {
    Side.COMPANY: said_as("side", "company"),
    Side.CUSTOMER: said_as("side", "customer"),
}


class Choosable(Command):
    """One of several things between which the customer chooses; none is preselected."""

    id: Word = Field(description="What it is called when chosen.")
    says: Text = Field(description="The option in words for the customer.")
    price: Word | None = Field(None, description="What it costs in all, with fees: EUR 49.")


class OpenMilestone(Happened):
    """A checkpoint document: of the playbook, or written freely."""

    id: Id | None = Field(None, description="The milestone's id; made when absent.")
    customer: Id = Field(description="The other side.")
    milestone: Word | None = Field(None, description="The milestone, by its id in the playbook.")
    name: Text | None = Field(None, description="The name that people read.")
    facets: dict[Word, Word] = Field({}, description="What is known of the case.", max_length=50)
    ours: tuple[Id, ...] = Field(
        (),
        description="Promises of ours that it is about; the playbook's are made anew.",
        max_length=100,
        strict=False,
    )
    theirs: tuple[Id, ...] = Field(
        (), description="Duties of the customer that it is about.", max_length=100, strict=False
    )
    includes: tuple[Text, ...] = Field((), description="What is in.", max_length=100, strict=False)
    excludes: tuple[Text, ...] = Field((), description="What is out.", max_length=100, strict=False)
    options: tuple[Choosable, ...] = Field(
        (), description="Between what the customer chooses.", max_length=20, strict=False
    )


class Choose(Happened):
    """An option that the customer chose."""

    option: Word = Field(description="Which one.")
    understanding: Text | None = Field(
        None, description="What the customer understands to get, in their words."
    )


class Sign(Happened):
    """One side's word on a milestone."""

    side: Literal["company", "customer"] | None = Field(
        None,
        description="Whose word it is; who acts when absent. Staff report a customer's signature.",
    )
    decline: bool = Field(default=False, description="True says no, as easily as yes.")
    note: Text | None = Field(None, description="More about it.")


class Close(Happened):
    """The checkpoint is reached."""

    note: Text | None = Field(None, description="More about it.")


def open_milestone(work: Work, wanted: OpenMilestone) -> Milestone:
    """Open a milestone, and promise what the playbook says each side owes at it.

    Raises:
        NotFoundError: no edition, customer, promise or duty of that name.
        UnfitError: the playbook has no such milestone, two options of one name, or a promise of
            another customer.
        ConflictError: the id is another's.
    """
    at = past(work, wanted)
    seen(work, wanted.customer)
    edition = work.edition()
    if edition is None:
        raise NoEditionError
    _check(work, wanted, edition.playbook)
    ours, theirs = _promised(work, wanted, edition)
    milestone_id = wanted.id or work.new_id()
    words, options = _words(wanted, edition.playbook)
    planned = edition.playbook.milestones.get(wanted.milestone or "")
    said = {
        "customer": wanted.customer,
        "milestone": wanted.milestone,
        "stage": planned.stage if planned else None,
        "ours": ours,
        "theirs": theirs,
        "options": options,
    }
    draft = Draft(
        type=EntryType.MILESTONE_OPENED,
        subject=milestone_id,
        at=at,
        payload={key: value for key, value in said.items() if value},
        personal={key: value for key, value in words.items() if value},
        person=wanted.customer,
        channel=wanted.channel,
        edition=edition.id,
    )
    work.append([draft], expected={milestone_id: 0})
    return opened(work, milestone_id)


def choose_option(
    work: Work, milestone_id: str, said: Choose, expected: int | None = None
) -> Milestone:
    """Record the customer's choice; reported until they confirm it, by choosing it themselves.

    Raises:
        NotNowError: it is closed.
        UnfitError: there is no such option.
    """
    found = _running(work, milestone_id, expected)
    names = [option.id for option in found.options]
    if said.option not in names:
        raise UnfitError(
            "option",
            worded(
                "{option} is no option; options are {names}",
                option=repr(said.option),
                names=", ".join(names) or "none",
            ),
        )
    theirs = speaks_for(work.actor, found.customer)
    agreement = Agreement.CONFIRMED if theirs else Agreement.REPORTED
    payload = {"option": said.option, "agreement": agreement.value}
    personal = {"understanding": said.understanding}
    return _written(work, found, EntryType.MILESTONE_CHOSEN, said, payload, personal)


def sign(work: Work, milestone_id: str, said: Sign, expected: int | None = None) -> Milestone:
    """Sign, or decline to. What is signed is the document as it stands.

    Raises:
        NotNowError: it is closed, or an option has to be chosen first.
        NotYoursError: an AI agent signs for nobody, and a customer only for themselves.
    """
    found = _running(work, milestone_id, expected)
    if found.options and found.chosen is None and not said.decline:
        raise NotNowError(
            worded(
                "milestone {milestone} has options; choose one before it is signed",
                milestone=found.id,
            )
        )
    side, agreement = _word(work, found, said)
    payload = {"side": side.value, "agreement": agreement.value, "signs": found.head}
    return _written(work, found, EntryType.MILESTONE_SIGNED, said, payload, {"note": said.note})


def close_milestone(
    work: Work, milestone_id: str, said: Close, expected: int | None = None
) -> Milestone:
    """Close a milestone that both sides signed; promises that are still open are named.

    Raises:
        NotNowError: it is closed, or a side has not signed.
    """
    found = _running(work, milestone_id, expected)
    for side in Side:
        word = found.signed(side)
        if word is None or word.agreement is Agreement.DECLINED:
            raise NotNowError(
                worded(
                    "milestone {milestone} is not signed by the {side}",
                    milestone=found.id,
                    side=_SIDES[side],
                )
            )
    both = [*found.ours, *found.theirs]
    left = [each for each in both if not state(work, each).closed]
    payload = {"open": left} if left else {}
    return _written(work, found, EntryType.MILESTONE_CLOSED, said, payload, {"note": said.note})


def opened(work: Work, milestone_id: str) -> Milestone:
    """The milestone of that id.

    Raises:
        NotFoundError: there is none.
    """
    found = milestone(work.entries(milestone_id))
    if found is None:
        raise NotFoundError("milestone", milestone_id)
    return found


def _running(work: Work, milestone_id: str, expected: int | None) -> Milestone:
    found = opened(work, milestone_id)
    if expected is not None and found.sequence != expected:
        raise ConflictError(milestone_id, expected, found.sequence)
    if found.closed_at is not None:
        raise NotNowError(worded("milestone {milestone} is closed", milestone=milestone_id))
    return found


def _check(work: Work, wanted: OpenMilestone, playbook: Playbook) -> None:
    if wanted.milestone is not None and wanted.milestone not in playbook.milestones:
        names = ", ".join(playbook.milestones) or "none"
        raise UnfitError(
            "milestone",
            worded(
                "the playbook has no milestone {milestone}; it has {known}",
                milestone=repr(wanted.milestone),
                known=names,
            ),
        )
    names_of = [option.id for option in wanted.options]
    if len(set(names_of)) < len(names_of):
        raise UnfitError("options", worded("two options have one name"))
    for where, ids, duties in (("ours", wanted.ours, False), ("theirs", wanted.theirs, True)):
        for each in ids:
            promise = state(work, each)
            if promise.customer != wanted.customer or promise.is_duty is not duties:
                raise UnfitError(where, _not_theirs(each, duties=duties))


def _not_theirs(promise_id: str, *, duties: bool) -> Said:
    if duties:
        return worded("{promise} is not a duty of this customer", promise=promise_id)
    return worded("{promise} is not a promise to this customer", promise=promise_id)


def _promised(work: Work, wanted: OpenMilestone, edition: Edition) -> tuple[list[str], list[str]]:
    """Ids of both sides' promises: those named, and those that the playbook says."""
    ours, theirs = list(wanted.ours), list(wanted.theirs)
    planned = edition.playbook.milestones.get(wanted.milestone or "")
    if planned is None:
        return ours, theirs
    waiting: dict[str, list[str]] = {}
    for name in planned.ours:
        standard = edition.playbook.standards[name]
        asked = Make(
            metric=standard.metric,
            customer=wanted.customer,
            facets=wanted.facets,
            at=wanted.at,
            channel=wanted.channel,
        )
        promise = make(work, asked)
        ours.append(promise.id)
        for duty in standard.needs:
            waiting.setdefault(duty, []).append(promise.id)
    for duty in planned.theirs:
        asked_of = AskDuty(
            duty=duty,
            customer=wanted.customer,
            for_promises=tuple(waiting.get(duty, ())),
            at=wanted.at,
            channel=wanted.channel,
        )
        theirs.append(ask(work, asked_of).id)
    return ours, theirs


def _words(wanted: OpenMilestone, playbook: Playbook) -> tuple[dict[str, Any], list[str]]:
    """Texts of the document, and the ids of its options: the playbook's, then those added."""
    planned = playbook.milestones.get(wanted.milestone or "")
    texts = {option.id: option.says for option in wanted.options}
    if planned is not None:
        texts = {str(n): says for n, says in enumerate(planned.options, 1)} | texts
    name = wanted.name or (planned.name if planned else None) or wanted.milestone
    words = {
        "name": name,
        "includes": [*(planned.includes if planned else ()), *wanted.includes],
        "excludes": [*(planned.excludes if planned else ()), *wanted.excludes],
        "options": texts,
        "prices": {option.id: option.price for option in wanted.options if option.price},
    }
    return words, list(texts)


def _word(work: Work, found: Milestone, said: Sign) -> tuple[Side, Agreement]:
    theirs = speaks_for(work.actor, found.customer)
    side = Side(said.side) if said.side else Side.CUSTOMER if theirs else Side.COMPANY
    if work.actor.kind in {ActorKind.SERVICE, ActorKind.RULE}:
        raise NotYoursError(worded("a program signs for nobody"))
    for_others = _by_a_customer(work.actor) and not theirs
    if for_others or (theirs is not (side is Side.CUSTOMER) and not _by_staff(work.actor)):
        raise NotYoursError(worded("a customer signs for themselves alone"))
    if said.decline:
        return side, Agreement.DECLINED
    return side, Agreement.REPORTED if side is Side.CUSTOMER and not theirs else Agreement.CONFIRMED


def _by_staff(actor: Actor) -> bool:
    return actor.kind is ActorKind.PERSON


def _by_a_customer(actor: Actor) -> bool:
    """Whether some customer speaks: directly, or through a program for them."""
    said_for = actor.on_behalf_of if actor.kind is ActorKind.INTEGRATION else None
    return (said_for or actor.name).startswith(f"{PartyKind.CUSTOMER}:")


def _written(
    work: Work,
    found: Milestone,
    entry_type: EntryType,
    said: Happened,
    payload: Mapping[str, Any],
    personal: Mapping[str, Any],
) -> Milestone:
    at: datetime = past(work, said, found.opened_at)
    draft = Draft(
        type=entry_type,
        subject=found.id,
        at=at,
        payload=payload,
        personal=personal,
        person=found.customer,
        channel=said.channel,
        edition=found.edition,
    )
    work.append([draft], expected={found.id: found.sequence})
    return opened(work, found.id)
