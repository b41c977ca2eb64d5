"""Making promises: at once, or by options of which the customer chooses one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from troth.operations.allowances import Parties
from troth.operations.cases import Case, check_kind, looked_up
from troth.operations.commands import Agree, Make, Offer, Option, firmness
from troth.operations.dating import iso
from troth.operations.errors import NotNowError, UnfitError
from troth.operations.happening import by_customer, happened, state
from troth.operations.permits import Asked, permitted
from troth.operations.saying import draft_of, made, parties_of, promised, words_of
from troth.operations.waiting import waits
from troth.promises.entries import Draft, EntryType
from troth.promises.fold import moment
from troth.promises.overlays import one_off
from troth.promises.parties import ActorKind
from troth.promises.promise import Promise, Stage
from troth.promises.store import Work
from troth.said import said as worded


def make(work: Work, wanted: Make, *, message: str | None = None) -> Promise:
    """Make a promise, or record that nothing says by when.

    Without term and date, the term that applies is promised. Where none applies, what was asked
    for is recorded with the reason, so that it is listed and not lost.

    Args:
        work: the transaction.
        wanted: what is promised.
        message: the id of the reply in which it was said.

    Raises:
        NotFoundError: no edition is published, or the customer or a duty does not exist.
        UnfitError: arguments that do not fit the playbook.
        BeyondAuthorityError: the term or date is tighter than what who acts may promise.
        ConflictError: the id is another's, or somebody drew on the same limit; try again.
    """
    case = looked_up(work, wanted)
    if wanted.due is None and case.found.layer is None:
        return _unmatched(work, wanted, case, message)
    said = promised(case, wanted)
    rights, subjects = permitted_case(work, case, wanted, said)
    drafts = [made(case, wanted, said, {"message": message}), *rights]
    drafts += waits(work, case.id, wanted.customer, wanted.needs, case.at)
    work.append(drafts, expected={case.id: 0, **subjects})
    return state(work, case.id)


def offer(work: Work, wanted: Offer) -> Promise:
    """Put options before a customer; nothing is promised until one is agreed to.

    Raises:
        UnfitError: two options of one name, or an option without term and date.
        BeyondAuthorityError: an option is tighter than what who acts may promise. Of a limit, one
            is used by the offer, whichever option is chosen.
    """
    case = looked_up(work, wanted)
    _check_offer(wanted, case)
    said = parties_of(case, wanted) | {
        "options": [_option_json(option) for option in wanted.options],
        "reason": "offered, and not agreed to yet",
        "calendar": wanted.calendar,
        **_for_later(case, wanted),
    }
    rights, subjects = _permitted_options(work, case, wanted)
    offered = draft_of(EntryType.PROMISE_OFFERED, case, wanted, said)
    work.append([offered, *rights], expected={case.id: 0, **subjects})
    return state(work, case.id)


def choose(work: Work, promise: Promise, said: Agree) -> Promise:
    """Agree to an option that was offered: the promise begins.

    Raises:
        NotNowError: nothing is offered, or not this.
    """
    if promise.stage is not Stage.OFFERED or promise.closed:
        raise NotNowError(
            worded("promise {promise} has no options to agree to", promise=promise.id)
        )
    chosen = next((each for each in promise.options if each["id"] == said.option), None)
    if chosen is None:
        names = ", ".join(repr(each["id"]) for each in promise.options)
        raise UnfitError(
            "option",
            worded(
                "{option} was not offered; options are {names}",
                option=repr(said.option),
                names=names,
            ),
        )
    at = happened(work, said, promise)
    wanted = _chosen(promise, said, chosen, at)
    case = looked_up(work, wanted, promise.edition)
    agreement = "confirmed" if by_customer(work, promise) else "reported"
    begun = promised(case, wanted) | {
        "chosen": said.option,
        "agreement": agreement,
        "worded_by": promise.worded_by.value,
    }
    draft = made(case, wanted, begun, {"understanding": said.understanding})
    work.append([draft, *waits(work, case.id, promise.customer, promise.needs, at)])
    return state(work, promise.id)


def _check_offer(wanted: Offer, case: Case) -> None:
    if wanted.term is not None or wanted.due is not None:
        raise UnfitError(
            "options", worded("terms and dates are said by the options, not beside them")
        )
    names = [option.id for option in wanted.options]
    for option in wanted.options:
        if names.count(option.id) > 1:
            raise UnfitError(
                "options", worded("two options are called {option}", option=repr(option.id))
            )
        if (option.term is None) == (option.due is None):
            raise UnfitError(
                "options",
                worded("option {option} needs either a term or a date", option=repr(option.id)),
            )
        if option.term is not None:
            check_kind("options", option.term, case.metric, wanted.metric)


def _permitted_options(work: Work, case: Case, wanted: Offer) -> tuple[list[Draft], dict[str, int]]:
    """The rights to the options: each must be permitted, and each limit is drawn on once."""
    drafts: dict[str, Draft] = {}
    subjects: dict[str, int] = {}
    for option in wanted.options:
        one = wanted.model_copy(update={"term": option.term, "due": option.due})
        said = promised(_with_term(case, one), one)
        for_option, drawn_on = permitted_case(work, case, one, said)
        drafts |= {draft.subject: draft for draft in for_option}
        subjects |= drawn_on
    return list(drafts.values()), subjects


def _with_term(case: Case, wanted: Make) -> Case:
    if wanted.term is None:
        return case
    layer = one_off(wanted.term, wanted.calendar, None)
    return replace(case, found=replace(case.found, layer=layer))


def permitted_case(
    work: Work, case: Case, wanted: Make, said: Mapping[str, Any]
) -> tuple[list[Draft], dict[str, int]]:
    """What is recorded of authority; the standing term needs none."""
    if wanted.term is None and wanted.due is None and work.actor.kind is not ActorKind.SERVICE:
        return [], {}
    asked = Asked(
        edition=case.edition,
        metric=wanted.metric,
        facets=wanted.facets,
        start=case.starts_at,
        term=said["term"],
        due=moment(said["due"]),
        calendar=case.edition.calendar(said["calendar"]),
        applies=case.standing,
        parties=Parties(
            actor=work.actor,
            customer=wanted.customer,
            promise=case.id,
            promiser=said["promiser"],
        ),
    )
    return permitted(work, asked)


def _unmatched(work: Work, wanted: Make, case: Case, message: str | None) -> Promise:
    said = parties_of(case, wanted) | {
        "reason": case.found.reason,
        "likelihood": wanted.likelihood,
        **_for_later(case, wanted),
    }
    personal = {"message": message}
    draft = draft_of(EntryType.PROMISE_UNMATCHED, case, wanted, said, personal)
    work.append([draft], expected={case.id: 0})
    return state(work, case.id)


def _for_later(case: Case, wanted: Make) -> dict[str, Any]:
    """What holds once something is promised."""
    return {
        "needs": list(wanted.needs) or None,
        "strength": wanted.strength,
        "updates": wanted.updates,
        "quote": wanted.quote,
        "words": words_of(case, wanted),
    }


def _option_json(option: Option) -> dict[str, Any]:
    return option.model_dump(mode="json", exclude_defaults=True) | {"due": iso(option.due) or None}


def _chosen(promise: Promise, said: Agree, option: Mapping[str, Any], at: datetime) -> Make:
    due = option.get("due")
    return Make(
        id=promise.id,
        metric=promise.metric,
        customer=promise.customer,
        promiser=str(promise.promiser),
        promisee=str(promise.promisee),
        facets=dict(promise.facets),
        at=at,
        channel=said.channel,
        holder=str(promise.holder),
        touchpoint=promise.touchpoint,
        calendar=promise.calendar,
        strength=firmness(promise.strength),
        updates=promise.updates,
        quote=promise.quote,
        term=option.get("term"),
        due=datetime.fromisoformat(due) if due else None,
        wording=option.get("says"),
        needs=promise.needs,
        likelihood=option.get("likelihood"),
    )
