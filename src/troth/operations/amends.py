"""Amends: what is given for a broken promise, within what the playbook allows.

What is owed by law stands outside all limits, and comes first.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from pydantic import Field

from troth.authority import Limit
from troth.operations.allowances import Allowance, Journal, Parties, allowances, used
from troth.operations.commands import Happened, Text, Word
from troth.operations.errors import (
    BeyondAuthorityError,
    NoEditionError,
    NotNowError,
    UnfitError,
)
from troth.operations.happening import happened, state
from troth.operations.permits import role_of
from troth.playbook import Playbook
from troth.playbook.schema.money import Money, read_money
from troth.playbook.schema.recovery import Amends
from troth.playbook.schema.words import Role
from troth.playbook.scope import covers
from troth.promises.editions import Edition
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.outcomes import outcome
from troth.promises.parties import Actor, ActorKind
from troth.promises.promise import Outcome, Promise, Stage
from troth.promises.store import Work
from troth.said import said as worded

#: A case of `never-when`: what the law gives for the promise was not given yet.
STATUTORY_DUE = "statutory-due-unpaid"

#: Cases that the ledger knows by itself; nobody says them.
_OUTCOMES = frozenset(str(each) for each in Outcome)


class Give(Happened):
    """Amends to be given for a promise."""

    amends: Word = Field(description="What is given, by its id in the playbook.")
    value: Word | None = Field(
        None, description="How much, EUR 20; that of the playbook when absent."
    )
    reason: Text = Field(description="Why.")
    cases: tuple[Word, ...] = Field(
        (),
        description="What else is the case, in the playbook's words of `when` and `never-when`.",
        max_length=20,
        strict=False,
    )


def give(work: Work, promise_id: str, said: Give, expected: int | None = None) -> Promise:
    """Give amends, if who acts may, and as much is left.

    Raises:
        BeyondAuthorityError: it is not theirs to give, or more than is left of a limit.
        NotFoundError: there is no such promise.
        NotNowError: the playbook gives these amends in other cases.
        UnfitError: no such amends, not for this promise, or another value than theirs.
        ConflictError: somebody else drew on the same limit; try again.
    """
    promise = state(work, promise_id, expected)
    at = happened(work, said, promise)
    edition = _edition(work)
    amends = edition.playbook.amends.get(said.amends)
    if amends is None:
        known = ", ".join(edition.playbook.amends) or "none"
        raise UnfitError(
            "amends",
            worded(
                "the playbook has no amends {amends}; it has {known}",
                amends=repr(said.amends),
                known=known,
            ),
        )
    _check_fits(promise, said.amends, amends)
    _check_cases(edition.playbook, promise, amends, said, work.at)
    _check_role(work.actor, said.amends, amends)
    value = _value(said, amends)
    drafts, subjects = _drawn(work, promise, said.amends, amends, value)
    given = _given(work, promise, said, amends, value, at)
    expected_of = subjects | {promise.id: promise.sequence}
    work.append([given, *drafts], expected=expected_of)
    return state(work, promise.id)


def fitting(promise: Promise, edition: Edition, actor: Actor, at: datetime) -> list[str]:
    """The amends that somebody may give for a promise as it stands, by their ids.

    Args:
        promise: for which one.
        edition: the one in force, which decides.
        actor: who would give them.
        at: now. How much is left of their limits is seen when they are given.
    """
    playbook = edition.playbook
    return [
        name
        for name, amends in playbook.amends.items()
        if _fits_now(playbook, promise, name, amends, actor, at)
    ]


def _fits_now(
    playbook: Playbook, promise: Promise, name: str, amends: Amends, actor: Actor, at: datetime
) -> bool:
    try:
        _check_fits(promise, name, amends)
        _check_cases(playbook, promise, amends, Give(amends=name, reason=name), at)
        _check_role(actor, name, amends)
    except (BeyondAuthorityError, NotNowError, UnfitError):
        return False
    return True


def left(
    journal: Journal, actor: Actor, edition: Edition, customer: str | None, at: datetime
) -> list[Allowance]:
    """What is left to somebody of each limit that is theirs, for a customer or for nobody."""
    role, playbook = role_of(actor), edition.playbook
    parties = Parties(actor=actor, customer=customer, promise=None, promiser=None)
    rows: list[tuple[str, list[Limit]]] = [
        (f"authority.{name}", list(row.limits))
        for name, row in playbook.authority.items()
        if role in row.roles
    ]
    rows += [
        (f"amends.{name}", list(_limits(amends)))
        for name, amends in playbook.amends.items()
        if not amends.statutory and _may_give(role, amends)
    ]
    return [
        replace(each, stuck=_stuck(playbook, each))
        for row, limits in rows
        for each in allowances(journal, row, _known(limits, customer), parties, at)
    ]


def _stuck(playbook: Playbook, allowance: Allowance) -> str | None:
    section, _, name = allowance.row.partition(".")
    value = playbook.amends[name].value if section == "amends" else None
    if value is None or value.currency == allowance.limit.unit:
        return None
    return worded(
        "{value} cannot be counted in {unit}, so {amends} cannot be given",
        value=str(value),
        unit=str(allowance.limit.unit),
        amends=name,
    )


def _known(limits: list[Limit], customer: str | None) -> Iterator[Limit]:
    """Limits for parties of whom it is said who they are."""
    parties = {None, "agent"} | ({"customer", "account", "person"} if customer else set())
    return (limit for limit in limits if limit.party in parties)


def _edition(work: Work) -> Edition:
    edition = work.edition()
    if edition is None:
        raise NoEditionError
    return edition


def _check_fits(promise: Promise, name: str, amends: Amends) -> None:
    if promise.stage is not Stage.PROMISED:
        raise NotNowError(
            worded(
                "promise {promise} has no amends: {reason}",
                promise=promise.id,
                reason=promise.reason,
            )
        )
    if amends.metrics and promise.metric not in amends.metrics:
        raise UnfitError(
            "amends",
            worded(
                "{name} is given for {metrics} alone", name=name, metrics=", ".join(amends.metrics)
            ),
        )
    if not covers(amends.scope, {facet: (value,) for facet, value in promise.facets.items()}):
        raise UnfitError("amends", worded("{name} is not for this customer or case", name=name))


def _check_cases(
    playbook: Playbook, promise: Promise, amends: Amends, said: Give, at: datetime
) -> None:
    cases = {str(outcome(promise, at)), *(set(said.cases) - _OUTCOMES)}
    if _statutory_due(playbook, promise, cases):
        cases.add(STATUTORY_DUE)
    if amends.when and not cases & set(amends.when):
        raise NotNowError(
            worded(
                "{amends} is given when {when}; promise {promise} is {outcome}",
                amends=said.amends,
                when=" or ".join(amends.when),
                promise=promise.id,
                outcome=outcome(promise, at),
            )
        )
    against = sorted(cases & set(amends.never_when))
    if against:
        raise NotNowError(
            worded("{amends} is never given when {case}", amends=said.amends, case=against[0])
        )


def _statutory_due(playbook: Playbook, promise: Promise, cases: set[str]) -> bool:
    """Whether the law gives something for this promise that it was not given."""
    given = {each["amends"] for each in promise.amends}
    return any(
        name not in given
        for name, amends in playbook.amends.items()
        if amends.statutory
        and (not amends.metrics or promise.metric in amends.metrics)
        and cases & set(amends.when or ("broken",))
    )


def _check_role(actor: Actor, name: str, amends: Amends) -> None:
    role = role_of(actor)
    if amends.statutory and actor.kind in {ActorKind.RULE, ActorKind.INTEGRATION}:
        return
    if not _may_give(role, amends):
        raise BeyondAuthorityError(
            worded("{role} may not give {amends}", role=role or actor.name, amends=name),
            ", ".join(amends.roles) or Role.MANAGER,
        )


def _may_give(role: str, amends: Amends) -> bool:
    """Managers may give all; what the law owes, all people may."""
    people = {Role.AGENT.value, Role.LEAD.value, Role.ACCOUNT_MANAGER.value}
    owed = amends.statutory and not amends.roles and role in people
    return role == Role.MANAGER or role in amends.roles or owed


def _value(said: Give, amends: Amends) -> Money | None:
    """What is given: the playbook's value, or up to it where it says `at most`."""
    most = amends.value
    if said.value is None:
        if most is not None and most.at_most:
            raise UnfitError("value", worded("say how much: {most}", most=most))
        return most
    try:
        value = read_money(said.value)
    except ValueError as error:
        raise UnfitError("value", str(error)) from None
    if value.at_most or value.party or value.period:
        raise UnfitError(
            "value", worded("{value} is no sum; write for example 'EUR 20'", value=repr(said.value))
        )
    if most is None:
        raise UnfitError("value", worded("{amends} is worth no money", amends=said.amends))
    fits = value.amount <= most.amount if most.at_most else value.amount == most.amount
    if value.currency != most.currency or not fits or not value.amount:
        raise BeyondAuthorityError(
            worded("{value} is not what {amends} gives", value=said.value, amends=said.amends),
            str(most),
        )
    return value


