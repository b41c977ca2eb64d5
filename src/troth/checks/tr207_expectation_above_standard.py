"""Expectation above the standard.

## What it does

Compares the `adequate` level of each expectation, the least that customers still accept, with the
standards that its touchpoint lists for that metric; where it lists none, with every standard on the
metric. Finds expectations that are not met even when the standard is.

Each expectation is reported once, with the standard that misses it by the longest time. Shares are
not compared: an expectation is what one customer has in mind.

## Why it matters

Between the desired and the adequate level lies the zone of tolerance. A standard outside it
disappoints even when it is kept.

## Example

```yaml
touchpoints:
  ask-for-help:
    expectations:
      - {says: Somebody reads this today, metric: first-reply, adequate: within 1 business day}
    standards: [first-reply]
standards:
  first-reply: {metric: first-reply, team: support, term: within 3 business days}
```

## Mend it by

Raising the standard; or by changing the expectation where it arises, before the moment comes: its
`sources` say where that is.

## Severity

Always a warning: nobody promised it.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.checks.friction import worst_friction
from troth.checks.sentences import finding_of
from troth.findings import Finding
from troth.playbook.stated import expectations
from troth.said import quoted, said

CODE = "TR207"
NAME = "expectation above the standard"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for expectation in expectations(context.playbook):
        standards = context.standards_answering(expectation)
        friction = worst_friction(context, expectation, standards)
        if friction:
            fix = said(
                "raise the standard to {term}, or tell customers sooner",
                term=quoted(expectation.term),
            )
            yield finding_of(context, CODE, friction, fix=fix)
