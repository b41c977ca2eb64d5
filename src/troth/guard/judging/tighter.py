"""Tighter: it promises more than the standard that applies.

## What it finds

Promises that fall due before the standard does: of a reply for this very case, from the instant
at which it is said; of a text that stands for every arrival of the horizon, with the worst one as
witness. Shares, prices and counts that are stricter; and promises for more cases than the
standard is for: "always", "guaranteed", "every request". Without such words a text is understood
with some charity, as [TR211](checks/TR211.md) is.

What is not known of a case counts against the draft: of the standards that may apply the least
favourable is taken. A tighter term within the `authority` of the speaker's role is backed by it,
as long as something is left of its limits.

## Example

The standard: within 8 business hours. Said on Friday at 16:00: "We will answer within 24 hours."

## What may be said instead

The term that applies, with its date.
"""

from datetime import datetime

from troth.checks.words import percent
from troth.guard.judging.case import Case
from troth.guard.judging.ruling import Ruling
from troth.guard.judging.sentences import (
    moment,
    reference,
    said_text,
    sentence,
    term_text,
    unknown_scope,
    who_says,
    zone_of,
)
from troth.guard.judging.shortfall import Measured
from troth.guard.judging.speaker import has_left
from troth.guard.judging.weighing import worst
from troth.playbook.schema.authority import Authority
from troth.playbook.schema.words import VerdictKind
from troth.playbook.stated import quoted
from troth.promises.due import dates
from troth.terms import Kind

KIND = VerdictKind.TIGHTER


def rule(case: Case) -> Ruling | None:
    """The term that it goes beyond by most, unless the speaker has a right to."""
    short = worst(case)
    if short is None:
        return None
    allowed = _allowed(case, short)
    if allowed is not None:
        return allowed
    return Ruling(
        verdict=KIND,
        because=sentence(_because(case, short)),
        rests_on=(reference(short.layer),),
        witness=short.witness,
    )


def _because(case: Case, short: Measured) -> str:
    """The true term, and the day on which what is said is earlier."""
    term = term_text(case, short.layer, short.term)
    return f"{who_says(short.layer)} says {term}{_beside(case, short)}{unknown_scope(case)}"


def _beside(case: Case, short: Measured) -> str:
    if short.witness is None:
        share = f"it is said for {short.share.normalize():f} % of cases" if short.share else ""
        return f", and {share or f'{said_text(case)} is more'}"
    zone = zone_of(case, short.layer)
    due, told = short.witness.second.due, short.witness.first.due
    if short.witness.arrival == case.context.at:
        early = moment(told, zone, named=False)
        return f", which is {moment(due, zone)}, but {said_text(case)} is {early}"
    return (
        f": what arrives on {moment(short.witness.arrival, zone)} is due by it on "
        f"{moment(due, zone, named=False)}, but by {said_text(case)} on "
        f"{moment(told, zone, named=False)}, and {percent(short.witness.share)} of arrivals are "
        "affected"
    )


def _allowed(case: Case, short: Measured) -> Ruling | None:
    """What a row of `authority` says to a reply that is tighter: backed, or nothing is left."""
    if case.standing or case.context.at is None:
        return None
    spent: str | None = None
    for name, row in case.authority():
        if not _reaches(case, short, row, case.context.at):
            continue
        if has_left(case, name):
            term = f", up to {quoted(row.term)}" if row.term else ""
            return Ruling(
                verdict=VerdictKind.BACKED,
                because=f"The authority {name} lets this role promise it{term}.",
                rests_on=(f"authority.{name}",),
            )
        spent = spent or name
    if spent is None:
        return None
    return Ruling(
        verdict=VerdictKind.BEYOND_AUTHORITY,
        because=sentence(f"nothing is left of {spent}, and {_because(case, short)}"),
        rests_on=(f"authority.{spent}", reference(short.layer)),
    )


def _reaches(case: Case, short: Measured, row: Authority, at: datetime) -> bool:
    """Whether what is said is no tighter than the tightest term of the row."""
    if row.term is None:
        return True
    if row.term.kind is not Kind.DURATION or short.said_due is None:
        return False
    due = dates(row.term, case.calendar(short.layer.calendar), at).due
    return due is not None and due <= short.said_due
