"""The first rule that finds something: one file for each verdict, asked in this order."""

from troth.guard.judging import (
    backed,
    beyond_authority,
    contradicted,
    never_promise,
    tighter,
    unbacked,
    unlikely,
)
from troth.guard.judging.case import Case
from troth.guard.judging.ruling import Ruling

#: Of a promise that none of them minds, `backed` says what it rests on.
RULES = (never_promise, contradicted, beyond_authority, unbacked, tighter, unlikely)
#: All of them, as the pages list them.
VERDICTS = (*RULES, backed)


def ruled(case: Case) -> Ruling:
    """What becomes of a promise, without a wording."""
    for rule in RULES:
        found: Ruling | None = rule.rule(case)
        if found is not None:
            return found
    return backed.rule(case)
