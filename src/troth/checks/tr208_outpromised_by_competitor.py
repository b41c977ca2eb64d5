"""Out-promised by a competitor.

## What it does

Compares what competitors claim with our standards on the same metric in an overlapping scope. Finds
claims that fall due before our standard does, or hold for a larger share of cases than ours. Their
business time, unless they name a calendar, is taken to be ours.

Each claim of a competitor is reported once, with the standard that it beats by the longest time.

## Why it matters

Competitors are a source of our customers' expectations, whether or not they keep what they say.

## Example

```yaml
standards:
  refund: {metric: refund, team: finance, term: within 7 business days}
competitors:
  skyhop:
    claims:
      - {says: Refunds in 24 hours, metric: refund, term: within 24 hours}
```

## Mend it by

Nothing, perhaps: knowing it. Staff will be asked about it. TR209 says what our own history thinks
of their claim.

## Severity

Always a warning.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.checks.friction import worst_friction
from troth.checks.sentences import finding_of
from troth.findings import Finding
from troth.said import said

CODE = "TR208"
NAME = "out-promised by a competitor"
FIX = said("tell staff what to say; raise the standard only if it can be kept")


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for claim in context.competitors_claims:
        standards = context.standards_facing(claim)
        friction = worst_friction(context, claim, standards, share=claim.term.share)
        if friction:
            yield finding_of(context, CODE, friction, fix=FIX)
