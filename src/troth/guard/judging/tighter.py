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
from decimal import Decimal

from troth.checks.words import percent
from troth.guard.judging.case import Case
from troth.guard.judging.ruling import Ruling
from troth.guard.judging.sentences import (
    moment,
    reference,
    rule_says,
    said_text,
    with_unknown_scope,
    zone_of,
)
from troth.guard.judging.shortfall import Measured
from troth.guard.judging.speaker import has_left
from troth.guard.judging.weighing import worst
from troth.playbook.schema.authority import Authority
from troth.playbook.schema.words import VerdictKind
from troth.promises.due import dates
from troth.said import Said, quoted, said, sentence
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


def _because(case: Case, short: Measured) -> Said:
    """The true term, and the day on which what is said is earlier."""
    return with_unknown_scope(_beside(case, short), case)


def _beside(case: Case, short: Measured) -> Said:
    rule = rule_says(case, short.layer, short.term)
    if short.witness is None:
        if short.share:
            return said(
                "{rule_says}, and it is said for {share} % of cases",
                rule_says=rule,
                share=Decimal(f"{short.share.normalize():f}"),
            )
        return said("{rule_says}, and {words} is more", rule_says=rule, words=said_text(case))
    zone = zone_of(case, short.layer)
    due, told = short.witness.second.due, short.witness.first.due
    if short.witness.arrival == case.context.at:
        return said(
            "{rule_says}, which is {due}, but {words} is {early}",
            rule_says=rule,
            due=moment(due, zone),
            words=said_text(case),
            early=moment(told, zone, named=False),
        )
    return said(
        "{rule_says}: what arrives on {arrival} is due by it on {due}, but by {words} on {early}, "
        "and {share} of arrivals are affected",
        rule_says=rule,
        arrival=moment(short.witness.arrival, zone),
        due=moment(due, zone, named=False),
        words=said_text(case),
        early=moment(told, zone, named=False),
        share=percent(short.witness.share),
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
            return Ruling(
                verdict=VerdictKind.BACKED,
                because=_lets(name, row),
                rests_on=(f"authority.{name}",),
            )
        spent = spent or name
    if spent is None:
        return None
    return Ruling(
        verdict=VerdictKind.BEYOND_AUTHORITY,
        because=sentence(
            said(
                "nothing is left of {row}, and {because}", row=spent, because=_because(case, short)
            )
        ),
        rests_on=(f"authority.{spent}", reference(short.layer)),
    )


def _lets(name: str, row: Authority) -> Said:
    if not row.term:
        return said("The authority {name} lets this role promise it.", name=name)
    return said(
        "The authority {name} lets this role promise it, up to {term}.",
        name=name,
        term=quoted(row.term),
    )


def _reaches(case: Case, short: Measured, row: Authority, at: datetime) -> bool:
    """Whether what is said is no tighter than the tightest term of the row."""
    if row.term is None:
        return True
    if row.term.kind is not Kind.DURATION or short.said_due is None:
        return False
    due = dates(row.term, case.calendar(short.layer.calendar), at).due
    return due is not None and due <= short.said_due
