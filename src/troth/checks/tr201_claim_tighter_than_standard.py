"""Claim tighter than standard.

## What it does

Compares each claim with every standard on the same metric in an overlapping scope, whoever owns
either, and finds claims that may fall due before the standard does. A standard is left out where
better-ranked ones cover the whole of the overlap: it never applies to a customer of the claim.
Terms are compared exactly, over the calendars of both, for every arrival within the horizon.

A claim that names a larger share of cases than the standard is found too; a claim that names none
is TR211.

Each claim is reported once, with the standard that lets it down by the longest time. The witness is
the worst arrival.

## Why it matters

Marketing and sales set the customer's clock, support keeps another. On the day on which they differ
the customer is right, and somebody who never made the promise has to apologise for it.

## Example

```yaml
standards:
  first-reply: {metric: first-reply, team: support, term: within 8 business hours}
claims:
  pricing-page:
    team: sales
    says: We answer every request within 24 hours
    metric: first-reply
    term: within 24 hours   # not from Friday evening to Tuesday after a holiday
```

## Mend it by

Saying what the standard says, in the customer's words; or by opening longer hours, where the
finding names such hours.

## Severity

An error where the claim is a `guarantee` (which it is unless it says otherwise), a warning for an
`estimate` or an `aim`.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.checks.fixes import fix
from troth.checks.friction import worst_friction
from troth.checks.sentences import finding_of
from troth.findings import Finding

CODE = "TR201"
NAME = "claim tighter than standard"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for claim in context.claims:
        standards = context.standards_facing(claim)
        friction = worst_friction(context, claim, standards, share=claim.term.share)
        if friction:
            yield finding_of(context, CODE, friction, fix=fix(context, friction))
