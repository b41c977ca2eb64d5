"""Unbacked: no standard says anything of the kind.

## What it finds

Promises about which the playbook measures nothing, or for which no standard applies to this case;
and those that cannot be held against the standard: of another measure, or with a day of which
nobody can tell which it is. What an offer, a claim, an answer of the playbook says in nearly the
same words is backed by that, and so are opening hours that a calendar of a team has.

## Example

The playbook has standards for replies and refunds. The draft: "We will plant a tree for your
order."

## What may be said instead

What the standard nearest to it says; or that it cannot be promised.
"""

import re

from troth.guard.judging import opening
from troth.guard.judging.case import Case
from troth.guard.judging.clause import goes_beyond_all, sentence_of
from troth.guard.judging.ruling import Ruling
from troth.guard.judging.sentences import reference, rule_says, who_says
from troth.guard.judging.shortfall import Fit
from troth.guard.judging.weighing import weighed
from troth.guard.kinds import Strength
from troth.guard.stems import stems
from troth.playbook.schema.words import VerdictKind
from troth.said import quoted, said, sentence
from troth.terms import Kind

KIND = VerdictKind.UNBACKED
#: Whoever names what is left out may say just that.
_NO_FEE = re.compile(r"\b(?:free|no|nothing|without)\b")
_SAYS_SO = re.compile(r"\b(?:exclud\w+|except|apart from|not|never)\b|n't\b")


def rule(case: Case) -> Ruling | None:
    """Whether nothing backs it that could be compared."""
    if not case.applying.layers:
        return (
            opening.rule(case)
            or _in_other_words(case)
            or Ruling(
                verdict=KIND,
                because=sentence(said("nothing backs this: {reason}", reason=case.applying.reason)),
            )
        )
    left_out = _left_out(case)
    if left_out is not None:
        return left_out
    unlike = next((each for each in weighed(case) if each.fit is Fit.UNLIKE), None)
    if unlike is None:
        return None
    return (
        opening.rule(case)
        or _in_other_words(case)
        or Ruling(
            verdict=KIND,
            because=sentence(
                said(
                    "{rule_says}, and what is said cannot be held against it",
                    rule_says=rule_says(case, unlike.layer),
                )
            ),
            rests_on=(reference(unlike.layer),),
        )
    )


def _left_out(case: Case) -> Ruling | None:
    """What the standard excludes, or says of no case: whatever happens, for ever."""
    whole = sentence_of(case.found)
    # What a fee does not apply to costs nothing.
    no_fee = case.metric is not None and case.metric.kind is Kind.MONEY and _NO_FEE.search(whole)
    says_so = no_fee or _SAYS_SO.search(whole)
    sentence_words = frozenset() if says_so else frozenset(stems(whole))
    for layer in case.applying.layers:
        excludes = layer.standard.excludes if layer.standard else ()
        for entry in excludes:
            words = frozenset(stems(entry.lower()))
            if words and words <= sentence_words:
                because = said("{rule} excludes {what}", rule=who_says(layer), what=quoted(entry))
                return Ruling(verdict=KIND, because=sentence(because), rests_on=(reference(layer),))
    if case.found.strength is Strength.FIRM and goes_beyond_all(case.words):
        return Ruling(
            verdict=KIND,
            because=said("It is said whatever happens, and no standard says so."),
            rests_on=tuple(reference(layer) for layer in case.applying.layers),
        )
    return None


def _in_other_words(case: Case) -> Ruling | None:
    """What the playbook says elsewhere in nearly the same words."""
    where = case.book.sayings.find(case.words)
    if where is None:
        return None
    return Ruling(
        verdict=VerdictKind.BACKED,
        because=said("The playbook says so at {where}.", where=where),
        rests_on=(where,),
    )