def _limits(amends: Amends) -> Iterator[Limit]:
    for limit in amends.limits:
        yield Limit(
            amount=limit.amount, unit=limit.currency, party=limit.party, period=limit.period
        )


def _drawn(
    work: Work, promise: Promise, name: str, amends: Amends, value: Money | None
) -> tuple[list[Draft], dict[str, int]]:
    if amends.statutory or value is None:
        return [], {}
    limits = list(_limits(amends))
    for limit in limits:
        if limit.unit != value.currency:
            raise UnfitError(
                "value",
                worded(
                    "{value} cannot be counted against the limit {limit}", value=value, limit=limit
                ),
            )
    parties = Parties(
        actor=work.actor,
        customer=promise.customer,
        promise=promise.id,
        promiser=str(promise.promiser),
    )
    return used(work, f"amends.{name}", limits, Decimal(value.amount), parties)


def _given(
    work: Work, promise: Promise, said: Give, amends: Amends, value: Money | None, at: datetime
) -> Draft:
    payload = {
        "amends": said.amends,
        "kind": str(amends.kind) if amends.kind else None,
        "value": f"{value.currency} {value.amount}" if value else None,
        "statutory": amends.statutory,
        "role": role_of(work.actor),
    }
    return Draft(
        type=EntryType.PROMISE_AMENDS_GIVEN,
        subject=promise.id,
        at=at,
        payload={key: each for key, each in payload.items() if each is not None},
        personal={"reason": said.reason},
        person=promise.customer or COMPANY,
        channel=said.channel,
        edition=promise.edition,
    )
