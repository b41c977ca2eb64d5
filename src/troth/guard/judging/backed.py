"""Backed: a standard, an agreement, an authority or amends of the playbook says as much.

## What it says

That what is promised falls due no earlier than the term that applies, asks for no more than it,
and is as likely as is wanted. A promise without a measure is backed where a standard speaks of
such a thing. Of a standard for a share of cases it says so: whoever writes "within two days"
should know that it is not for every case.

## Example

The standard: within 8 business hours. "We will answer within two working days."
"""

from troth.checks.words import cases_text
from troth.guard.judging.case import Case
from troth.guard.judging.ruling import Ruling
from troth.guard.judging.said import share_of_cases
from troth.guard.judging.sentences import (
    moment,
    reference,
    rule_says,
    with_unknown_scope,
    zone_of,
)
from troth.guard.judging.unlikely import likelihood_of
from troth.guard.judging.weighing import weighed
from troth.playbook.schema.words import VerdictKind
from troth.promises.due import parsed
from troth.said import said, sentence

KIND = VerdictKind.BACKED


def rule(case: Case) -> Ruling:
    """What it rests on; asked last, where no other rule found anything."""
    first = max(weighed(case), key=lambda each: each.due.timestamp() if each.due else 0.0)
    layer = first.layer
    told = rule_says(case, layer)
    if first.due:
        told = said(
            "{rule_says}, which is {due}",
            rule_says=told,
            due=moment(first.due, zone_of(case, layer)),
        )
    share = parsed(layer.term).share
    if share and not share_of_cases(case.words):
        told = said("{text}, though for {cases} only", text=told, cases=cases_text(share))
    return Ruling(
        verdict=KIND,
        because=sentence(with_unknown_scope(told, case)),
        rests_on=tuple(reference(each.layer) for each in weighed(case)),
        likelihood=likelihood_of(case),
    )
